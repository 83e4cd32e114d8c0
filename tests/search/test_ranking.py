"""Words so common that they bring their best documents only, and still help to rank."""

import pytest

from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.ranking import (
    COMMON_WORD_DOCUMENTS,
    MAX_RESULTS,
)
from entremise.foundation.search.queries.searching import search_index

KIND = "many"


@pytest.fixture
def crowd(db: None) -> None:
    """More documents than a common word may bring; the last ones weigh more.

    No word of a trade.
    """
    entries = [
        IndexEntry(f"k{n:05d}", {"text": "zorglub aussi"})
        for n in range(COMMON_WORD_DOCUMENTS + 50)
    ]
    entries += [IndexEntry(f"t{n}", {"title": "zorglub"}) for n in range(3)]
    entries += [
        IndexEntry("w-rare", {"text": "tralala"}),
        IndexEntry("x-both", {"text": "tralala zorglub"}),
    ]
    for _done in index_in_batches(KIND, entries):
        pass


@pytest.mark.usefixtures("crowd")
def test_a_common_word_brings_those_where_it_weighs_most() -> None:
    keys = search_index(KIND, "zorglub", exact=True).keys
    assert keys[:3] == ["t0", "t1", "t2"]
    assert len(keys) == MAX_RESULTS


@pytest.mark.usefixtures("crowd")
def test_a_common_word_ranks_what_a_rare_one_brings() -> None:
    assert search_index(KIND, "tralala zorglub", exact=True).keys[0] == "x-both"
    assert search_index(KIND, "tralala", exact=True).keys == ["w-rare", "x-both"]


@pytest.mark.usefixtures("crowd")
def test_equals_share_a_rank() -> None:
    found = search_index(KIND, "zorglub", exact=True)
    assert found.ties[:3] == [0, 0, 0]
    assert len(set(found.ties[3:])) == 1
