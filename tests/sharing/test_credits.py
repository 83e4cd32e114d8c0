"""Which link a contact owes its existence to: said when it is known, shared when it is
several, unknown otherwise.
"""

from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from entremise.impact.queries.funnel import candidate_reach_for, programme_reach
from entremise.meetings.actions.approaches import propose_introduction
from entremise.meetings.models import Approach
from entremise.sharing import rules
from entremise.sharing.actions.counting import record_visit
from entremise.sharing.actions.credits import (
    create_credited_approach,
    create_credited_introduction,
)
from entremise.sharing.models import Credit, DailySalt, Visit
from entremise.sharing.queries.credits import channel_credits
from tests.factories import accounts, candidates, companies, meetings, onboarding
from tests.factories.sharing import (
    COMPUTER_BROWSER,
    PHONE_BROWSER,
    reader_headers,
    share_link,
)
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
MORNING = "2026-11-18T09:00:00Z"


def key_of(number: int = 7, user_agent: str = PHONE_BROWSER) -> str:
    return rules.visitor_key(f"203.0.{number}.1", user_agent)


def contact(publication: Any, *, token: str = "", who: str = "") -> Approach:
    return create_credited_introduction(
        publication.candidate,
        visitor_key=who,
        share_token=token,
        message="Ma sœur embauche.",
        contact_name="Lina",
    )


def known(row: Approach) -> list[tuple[str | None, Fraction, str]]:
    rows = row.credits.order_by("link__channel")
    return [
        (credit.link and credit.link.channel, credit.part, credit.how)
        for credit in rows
    ]


def came(publication: Any, *channels: str, who: str = "") -> None:
    for channel in channels:
        record_visit(
            publication.code,
            token=share_link(publication, channel).token,
            visitor_key=who or key_of(),
        )


@world
def ali() -> Any:
    return candidates.published_cv()


def test_the_address_carried_the_link(ali: Any) -> None:
    assert known(contact(ali, token=share_link(ali, "whatsapp").token)) == [
        ("whatsapp", 1, "carried")
    ]


def test_what_the_address_carries_is_believed_before_what_a_visitor_may_have_done(
    ali: Any,
) -> None:
    came(ali, "linkedin", "facebook")
    row = contact(ali, token=share_link(ali, "whatsapp").token, who=key_of())
    assert known(row) == [("whatsapp", 1, "carried")]


def test_the_same_visitor_came_today_by_one_link(ali: Any) -> None:
    came(ali, "linkedin")
    # And again, from the gallery.
    record_visit(ali.code, token="", visitor_key=key_of())
    assert known(contact(ali, who=key_of())) == [("linkedin", 1, "same_visitor")]


def test_by_several_links_each_has_an_equal_part(ali: Any) -> None:
    came(ali, "linkedin", "x", "sms", "x")
    third = Fraction(1, 3)
    parts = [
        ("linkedin", third, "split"),
        ("sms", third, "split"),
        ("x", third, "split"),
    ]
    assert known(contact(ali, who=key_of())) == parts


@pytest.mark.parametrize(
    "who",
    ["", key_of(8), key_of(user_agent=COMPUTER_BROWSER)],
    ids=["a machine", "another", "elsewhere"],
)
def test_nothing_known_is_said_unknown(who: str) -> None:
    ali, other = candidates.published_cv(), candidates.published_cv()
    came(ali, "linkedin")
    came(other, "x", who=who or key_of())
    assert known(contact(ali, who=who)) == [(None, 1, "unknown")]


