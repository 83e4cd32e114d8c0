"""A letter once a period, links of one's own, and nothing left when somebody stops."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.enums import JobFamily
from entremise.candidates.queries.publications import published_cv
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.models import OutboxMessage
from entremise.meetings.enums import ApproachState
from entremise.sharing import jobs, notices, signing
from entremise.sharing.actions.counting import record_share
from entremise.sharing.actions.links import ensure_share_links
from entremise.sharing.actions.supporters import (
    confirm_supporter,
    delete_inactive_supporters,
    ensure_supporter_link,
    renew_supporter_links,
    send_due_digests,
    subscribe_supporter,
    unsubscribe_supporter,
)
from entremise.sharing.enums import DigestFrequency, ShareChannel
from entremise.sharing.models import ShareEvent, ShareLink, Supporter, Visit
from entremise.sharing.queries import supporters as queries
from entremise.sharing.queries.links import public_link_for, tokens_by_channel
from tests.factories import accounts, candidates, meetings
from tests.factories.supporters import supporter
from tests.kit.threads import run_in_threads
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def digests() -> list[OutboxMessage]:
    return list(
        OutboxMessage.objects.filter(purpose=notices.DIGEST_PURPOSE).order_by("pk")
    )


def published(first_name: str, **more):
    return candidates.published_cv(
        candidates.candidate(more.pop("zone", None), first_name=first_name), **more
    )


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


@world
def ali():
    return published("Ali")


@world
def nadia():
    return published("Nadia")


@world
def ines():
    return supporter(first_name="Inès")


# Asking


def test_nothing_is_sent_before_the_address_is_confirmed(ali):
    ines = supporter(confirmed=False, first_name="Inès")
    send_due_digests()
    assert digests() == []
    assert (
        queries.supporter_from_key(
            signing.supporter_key(ines, signing.PAGE), signing.PAGE
        )
        is None
    )
    confirm_supporter(ines)
    send_due_digests()
    assert len(digests()) == 1


def test_asking_again_changes_nothing_of_a_confirmed_supporter():
    ines = supporter(first_name="Inès", every_days=DigestFrequency.QUARTER)
    subscribe_supporter(
        email=ines.email.upper(),
        first_name="Quelqu’un",
        every_days=DigestFrequency.FORTNIGHT,
    )
    ines.refresh_from_db()
    assert (ines.first_name, ines.every_days) == ("Inès", DigestFrequency.QUARTER)
    assert (
        OutboxMessage.objects.filter(to=ines.email, purpose="sharing.place").count()
        == 1
    )


def test_one_address_is_not_flooded():
    for _ in range(6):
        subscribe_supporter(email="ines@exemple.test")
    assert OutboxMessage.objects.filter(to="ines@exemple.test").count() == 1


def test_who_never_confirms_is_forgotten_a_week_later():
    supporter(confirmed=False)
    stays = supporter()
    with later(6):
        assert delete_inactive_supporters() == 0
    with later(8):
        delete_inactive_supporters()
    assert list(Supporter.objects.all()) == [stays]
    assert (
        not OutboxMessage.objects.filter(purpose="sharing.confirm")
        .exclude(about=stays.code)
        .exists()
    )
    with later(731):
        delete_inactive_supporters()
    assert not Supporter.objects.exists()


def test_an_address_that_refuses_two_letters_is_forgotten(ali):
    ines = supporter(every_days=DigestFrequency.FORTNIGHT)
    for days, left in ((0, 1), (15, 0)):
        with later(days):
            send_due_digests()
            OutboxMessage.objects.filter(
                purpose=notices.DIGEST_PURPOSE, to=ines.email
            ).update(parked_at=timezone.now())
            delete_inactive_supporters()
            assert Supporter.objects.count() == left


# Keys


def test_who_waited_longest_is_written_to_first_and_newcomers_before_them():
    now = timezone.now()
    recent, old, new = (supporter() for _ in range(3))
    for who, days in ((recent, 100), (old, 200)):
        Supporter.objects.filter(pk=who.pk).update(
            last_digest_at=now - timedelta(days=days)
        )
    assert queries.supporters_due_digest(now) == [new, old, recent]


def test_a_key_opens_one_thing_for_a_while(ines):
    place, stop = (
        signing.supporter_key(ines, signing.PAGE),
        signing.supporter_key(ines, signing.STOP),
    )
    assert queries.supporter_from_key(place, signing.PAGE) == ines
    assert queries.supporter_from_key(place, signing.STOP) is None
    assert (
        queries.supporter_from_key(
            place[:-1] + ("A" if place[-1] != "A" else "B"), signing.PAGE
        )
        is None
    )
    with later(121):
        assert queries.supporter_from_key(place, signing.PAGE) is None
        assert queries.supporter_from_key(stop, signing.STOP) == ines
    renew_supporter_links(ines)
    assert queries.supporter_from_key(place, signing.PAGE) is None
    assert queries.supporter_from_key(stop, signing.STOP) == ines


def test_no_key_is_kept_in_the_row(ines):
    secret = signing.supporter_key(ines, signing.PAGE).rpartition("~")[2]
    assert secret not in str(Supporter.objects.values().get())


# The letter


def test_the_letter_shows_who_was_seen_least_among_what_is_followed():
    lyon, lille = accounts.zone("Lyon"), accounts.zone("Lille")
    cook = {"goals": [{"family": JobFamily.FOOD, "occupation": "cuisinière"}]}
    published("Nadia", zone=lyon, **cook)
    published("Oumar", zone=lyon)
    published("Paola", zone=lille, **cook)
    supporter(zones=[lyon], families=[JobFamily.FOOD])
    supporter(zones=[lille])
    send_due_digests()
    first, second = digests()
    assert "Nadia" in first.text
    assert "Oumar" not in first.text
    assert "Paola" not in first.text
    assert "Paola" in second.text


def test_letters_of_one_morning_do_not_all_show_the_same_people():
    for number in range(8):
        published(f"Personne{number}")
    for _ in range(4):
        supporter()
    send_due_digests()
    shown = [tuple(re.findall(r"Personne\d", letter.text)) for letter in digests()]
    named = [name for letter in shown for name in set(letter)]
    assert {named.count(f"Personne{number}") for number in range(8)} == {2}


def test_once_a_period_whatever_the_job_does(ali):
    ines = supporter(every_days=DigestFrequency.FORTNIGHT)
    for _ in range(3):
        send_due_digests()
    assert len(digests()) == 1
    with later(13):
        send_due_digests()
        assert len(digests()) == 1
    with later(14):
        send_due_digests()
        send_due_digests()
    assert len(digests()) == 2
    ines.refresh_from_db()
    assert ines.last_digest_at is not None


@pytest.mark.parametrize(("hour", "letters"), [(3, 0), (9, 1), (22, 0)])
def test_a_letter_wakes_nobody(hour, letters, ali):
    supporter()
    with time_machine.travel(timezone.localtime().replace(hour=hour), tick=False):
        jobs.send_due_digests()
    assert len(digests()) == letters


def test_nobody_to_show_no_letter_and_the_turn_is_kept(ali):
    ines = supporter(families=[JobFamily.HEALTH])
    send_due_digests()
    assert digests() == []
    ines.refresh_from_db()
    assert ines.last_digest_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter():
    published("Ali")
    supporter()
    run_in_threads(2, send_due_digests)
    assert len(digests()) == 1


def test_somebody_withdraws_between_writing_and_leaving(ali, nadia):
    supporter()
    send_due_digests()
    assert "Ali" in digests()[0].text
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert len(digests()) == 1
    assert "Ali" not in digests()[0].text
    assert "Nadia" in digests()[0].text
    withdraw_cv(nadia.candidate, by=nadia.candidate.user)
    assert digests() == []


def test_a_letter_that_is_leaving_is_not_sent_twice(mailbox, ali, ines):
    published("Nadia")
    send_due_digests()
    held = delivery.claim_message(digests()[0].pk)
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert held is not None
    assert digests() == []
    delivery.deliver_message(held)
    with later(1):
        send_due_digests()
    assert (
        len(
            [
                letter
                for letter in mailbox.mails_to(ines.email)
                if "faire connaître" in letter.subject
            ]
        )
        == 1
    )


def test_what_arrives_is_light_plain_and_stops_in_one_click(mailbox, ines):
    for number in range(5):
        published(f"Personne{number}", photo=True)
    send_due_digests()
    letter = mailbox.last_mail(ines.email, "faire connaître")
    raw = letter.raw
    assert len(raw) <= 30_000
    html = letter.message.get_body(("html",)).get_content()
    assert "<img" not in html
    assert "url(" not in html
    stop = letter.message["List-Unsubscribe"]
    assert re.fullmatch(r"<http://[^ <>]+/soutenir/arreter/[^ <>]+/>", stop)
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = next(
        line
        for line in raw.split(b"\n")
        if line.lower().startswith(b"list-unsubscribe:")
    )
    assert b"=?" not in header
    cvs = [link for link in letter.links if "/cv/" in link]
    assert len(cvs) == 4
    public = {
        link.token
        for link in ShareLink.objects.filter(
            channel=ShareChannel.DIGEST, supporter=None
        )
    }
    assert {link.partition("?s=")[2] for link in cvs} <= public


def test_the_letter_speaks_the_language_of_its_reader():
    publication = candidates.published_cv_in_arabic()
    supporter(language="ar")
    supporter(language="fr")
    send_due_digests()
    said = {letter.language: letter.text for letter in digests()}
    words = published_cv(publication.code)
    assert words.translations["ar"].tagline in said["ar"]
    assert words.content.tagline in said["fr"]
    assert words.translations["ar"].tagline not in said["fr"]


@pytest.mark.parametrize(
    ("language", "quotes"),
    [("fr", "«\u00a0{}\u00a0»"), ("en", "“{}”"), ("ar", "\u2068«{}»\u2069")],
)
def test_the_letter_quotes_as_its_reader_does(language, quotes):
    publication = candidates.published_cv()
    supporter(language=language)
    send_due_digests()
    tagline = published_cv(publication.code).content.tagline
    assert quotes.format(tagline) in digests()[0].text


# Links of one's own


def test_an_own_link_is_theirs_and_never_the_public_one(ali):
    ines, tom = supporter(), supporter()
    mine = ensure_supporter_link(ines, ali.code, visitor_key="203.0.113.0/24 firefox")
    assert (
        ensure_supporter_link(ines, ali.code, visitor_key="203.0.113.0/24 firefox")
        == mine
    )
    other = ensure_supporter_link(tom, ali.code)
    assert mine.token != other.token
    assert public_link_for(ali.candidate, ShareChannel.COPY) not in (mine, other)
    assert not {mine.token, other.token} & set(tokens_by_channel(ali.code).values())
    assert ensure_share_links(ali.candidate)[ShareChannel.COPY] == public_link_for(
        ali.candidate, ShareChannel.COPY
    )
    assert record_share(ali.code, channel=ShareChannel.COPY) == public_link_for(
        ali.candidate, ShareChannel.COPY
    )
    assert ShareEvent.objects.filter(link=mine).count() == 1
    assert [
        (link.cv.first_name, link.address) for link in queries.supporter_links(ines)
    ] == [("Ali", queries.cv_address(queries.supporter_links(ines)[0].cv, mine.token))]


def test_nobody_gets_a_link_to_somebody_who_left(ali):
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    with pytest.raises(MoveRefused):
        ensure_supporter_link(supporter(), ali.code)


def test_the_reach_is_one_sum_and_meetings_wait_for_enough_people(ines):
    links = [
        ensure_supporter_link(ines, published(f"Personne{n}").code) for n in range(4)
    ]
    for number, link in enumerate(links):
        Visit.objects.create(
            candidate=link.candidate,
            link=link,
            day=timezone.localdate(),
            visitor=str(number),
        )
    assert queries.supporter_reach(ines) == queries.SupporterReach(4, 4, None)
    ensure_supporter_link(ines, published("Ali").code)
    assert queries.supporter_reach(ines) == queries.SupporterReach(5, 4, 0)
    assert queries.supporter_reach(supporter()) == queries.SupporterReach(0, 0, None)


def test_a_meeting_is_said_a_month_later_and_never_of_one_person(ali, ines):
    link = ensure_supporter_link(ines, ali.code)
    contact = meetings.approach(
        ali.candidate, state=ApproachState.ACCEPTED, share_token=link.token
    )
    meetings.held_meeting(ali.candidate, contact.company, approach=contact)
    with later(31):
        assert queries.supporter_reach(ines).meetings is None
    others = [published(f"Personne{n}") for n in range(4)]
    for other in others:
        ensure_supporter_link(ines, other.code)
    assert queries.supporter_reach(ines).meetings == 0
    with later(31):
        assert queries.supporter_reach(ines).meetings == 1


# Stopping


def test_stopping_erases_everything_and_keeps_what_was_counted(ali):
    ines = supporter(
        first_name="Inès",
        email="ines.martin@exemple.test",
        zones=[accounts.zone("Paris")],
    )
    send_due_digests()
    link = ensure_supporter_link(ines, ali.code)
    Visit.objects.create(
        candidate=ali.candidate, link=link, day=timezone.localdate(), visitor="x"
    )
    unsubscribe_supporter(ines)
    shell = Supporter.objects.get()
    assert (shell.email, shell.first_name, shell.families, shell.zones.count()) == (
        None,
        "",
        [],
        0,
    )
    assert not OutboxMessage.objects.filter(to="ines.martin@exemple.test").exists()
    link.refresh_from_db()
    assert link.visits.count() == 1
    assert public_link_for(ali.candidate, ShareChannel.COPY) != link
    assert (
        queries.supporter_from_key(
            signing.supporter_key(ines, signing.STOP), signing.STOP
        )
        is None
    )
    with later(200):
        send_due_digests()
    assert digests() == []
    subscribe_supporter(email="ines.martin@exemple.test")
    assert Supporter.objects.filter(
        email="ines.martin@exemple.test", confirmed_at=None
    ).exists()


def test_who_made_no_link_leaves_no_row():
    unsubscribe_supporter(supporter())
    assert not Supporter.objects.exists()
