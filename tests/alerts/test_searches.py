"""Keeping, naming, dropping one's own searches."""

import pytest

from entremise.alerts import actions, keys, queries
from entremise.alerts.content import Asked
from entremise.alerts.enums import Rhythm
from entremise.alerts.models import SavedSearch
from entremise.companies.queries import company_of
from entremise.foundation.journal.models import Entry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from tests.factories import accounts, companies
from tests.factories.alerts import search

pytestmark = pytest.mark.django_db


def test_the_same_search_twice_is_one() -> None:
    kept = search(words="vendeur", language="ar")
    again = search(kept.user, words="vendeur", language="ar")
    assert again == kept
    assert search(kept.user, words="vendeur") != kept
    assert SavedSearch.objects.count() == 2


def test_ten_are_enough() -> None:
    owner = search(words="mot 0").user
    for number in range(1, actions.MOST):
        search(owner, words=f"mot {number}")
    with pytest.raises(DomainError, match="Dix recherches"):
        search(owner, words="un mot de trop")
    actions.drop(SavedSearch.objects.first(), by=owner)
    search(owner, words="un mot de trop")


def test_nothing_asked_is_nothing_to_keep() -> None:
    owner = companies.recruiter_of(companies.company())
    with pytest.raises(DomainError, match="Cherchez"):
        actions.keep(
            company_of(owner), Asked(around=25, exact=True), name="Tout", by=owner
        )


def test_they_are_one_s_own() -> None:
    kept = search(words="vendeur")
    colleague = companies.member(kept.company).user
    for stranger in (
        colleague,
        companies.recruiter_of(companies.company()),
        accounts.administrator(),
    ):
        assert queries.search_for(stranger, kept.code) is None
        with pytest.raises(NotAllowed):
            actions.drop(kept, by=stranger)
        with pytest.raises(NotAllowed):
            actions.change(kept, name="À moi", every_days=Rhythm.WEEK, by=stranger)
    with pytest.raises(NotAllowed):
        actions.keep(
            kept.company, Asked("vendeur"), name="", by=accounts.administrator()
        )


def test_a_name_is_proposed_from_what_was_searched() -> None:
    zone = accounts.zone("Lyon")
    asked = Asked("vendeur", {"zone": zone.code, "language": "ar"}, around=25)
    assert (
        queries.said(asked) == "«\u00a0vendeur\u00a0» · Lyon · arabe · À moins de 25 km"
    )
    assert queries.name_for(asked) == "vendeur · Lyon · arabe · À moins de 25 km"
    assert len(queries.name_for(Asked("mot " * 25, {"zone": zone.code}))) == 80


def test_each_gesture_leaves_a_line_without_any_word() -> None:
    kept = search(words="vendeur au marché", name="Vente")
    actions.change(kept, name="Marché", every_days=Rhythm.WEEK, by=kept.user)
    actions.stop(kept)
    actions.drop(kept, by=kept.user)
    lines = list(Entry.objects.filter(verb__startswith="lookout.").order_by("pk"))
    assert [line.verb for line in lines] == [
        "lookout.kept",
        "lookout.changed",
        "lookout.stopped",
        "lookout.dropped",
    ]
    assert not any(
        "arché" in str(line.data) or "Vente" in str(line.data) for line in lines
    )


def test_the_key_of_a_letter_stops_it_and_nothing_else() -> None:
    kept, other = search(words="vendeur"), search(words="cuisinier")
    assert queries.search_with(keys.key_of(kept)) == kept
    assert queries.search_with(keys.key_of(kept)[:-1] + "!") is None
    assert (
        queries.search_with(f"{other.code}~{keys.key_of(kept).partition('~')[2]}")
        is None
    )
    actions.stop(kept)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.every_days, other.every_days) == (Rhythm.NEVER, Rhythm.MONTH)