def test_tomorrow_nobody_knows_any_more(time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T22:58:00Z")  # 23:58 in Paris
    ali = candidates.published_cv()
    came(ali, "linkedin")
    time_machine.move_to("2026-11-18T23:02:00Z")
    assert known(contact(ali, who=key_of())) == [(None, 1, "unknown")]


def test_the_link_of_somebody_else_is_not_believed() -> None:
    ali, other = candidates.published_cv(), candidates.published_cv()
    assert known(contact(ali, token=share_link(other).token)) == [(None, 1, "unknown")]


def test_it_is_written_once_and_nothing_of_the_visitor_with_it(ali: Any) -> None:
    row = contact(ali)
    came(ali, "linkedin")
    assert known(row) == [(None, 1, "unknown")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(approach=row, link=share_link(ali), how="unknown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(approach=row, how="unknown")
    assert not {"visitor", "visitor_key"} & {
        field.name for field in Credit._meta.fields
    }


def test_the_same_message_sent_twice_keeps_its_first_credits() -> None:
    """Its author comes back to the page by another link, and presses again."""
    publication = candidates.published_cv()
    company = companies.company()
    sender = companies.recruiter_of(company)
    sent = {"company": company, "sender": sender, "message": "Venez nous voir."}
    first = create_credited_approach(
        publication.candidate, visitor_key=key_of(), **sent
    )
    came(publication, "linkedin")
    again = create_credited_approach(
        publication.candidate, visitor_key=key_of(), **sent
    )
    assert again == first
    assert known(first) == [(None, 1, "unknown")]


def test_a_contact_refused_leaves_no_credit() -> None:
    ali, company = candidates.published_cv(), companies.company()
    with pytest.raises(Exception, match="au nom de cette entreprise"):
        create_credited_approach(
            ali.candidate,
            visitor_key="",
            company=company,
            sender=accounts.user(),
            message="…",
        )
    assert not Credit.objects.exists()


# ---- through the pages ----


def _writes(page: Any, ali: Any, path: str = "", data: Any = None) -> Approach:
    data = data or {
        "contact_name": "Lina",
        "contact_email": "lina@outils.test",
        "message": "Ma sœur embauche.",
    }
    page.post(f"/cv/{ali.code}/je-connais-quelquun/{path}", data, **reader_headers())
    return Approach.objects.latest("pk")


def test_a_reader_who_lost_the_link_on_the_way(page: Any, ali: Any) -> None:
    page.get(
        f"/cv/{ali.code}/?s={share_link(ali, 'facebook').token}", **reader_headers()
    )
    page.get(f"/cv/{ali.code}/", **reader_headers())
    assert known(_writes(page, ali)) == [("facebook", 1, "same_visitor")]


def test_the_form_keeps_the_link_of_the_page(page: Any, ali: Any) -> None:
    token = share_link(ali, "sms").token
    shown = page.get(f"/cv/{ali.code}/?s={token}", **reader_headers()).content.decode()
    assert f"/je-connais-quelquun/?s={token}" in shown
    form = page.get(
        f"/cv/{ali.code}/je-connais-quelquun/?s={token}", **reader_headers()
    ).content.decode()
    assert f'name="s" value="{token}"' in form
    data = {
        "contact_name": "Lina",
        "contact_email": "lina@outils.test",
        "message": "Ma sœur embauche.",
        "s": token,
    }
    row = _writes(page, ali, data=data)
    assert (row.share_token, known(row)) == (token, [("sms", 1, "carried")])


def test_a_member_who_writes_from_their_own_space(as_user: Any, ali: Any) -> None:
    company = companies.company(ali.candidate.zone)
    lina = as_user(companies.recruiter_of(company))
    lina.get(
        f"/cv/{ali.code}/?s={share_link(ali, 'linkedin').token}", **reader_headers()
    )
    form = {
        "message": "Votre patience nous a plu.",
        "place": "12 rue des Outils",
        "wished_at": "mardi matin",
    }
    lina.post(f"/entreprise/personnes/{ali.code}/rencontrer/", form, **reader_headers())
    assert known(Approach.objects.get()) == [("linkedin", 1, "same_visitor")]


# ---- what came of it ----


def _met(ali: Any, who: str) -> Any:
    company = companies.company(ali.candidate.zone)
    row = meetings.approach(ali.candidate, company, state="accepted", visitor_key=who)
    return meetings.held_meeting(ali.candidate, company, approach=row)


def test_a_meeting_and_a_hire_owe_what_their_contact_owes(ali: Any) -> None:
    came(ali, "linkedin", "x")
    meeting = _met(ali, key_of())
    onboarding.hire(ali.candidate, employer=meeting.company, meeting=meeting)
    reach = candidate_reach_for(ali.candidate.user, ali.candidate)
    assert reach is not None
    for end in (reach.contacts, reach.meetings, reach.hires):
        assert (end.total, end.channels, end.unknown) == (
            1,
            {"linkedin": Fraction(1, 2), "x": Fraction(1, 2)},
            0,
        )
    row = reach.rows[0]
    assert (row.label, row.visits, row.contacts, row.hires) == (
        "LinkedIn",
        1,
        "une moitié",
        "une moitié",
    )
    assert reach.has_fractions


def test_a_link_that_goes_leaves_its_part_unknown(ali: Any) -> None:
    """A supporter who leaves takes their links along: what was owed to them is not given to
    the others.
    """
    came(ali, "linkedin", "x")
    contact(ali, who=key_of())
    share_link(ali, "x").delete()
    found = channel_credits(Approach.objects.all())
    assert (found.known, found.unknown) == (Fraction(1, 2), Fraction(1, 2))


def test_what_the_team_introduces_is_not_the_public_s_doing(ali: Any) -> None:
    team = candidates.team_member_of(ali.candidate.zone)
    propose_introduction(
        ali.candidate,
        message="Je connais bien cette équipe.",
        contact_name="Lina",
        by=team,
    )
    assert Approach.objects.count() == 1
    assert channel_credits(Approach.objects.all()).total == 0


def test_nobody_learns_of_what_the_team_holds_back(ali: Any) -> None:
    """A contact that the person has not heard of is in no figure of their page."""
    contact(ali, token=share_link(ali).token)
    reach = candidate_reach_for(ali.candidate.user, ali.candidate)
    assert reach is not None
    assert reach.contacts.total == 0
    assert candidate_reach_for(accounts.user(), ali.candidate) is None


def test_all_of_it_adds_up() -> None:
    ali, noor = candidates.published_cv(), candidates.published_cv()
    came(ali, "linkedin", "x")
    for publication, token, who in (
        (ali, "", key_of()),
        (ali, share_link(ali, "x").token, ""),
        (noor, share_link(noor, "print").token, ""),
        (noor, "", key_of(9)),
    ):
        contact(publication, token=token, who=who)
    found = programme_reach().contacts
    half = Fraction(1, 2)
    assert found.channels == {"linkedin": half, "x": 1 + half, "print": 1}
    assert (found.total, found.unknown) == (4, 1)
    assert sum(found.channels.values()) + found.unknown == found.total


def test_the_salt_of_yesterday_goes_with_the_first_visit_even_if_no_worker_is_awake(
    time_machine: Any,
) -> None:
    time_machine.move_to(MORNING)
    ali = candidates.published_cv()
    came(ali, "linkedin")
    yesterday = bytes(DailySalt.objects.get().salt)
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    came(ali, "linkedin")
    assert bytes(DailySalt.objects.get().salt) != yesterday
    assert Visit.objects.values("visitor").distinct().count() == 2
