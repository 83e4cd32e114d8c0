"""Counts are facts: exact when many come at once, and nothing in them leads back to anybody."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.gallery.actions.ranking import count_impressions
from entremise.gallery.models import ImpressionCount
from entremise.sharing import jobs, rules
from entremise.sharing.actions.counting import record_share, record_visit
from entremise.sharing.actions.links import PUBLIC_CHANNELS
from entremise.sharing.models import DailySalt, ShareEvent, ShareLink, Visit
from entremise.sharing.queries.daily_counts import ShareTotals, share_totals
from entremise.sharing.queries.links import is_token_of, tokens_by_channel
from entremise.sharing.queries.share_figures import share_figures_for
from tests.factories import accounts, candidates
from tests.factories.sharing import COMPUTER_BROWSER, PHONE_BROWSER, share_link
from tests.kit.worlds import world


def key_of(number=7, user_agent=PHONE_BROWSER):
    return rules.visitor_key(f"203.0.{number}.1", user_agent)


@world
def ali():
    return candidates.published_cv()


def test_one_visit_a_visitor_a_channel_a_day(time_machine, ali):
    shared = share_link(ali)
    for _ in range(2):
        record_visit(ali.code, token="", visitor_key=key_of())
        record_visit(ali.code, token=shared.token, visitor_key=key_of())
        record_visit(
            ali.code, token="", visitor_key=key_of(user_agent=COMPUTER_BROWSER)
        )
    assert Visit.objects.count() == 3
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    record_visit(ali.code, token="", visitor_key=key_of())
    assert Visit.objects.count() == 4


def test_shares_are_opened_with_the_publication(ali):
    assert ShareLink.objects.filter(candidate=ali.candidate).count() == len(
        PUBLIC_CHANNELS
    )
    assert all(
        rules.is_share_token(token) for token in tokens_by_channel(ali.code).values()
    )


def test_a_token_is_of_one_person(db):
    ali, other = candidates.published_cv(), candidates.published_cv()
    assert is_token_of(share_link(ali).token, ali.candidate)
    assert not is_token_of(share_link(ali).token, other.candidate)
    assert not is_token_of("", ali.candidate)
    assert not is_token_of("' OR 1=1", ali.candidate)


def test_without_anybody_a_link_is_given_and_nothing_counted(ali):
    assert record_share(ali.code, channel="sms").channel == "sms"
    assert not ShareEvent.objects.exists()


def test_at_night_nothing_leads_back_to_anybody(time_machine, ali):
    record_share(ali.code, channel="linkedin", visitor_key=key_of())
    record_visit(ali.code, token="", visitor_key=key_of())
    jobs.erase_visitor_hashes()
    # Today's still tells twice from once.
    assert Visit.objects.exclude(visitor=None).count() == 1
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    jobs.erase_visitor_hashes()
    assert not DailySalt.objects.exists()
    assert not Visit.objects.exclude(visitor=None).exists()
    assert not ShareEvent.objects.exclude(visitor=None).exists()
    # The facts stay.
    assert (Visit.objects.count(), ShareEvent.objects.count()) == (
        1,
        1,
    )


def test_nothing_of_the_visitor_is_in_the_database(ali):
    record_share(ali.code, channel="linkedin", visitor_key=key_of())
    record_visit(ali.code, token=share_link(ali).token, visitor_key=key_of())
    kept = []
    with connection.cursor() as cursor:
        for model in (Visit, ShareEvent, ShareLink, ImpressionCount, DailySalt):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept += [str(value) for row in cursor.fetchall() for value in row]
    assert not [
        value
        for value in kept
        if "203.0" in value or "chrome" in value.lower() or "mozilla" in value.lower()
    ]


def test_the_order_of_arrival_does_not_join_two_cvs(db):
    """The same reader of two CVs leaves two hashes that have nothing in common."""
    one, other = candidates.published_cv(), candidates.published_cv()
    record_visit(one.code, token="", visitor_key=key_of())
    record_visit(other.code, token="", visitor_key=key_of())
    assert Visit.objects.values("visitor").distinct().count() == 2


def test_figures_are_for_who_follows_the_person(ali):
    record_share(ali.code, channel="whatsapp", visitor_key=key_of())
    record_visit(
        ali.code, token=share_link(ali, "whatsapp").token, visitor_key=key_of(1)
    )
    record_visit(ali.code, token="", visitor_key=key_of(2))
    figures = share_figures_for(ali.candidate.user, ali.candidate)
    assert (figures.shares, figures.visits, figures.plain_visits) == (1, 2, 1)
    assert [(c.channel, c.shares, c.visits) for c in figures.channels] == [
        ("whatsapp", 1, 1)
    ]
    assert share_figures_for(accounts.user(), ali.candidate) is None
    assert (
        share_figures_for(accounts.team_member(accounts.zone()), ali.candidate) is None
    )
    assert share_totals() == ShareTotals(1, 2, 1)


def _at_once(gestures):
    """Each in its own thread, with its own connection, all released together."""
    start, errors = threading.Barrier(len(gestures)), []

    def run(gesture):
        try:
            start.wait()
            gesture()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(gesture,)) for gesture in gestures]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly():
    ali = candidates.published_cv()
    people_there = list(Candidate.objects.values_list("pk", flat=True))
    gestures = []
    for number in range(4):  # each of four visitors insists three times
        for _ in range(3):
            gestures.append(
                lambda n=number: record_share(
                    ali.code, channel="linkedin", visitor_key=key_of(n)
                )
            )
            gestures.append(
                lambda n=number: record_visit(ali.code, token="", visitor_key=key_of(n))
            )
    gestures += [lambda: count_impressions(dict.fromkeys(people_there, 1))] * 5
    _at_once(gestures)
    assert ShareEvent.objects.count() == 4
    assert Visit.objects.count() == 4
    assert ImpressionCount.objects.get(candidate=ali.candidate).shown == 5
    assert DailySalt.objects.count() == 1
