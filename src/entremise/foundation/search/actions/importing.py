"""Import of the ROME nomenclature of trades; it may be run again."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from entremise.foundation.search.analysis import rome_files
from entremise.foundation.search.models import TradeLabel, TradeMobility
from entremise.foundation.search.rules import LABELS_KIND

from .index_versions import bump_index_version


@dataclass(frozen=True)
class RomeImportReport:
    read: list[str]
    skipped: list[str]
    labels: int  # names of trades in the files
    labels_added: int
    pairs: int
    pairs_added: int
    pairs_removed: int


@transaction.atomic
def add_trade_labels(labels: Iterable[tuple[str, str]]) -> int:
    """Add names of trades, as (code, text); returns how many were new."""
    bump_index_version(LABELS_KIND)
    before = TradeLabel.objects.count()
    TradeLabel.objects.bulk_create(
        [TradeLabel(code=code, text=text) for code, text in labels],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return TradeLabel.objects.count() - before


@transaction.atomic
def import_rome(paths: Iterable[Path]) -> RomeImportReport:
    """Import names and mobility from CSV files.

    Names are added and never removed: the association may have added its own. The mobility
    table is replaced by what is read.
    """
    tables = rome_files.read_rome_files(paths)
    added = add_trade_labels(tables.labels)
    pairs_added = pairs_removed = 0
    if tables.mobility:
        known = {(m.code, m.to): m for m in TradeMobility.objects.all()}
        gone = [
            m.pk for pair, m in known.items() if tables.mobility.get(pair) != m.kind
        ]
        TradeMobility.objects.filter(pk__in=gone).delete()
        rows = [
            TradeMobility(code=code, to=to, kind=kind)
            for (code, to), kind in tables.mobility.items()
            if (code, to) not in known or known[code, to].kind != kind
        ]
        TradeMobility.objects.bulk_create(rows, batch_size=1000)
        pairs_added, pairs_removed = len(rows), len(gone)
    return RomeImportReport(
        tables.read,
        tables.skipped,
        len(tables.labels),
        added,
        len(tables.mobility),
        pairs_added,
        pairs_removed,
    )
