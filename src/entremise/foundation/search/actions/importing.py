"""The nomenclature of trades, from the publisher's own files: imported again, it is brought
up to date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from entremise.foundation.search import rome
from entremise.foundation.search.models import Label, Mobility

from .stamps import LABELS, changed


@dataclass(frozen=True)
class Report:
    read: list[str]
    skipped: list[str]
    labels: int  # names of trades in the files
    labels_added: int
    pairs: int
    pairs_added: int
    pairs_removed: int


@transaction.atomic
def add_labels(labels: Iterable[tuple[str, str]]) -> int:
    """Other names of trades, (code, words). How many were not known yet."""
    changed(LABELS)
    before = Label.objects.count()
    Label.objects.bulk_create(
        [Label(code=c, words=w) for c, w in labels],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return Label.objects.count() - before


@transaction.atomic
def import_rome(paths: Iterable[Path]) -> Report:
    """Names are added, never taken away (the association may have added its own).

    Mobility becomes what is read.
    """
    tables = rome.read(paths)
    added = add_labels(tables.labels)
    pairs_added = pairs_removed = 0
    if tables.mobility:
        known = {(m.code, m.to): m for m in Mobility.objects.all()}
        gone = [
            m.pk for pair, m in known.items() if tables.mobility.get(pair) != m.kind
        ]
        Mobility.objects.filter(pk__in=gone).delete()
        rows = [
            Mobility(code=code, to=to, kind=kind)
            for (code, to), kind in tables.mobility.items()
            if (code, to) not in known or known[code, to].kind != kind
        ]
        Mobility.objects.bulk_create(rows, batch_size=1000)
        pairs_added, pairs_removed = len(rows), len(gone)
    return Report(
        tables.read,
        tables.skipped,
        len(tables.labels),
        added,
        len(tables.mobility),
        pairs_added,
        pairs_removed,
    )
