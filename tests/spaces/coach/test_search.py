"""A coach finds what they may see; no row, count, guess or suggestion shows more."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.html import strip_tags

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.enums import JobFamily
from entremise.coaching import actions
from entremise.coaching.enums import PairingEndReason
from entremise.coaching.models import Pairing
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    meetings,
    opportunities,
)
from tests.kit.queries import clear_page_cache, count_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
URL = "/coach/chercher/"


def said(browser: Any, words: str, **more: str) -> str:
    return marked(browser, words, **more).replace("<mark>", "").replace("</mark>", "")


def marked(browser: Any, words: str, **more: str) -> str:
    return browser.get(URL, {"q": words, **more}).content.decode().partition("<main")[2]


def pair(name: str = "Zénobie", *, city: str = "Lyon") -> Pairing:
    """Somebody with a coach; and a meeting, a note, a lead, all about saffron."""
    person = candidates.candidate(accounts.zone(city), first_name=name)
    candidates.draft_cv(
        person,
        goals=[{"family": JobFamily.FOOD, "occupation": "cuisinière au safran"}],
        story="J’ai tenu une buvette.",
    )
    company = companies.company(person.zone, name="Safran et Compagnie")
    opportunities.posted_job(
        company, title="Cuisinière au safran", family=JobFamily.FOOD
    )
    meetings.meeting(person, company)
    pairing = coaching.pairing(person)
    coaching.session_log(
        pairing, did="Nous avons pesé du safran.", next_step="Appeler la buvette"
    )
    return pairing


@world
def pairing() -> Any:
    return pair()


def test_all_sorts_are_found_and_grouped(as_user: Any, pairing: Any) -> None:
    html = said(as_user(pairing.coach.user), "safran")
    for sort in ("person", "meeting", "note", "lead"):
        assert f'id="groupe-{sort}"' in html
    assert f"/coach/personnes/{pairing.candidate.code}/" in html
    assert "Nous avons pesé du safran." in html
    assert f"/coach/personnes/{pairing.candidate.code}/pistes/?page=1" in html


def test_the_words_that_answer_are_marked(as_user: Any) -> None:
    html = marked(as_user(pair().coach.user), "safran")
    assert "cuisinière au <mark>safran</mark>" in html
    assert "<mark>Safran</mark> et Compagnie" in html


def test_the_page_is_the_same_whether_others_are_there_or_not(as_user: Any) -> None:
    """Nothing, to the letter, depends on people this coach does not walk with."""
    browser = as_user(
        coaching.pairing(
            candidates.candidate(accounts.zone("Lyon"), first_name="Odile")
        ).coach.user
    )
    typed = (
        "safran",
        "saf",
        "safrann",
        "zenobi",
        "odil",
        "buvette",
        "compagnie",
        "buvet",
    )
    before = [marked(browser, words) for words in typed]
    assert "Odile" in before[4]
    pair(city="Lille")
    zenobie = pair("Zénobie")  # of the same zone, with another coach
    assert "Zénobie" in said(as_user(zenobie.coach.user), "zenobi")
    assert [marked(browser, words) for words in typed] == before


def test_nothing_is_found_any_more_when_the_pair_has_ended(
    as_user: Any, pairing: Any
) -> None:
    browser = as_user(pairing.coach.user)
    assert "Zénobie" in said(browser, "buvette")
    actions.end_pairing(
        pairing,
        reason=PairingEndReason.TERM,
        comment="",
        by=candidates.team_member_of(pairing.candidate.zone),
    )
    for words in ("buvette", "buvet", "zenobie", "safran"):
        assert "Rien ne correspond" in said(browser, words)


def test_who_is_visible_to_all_is_found_until_they_withdraw(as_user: Any) -> None:
    person = candidates.candidate(accounts.zone("Lille"), first_name="Billy")
    candidates.published_cv(
        person, goals=[{"family": JobFamily.CONSTRUCTION, "occupation": "zingueur"}]
    )
    browser = as_user(coaching.pairing().coach.user)
    html = said(browser, "zingueur")
    assert "Billy" in html
    assert "1 réponse parmi ce que vous pouvez voir" in html
    assert 'href="?q=zingueur"' in said(browser, "zing")
    withdraw_cv(person, by=person.user)
    assert "Billy" not in said(browser, "zingueur")
    assert "zingueur" not in said(browser, "zing")


def test_a_fault_of_typing_is_told_and_can_be_refused(as_user: Any) -> None:
    browser = as_user(pair().coach.user)
    html = said(browser, "buvete")
    assert "Résultats pour «\u00a0buvette\u00a0»" in strip_tags(html)
    assert "Chercher plutôt «\u00a0buvete\u00a0»" in strip_tags(html)
    assert "Rien ne correspond" in said(browser, "buvete", exact="")


def test_words_that_begin_alike_are_links(as_user: Any) -> None:
    assert 'href="?q=appeler+buvette"' in said(
        as_user(pair().coach.user), "appeler buv"
    )


def test_a_search_asks_as_often_for_one_as_for_three(as_user: Any) -> None:
    pairing, counts = pair(), []
    browser = as_user(pairing.coach.user)
    for round_ in range(2):
        browser.get(URL, {"q": "safran"})
        clear_page_cache()
        with count_queries() as asked:
            browser.get(URL, {"q": "safran"})
        counts.append(len(asked))
        for day in range(2):
            coaching.session_log(
                pairing,
                did="Encore du safran.",
                on=pairing.started_at.date() - timedelta(days=day),
            )
            meetings.meeting(
                pairing.candidate,
                companies.company(pairing.candidate.zone, name=f"Safran {round_}{day}"),
            )
    assert counts[0] == counts[1] <= 40


def test_an_empty_page_says_what_can_be_found(as_user: Any) -> None:
    browser = as_user(coaching.pairing().coach.user)
    assert "Les fautes de frappe sont comprises" in said(browser, "")
    assert "Rien ne correspond" in said(browser, "!!")
