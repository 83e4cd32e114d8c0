"""A letter about a saved search: rare, only when somebody is new, never of somebody who is
shown no more.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.alerts import actions, jobs, notices
from entremise.alerts.enums import AlertFrequency
from entremise.alerts.models import SavedSearch
from entremise.candidates.actions.consent import publish_cv, withdraw_cv
from entremise.candidates.content import consent_versions
from entremise.candidates.models import Publication
from entremise.companies import actions as company_actions
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates, companies
from tests.factories.alerts import saved_search
from tests.kit.mailbox import Mailbox
from tests.kit.queries import count_queries
from tests.kit.threads import run_in_threads
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
SELLS = {"goals": [{"family": "retail", "occupation": "vendeur"}]}
COOKS = {
    "goals": [{"family": "food", "occupation": "cuisinier"}],
    "skills": ["cuisson"],
    "experiences": [],
}


def letters() -> list[OutboxMessage]:
    return list(
        OutboxMessage.objects.filter(purpose=notices.ALERT_PURPOSE).order_by("pk")
    )


def published(first_name: str, **more: Any) -> Publication:
    return candidates.published_cv(
        candidates.candidate(more.pop("zone", None), first_name=first_name),
        **(SELLS | more),
    )


def later(days: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def on_day(day: float, act: Callable[[], Any]) -> Any:
    with later(day):
        return act()


@world
def ali() -> Publication:
    return published("Ali")


@world
def kept() -> SavedSearch:
    return saved_search(text="vendeur")


def test_who_is_new_is_named_and_who_was_there_is_not(
    ali: Publication, kept: SavedSearch
) -> None:
    on_day(2, lambda: published("Mariam"))
    on_day(31, actions.send_due_alerts)
    (letter,) = letters()
    assert "Mariam" in letter.text
    assert "Ali" not in letter.text
    assert letter.subject.startswith("Une nouvelle personne pour « vendeur »")


def test_nobody_new_no_letter_then_one_as_soon_as_somebody_comes(
    ali: Publication, kept: SavedSearch
) -> None:
    on_day(40, actions.send_due_alerts)
    assert letters() == []
    on_day(41, lambda: published("Mariam"))
    on_day(42, actions.send_due_alerts)
    assert len(letters()) == 1
    kept.refresh_from_db()
    on_day(43, lambda: published("Oumar"))
    on_day(60, actions.send_due_alerts)
    assert len(letters()) == 1
    on_day(73, actions.send_due_alerts)
    assert "Oumar" in letters()[1].text
    assert "Mariam" not in letters()[1].text


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        (AlertFrequency.WEEK, 6, 0),
        (AlertFrequency.WEEK, 8, 1),
        (AlertFrequency.MONTH, 29, 0),
        (AlertFrequency.MONTH, 31, 1),
        (AlertFrequency.NEVER, 400, 0),
    ],
)
def test_as_rarely_as_chosen(rhythm: AlertFrequency, day: int, expected: int) -> None:
    saved_search(text="vendeur", every_days=rhythm)
    on_day(1, lambda: published("Mariam"))
    for _ in range(3):
        on_day(day, actions.send_due_alerts)
    assert len(letters()) == expected


def test_a_new_version_of_a_cv_is_nobody_new(
    ali: Publication, kept: SavedSearch
) -> None:
    person = ali.candidate

    def rewrites() -> None:
        snapshot = candidates.approved_snapshot(person, tagline="Je suis prêt.")
        publish_cv(
            person,
            snapshot=snapshot,
            fields=(),
            channels=("page",),
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language="fr",
            by=person.user,
        )

    on_day(2, rewrites)
    on_day(31, actions.send_due_alerts)
    assert letters() == []


def test_a_letter_names_nobody_who_is_only_near_to_what_was_asked() -> None:
    saved_search(text="vendeur", every_days=AlertFrequency.WEEK)
    saved_search(text="zoologue", every_days=AlertFrequency.WEEK)
    on_day(1, lambda: (published("Mariam"), published("Oumar", **COOKS)))
    on_day(8, actions.send_due_alerts)
    (letter,) = letters()
    assert "Mariam" in letter.text
    assert "Oumar" not in letter.text


def test_a_place_alone_is_not_the_trade_that_was_asked() -> None:
    lyon = accounts.zone("Lyon")
    there = candidates.SECTIONS["practical"] | {"city": "Lyon", "departements": ["69"]}
    saved_search(text="plombier à Lyon", every_days=AlertFrequency.WEEK)
    on_day(1, lambda: published("Mariam", zone=lyon, practical=there))
    on_day(8, actions.send_due_alerts)
    assert letters() == []
    plumbs = {
        "goals": [{"family": "construction", "occupation": "plombier"}],
        "practical": there,
    }
    on_day(9, lambda: published("Oumar", zone=lyon, **plumbs))
    on_day(10, actions.send_due_alerts)
    assert "Oumar" in letters()[0].text
    assert "Mariam" not in letters()[0].text


def test_filters_are_obeyed() -> None:
    saved_search(family="food", every_days=AlertFrequency.WEEK)
    on_day(1, lambda: (published("Mariam"), published("Oumar", **COOKS)))
    on_day(8, actions.send_due_alerts)
    (letter,) = letters()
    assert "Oumar" in letter.text
    assert "Mariam" not in letter.text


def test_six_are_named_the_others_counted_and_no_number_is_said_of_anybody(
    kept: SavedSearch,
) -> None:
    on_day(1, lambda: [published(f"Personne{letter}") for letter in "ABCDEFGH"])
    on_day(31, actions.send_due_alerts)
    (letter,) = letters()
    named = set(re.findall(r"Personne[A-H]", letter.text))
    assert len(named) == actions.MAX_PEOPLE_NAMED
    assert "Et 2 autres" in letter.text
    without_links = re.sub(r"https?://\S+", "", letter.text)
    assert re.findall(r"\d+", without_links) == ["8", "2"]


def test_somebody_withdraws_between_writing_and_leaving(kept: SavedSearch) -> None:
    ali, nadia = on_day(1, lambda: (published("Ali"), published("Nadia")))
    with later(31):
        actions.send_due_alerts()
        assert "Ali" in letters()[0].text
        withdraw_cv(ali.candidate, by=ali.candidate.user)
        (letter,) = letters()
        assert "Ali" not in letter.text
        assert "Nadia" in letter.text
        withdraw_cv(nadia.candidate, by=nadia.candidate.user)
        assert letters() == []


def test_a_letter_that_is_leaving_is_not_sent_twice(
    mailbox: Mailbox, kept: SavedSearch
) -> None:
    ali = on_day(1, lambda: published("Ali"))
    with later(31):
        actions.send_due_alerts()
        held = delivery.claim_message(letters()[0].pk)
        withdraw_cv(ali.candidate, by=ali.candidate.user)
        assert held is not None
        assert letters() == []
        delivery.deliver_message(held)
        actions.send_due_alerts()
    assert (
        len(
            [
                one
                for one in mailbox.mails_to(kept.user.email)
                if "nouvelle personne" in one.subject
            ]
        )
        == 1
    )


def test_what_arrives_is_plain_and_says_how_to_stop(
    mailbox: Mailbox, kept: SavedSearch
) -> None:
    on_day(1, lambda: published("Mariam", photo=True))
    with later(31):
        actions.send_due_alerts()
        letter = mailbox.last_mail(kept.user.email, "nouvelle personne")
    html = letter.message.get_body(("html",)).get_content()
    assert "<img" not in html
    assert "Mariam" in html
    assert re.fullmatch(
        r"<http://[^ <>]+/lettre/arreter/[^ <>]+/>", letter.message["List-Unsubscribe"]
    )
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not [link for link in letter.links if "?s=" in link]


def test_a_closed_company_and_somebody_who_left_hear_nothing() -> None:
    company = companies.company()
    stays, leaves = companies.recruiter_of(company), companies.member(company)
    saved_search(stays, text="vendeur")
    saved_search(leaves.user, text="vendeur")
    on_day(1, lambda: published("Mariam"))
    team = candidates.team_member_of(company.zone)
    with later(31):
        actions.send_due_alerts()
        assert {letter.to for letter in letters()} == {stays.email, leaves.user.email}
        company_actions.end_company_membership(leaves, by=team)
        assert {letter.to for letter in letters()} == {stays.email}
        assert [kept.user for kept in SavedSearch.objects.all()] == [stays]
        company_actions.suspend_company(company, by=team, message="À revoir ensemble.")
        assert letters() == []
    on_day(40, lambda: published("Oumar"))
    on_day(80, actions.send_due_alerts)
    assert letters() == []
    on_day(80, lambda: company_actions.verify_company(company, by=team))
    on_day(81, actions.send_due_alerts)
    assert "Oumar" in letters()[0].text


def test_an_address_that_refuses_two_letters_is_left_alone() -> None:
    saved_search(text="vendeur", every_days=AlertFrequency.WEEK)
    for week, written in ((1, 1), (2, 2), (3, 2)):
        on_day(7 * week, lambda: published("Mariam"))
        on_day(7 * week + 1, actions.send_due_alerts)
        OutboxMessage.objects.filter(purpose=notices.ALERT_PURPOSE).update(
            parked_at=timezone.now()
        )
        assert len(letters()) == written


def test_one_role_out_of_two_ends_and_nothing_is_forgotten() -> None:
    company = companies.company()
    first = company.members.get()
    again = companies.member(company, role="champion", email=first.user.email)
    saved_search(first.user, text="vendeur")
    company_actions.end_company_membership(
        again, by=candidates.team_member_of(company.zone)
    )
    assert SavedSearch.objects.count() == 1


def test_letters_that_begin_again_speak_of_who_comes_from_then_on() -> None:
    kept = saved_search(text="vendeur", every_days=AlertFrequency.NEVER)
    on_day(1, lambda: published("Mariam"))
    on_day(
        90,
        lambda: actions.update_search(
            kept, name="Vente", every_days=AlertFrequency.MONTH, by=kept.user
        ),
    )
    on_day(125, actions.send_due_alerts)
    assert letters() == []
    on_day(126, lambda: published("Oumar"))
    on_day(127, actions.send_due_alerts)
    assert "Oumar" in letters()[0].text
    assert "Mariam" not in letters()[0].text


def test_changing_its_mind_before_it_leaves(kept: SavedSearch) -> None:
    on_day(1, lambda: published("Mariam"))
    with later(31):
        actions.send_due_alerts()
        actions.update_search(
            SavedSearch.objects.get(),
            name="Vente",
            every_days=AlertFrequency.NEVER,
            by=kept.user,
        )
    assert letters() == []


@pytest.mark.parametrize(("hour", "expected"), [(3, 0), (9, 1), (22, 0)])
def test_a_letter_wakes_nobody(hour: int, expected: int, kept: SavedSearch) -> None:
    on_day(1, lambda: published("Mariam"))
    with time_machine.travel(
        (timezone.localtime() + timedelta(days=31)).replace(hour=hour), tick=False
    ):
        jobs.send_due_alerts()
    assert len(letters()) == expected


def test_the_letter_speaks_the_language_of_its_reader() -> None:
    company = companies.company()
    reader = companies.recruiter_of(company)
    reader.language = "ar"
    reader.save()
    saved_search(reader, family="retail")
    on_day(1, candidates.published_cv_in_arabic)
    on_day(31, actions.send_due_alerts)
    assert letters()[0].language == "ar"
    assert "/ar/cv/" in letters()[0].text


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter() -> None:
    saved_search(text="vendeur")
    SavedSearch.objects.update(since=timezone.now() - timedelta(days=40))
    published("Mariam")
    run_in_threads(2, actions.send_due_alerts)
    assert len(letters()) == 1


def test_a_round_without_anybody_new_asks_little_whoever_waits() -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            saved_search(text="vendeur")
        with later(31), count_queries() as asked:
            actions.send_due_alerts()
        counts.append(len(asked))
    assert counts[0] <= 4
    # One read of who waits, then the same for each.
    assert counts[1] - counts[0] == 2 * (counts[0] - 1)
