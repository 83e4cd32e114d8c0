"""Keeping, naming, dropping one's own searches."""

import pytest
from django.utils.translation import override

from entremise.alerts import actions, queries, signing
from entremise.alerts.content import SearchCriteria
from entremise.alerts.enums import AlertFrequency
from entremise.alerts.models import SavedSearch
from entremise.companies.queries import company_of_user
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from tests.factories import accounts, companies
from tests.factories.alerts import saved_search

pytestmark = pytest.mark.django_db


def test_the_same_search_twice_is_one() -> None:
    kept = saved_search(text="vendeur", language="ar")
    again = saved_search(kept.user, text="vendeur", language="ar")
    assert again == kept
    assert saved_search(kept.user, text="vendeur") != kept
    assert SavedSearch.objects.count() == 2


def test_ten_are_enough() -> None:
    owner = saved_search(text="mot 0").user
    for number in range(1, actions.MAX_SEARCHES):
        saved_search(owner, text=f"mot {number}")
    with pytest.raises(DomainError, match="Dix recherches"):
        saved_search(owner, text="un mot de trop")
    actions.delete_search(SavedSearch.objects.first(), by=owner)
    saved_search(owner, text="un mot de trop")


def test_nothing_asked_is_nothing_to_keep() -> None:
    owner = companies.recruiter_of(companies.company())
    with pytest.raises(DomainError, match="Cherchez"):
        actions.save_search(
            company_of_user(owner),
            SearchCriteria(around=25, exact=True),
            name="Tout",
            by=owner,
        )


def test_they_are_one_s_own() -> None:
    kept = saved_search(text="vendeur")
    colleague = companies.member(kept.company).user
    for stranger in (
        colleague,
        companies.recruiter_of(companies.company()),
        accounts.administrator(),
    ):
        assert queries.saved_search_for(stranger, kept.code) is None
        with pytest.raises(NotAllowed):
            actions.delete_search(kept, by=stranger)
        with pytest.raises(NotAllowed):
            actions.update_search(
                kept, name="À moi", every_days=AlertFrequency.WEEK, by=stranger
            )
    with pytest.raises(NotAllowed):
        actions.save_search(
            kept.company,
            SearchCriteria("vendeur"),
            name="",
            by=accounts.administrator(),
        )


def test_a_name_is_proposed_from_what_was_searched() -> None:
    zone = accounts.zone("Lyon")
    asked = SearchCriteria("vendeur", {"zone": zone.code, "language": "ar"}, around=25)
    assert (
        queries.criteria_text(asked)
        == "«\u00a0vendeur\u00a0» · Lyon · arabe · À moins de 25 km"
    )
    assert (
        queries.suggested_search_name(asked)
        == "vendeur · Lyon · arabe · À moins de 25 km"
    )
    assert (
        len(
            queries.suggested_search_name(
                SearchCriteria("mot " * 25, {"zone": zone.code})
            )
        )
        == 80
    )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "“seller” · Lyon"), ("ar", "«seller» · Lyon")]
)
def test_what_was_searched_is_in_the_quotes_of_the_reader(
    language: str, said: str
) -> None:
    asked = SearchCriteria("seller", {"zone": accounts.zone("Lyon").code})
    with override(language):
        assert queries.criteria_text(asked) == said
        assert queries.suggested_search_name(asked) == "seller · Lyon"


def test_each_gesture_leaves_a_line_without_any_word() -> None:
    kept = saved_search(text="vendeur au marché", name="Vente")
    actions.update_search(
        kept, name="Marché", every_days=AlertFrequency.WEEK, by=kept.user
    )
    actions.stop_search_alerts(kept)
    actions.delete_search(kept, by=kept.user)
    lines = list(
        JournalEntry.objects.filter(verb__startswith="lookout.").order_by("pk")
    )
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
    kept, other = saved_search(text="vendeur"), saved_search(text="cuisinier")
    assert queries.saved_search_from_key(signing.stop_key_of(kept)) == kept
    assert queries.saved_search_from_key(signing.stop_key_of(kept)[:-1] + "!") is None
    assert (
        queries.saved_search_from_key(
            f"{other.code}~{signing.stop_key_of(kept).partition('~')[2]}"
        )
        is None
    )
    actions.stop_search_alerts(kept)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.every_days, other.every_days) == (
        AlertFrequency.NEVER,
        AlertFrequency.MONTH,
    )
