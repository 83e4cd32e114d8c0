"""Rebuilding the index from what is published."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories import accounts, candidates

from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.foundation.search.actions.importing import import_rome
from entremise.foundation.search.actions.indexing import (
    index_document,
    index_in_batches,
    remove_document,
)
from entremise.foundation.search.actions.rebuilding import empty_index_kinds
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.models import Document, Posting, TradeLabel, Word
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.search.queries.trades import mobility_of_trade
from entremise.foundation.search.queries.vocabulary_cache import vocabulary_of

pytestmark = pytest.mark.django_db


def cook():
    return candidates.published_cv(
        candidates.candidate(accounts.zone("Lyon"), first_name="Mariam"),
        goals=[{"family": "food", "occupation": "cuisinière", "rome": "G1602"}],
    )


def snapshot() -> list[tuple[str, str, float]]:
    return sorted(Posting.objects.values_list("document__key", "word__term", "weight"))


def test_rebuild_writes_the_same_index_and_takes_out_what_is_no_longer_public() -> None:
    publication = cook()
    before = snapshot()
    Document.objects.all().delete()
    Word.objects.all().delete()
    index_document(CV_DOCUMENTS, "gone", {"title": "plombier"}, facets={})
    out = StringIO()
    call_command("search", "rebuild", stdout=out)
    assert snapshot() == before != []
    assert "cv: 1 written" in out.getvalue()
    assert search_index(CV_DOCUMENTS, "cuisinier").keys == [publication.code]


def test_an_index_that_was_emptied_is_known_to_be_missing() -> None:
    assert CV_DOCUMENTS not in empty_index_kinds()
    cook()
    assert CV_DOCUMENTS not in empty_index_kinds()
    Document.objects.all().delete()
    assert CV_DOCUMENTS in empty_index_kinds()


def test_a_trade_chosen_at_entry_is_in_the_index() -> None:
    publication = cook()
    assert Posting.objects.filter(
        document__key=publication.code, word__term="#G1602"
    ).exists()


def test_many_at_once_say_how_far_they_are_and_count_words_like_one_by_one() -> None:
    entries = [
        IndexEntry(f"k{n}", {"title": f"plombier chauffagiste numero{n % 7}"})
        for n in range(1100)
    ]
    assert list(index_in_batches("many", entries)) == [500, 1000, 1100]
    assert vocabulary_of("many").documents["plombier"] == 1100
    assert vocabulary_of("many").total == 1100
    assert list(index_in_batches("many", entries[:1])) == [1]
    assert vocabulary_of("many").documents["plombier"] == 1100
    remove_document("many", "k0")
    assert vocabulary_of("many").documents["plombier"] == 1099
    assert vocabulary_of("many").total == 1099


NAMES = """"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome","statut"
"1","Fontainier / Fontainière de village","Fontainier / Fontainière","F1603","1"
"""
MOBILITY = """"code_rome","code_rome_cible","code_type_mobilite","libelle_type_mobilite"
"F1603","F1607","1","Proche"
"F1603","F1703","2","Evolution"
"F1603","F1703","1","Proche"
"""


def test_the_publishers_files_are_imported_and_again_change_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "mobility.csv").write_text(MOBILITY, encoding="latin-1")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    out = StringIO()
    call_command("import_rome", str(tmp_path), stdout=out)
    assert set(TradeLabel.objects.values_list("code", "text")) == {
        ("F1603", text)
        for text in (
            "Fontainier",
            "Fontainière",
            "Fontainier de village",
            "Fontainière de village",
        )
    }
    assert mobility_of_trade("F1603") == {"F1607": "near", "F1703": "near"}
    assert "skipped  other.csv" in out.getvalue()
    report = import_rome([tmp_path])
    assert (report.labels_added, report.pairs_added, report.pairs_removed) == (0, 0, 0)


def test_files_that_are_not_the_nomenclature_are_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="code_rome"):
        call_command("import_rome", str(tmp_path))
