"""Counts are facts: exact when many come at once, and nothing in them leads back to anybody."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.gallery import actions as gallery_actions
from entremise.gallery.models import Exposure
from entremise.sharing import actions, jobs, queries, rules
from entremise.sharing.actions.links import PUBLIC
from entremise.sharing.models import DailySalt, ShareEvent, ShareLink, Visit
from tests.factories import accounts
from tests.factories import candidates as people
from tests.factories.sharing import COMPUTER, PHONE, link


def trace(number=7, user_agent=PHONE):
    return rules.trace_of(f"203.0.{number}.1", user_agent)


def test_one_visit_a_visitor_a_channel_a_day(db, time_machine):
    ali = people.published()
    shared = link(ali)
    for _ in range(2):
        actions.visit(ali.code, token="", trace=trace())
        actions.visit(ali.code, token=shared.token, trace=trace())
        actions.visit(ali.code, token="", trace=trace(user_agent=COMPUTER))
    assert Visit.objects.count() == 3
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    actions.visit(ali.code, token="", trace=trace())
    assert Visit.objects.count() == 4


def test_shares_are_opened_with_the_publication(db):
    ali = people.published()
    assert ShareLink.objects.filter(candidate=ali.candidate).count() == len(PUBLIC)
    assert all(rules.is_token(token) for token in queries.tokens_of(ali.code).values())


def test_a_token_is_of_one_person(db):
    ali, other = people.published(), people.published()
    assert queries.token_is_for(link(ali).token, ali.candidate)
    assert not queries.token_is_for(link(ali).token, other.candidate)
    assert not queries.token_is_for("", ali.candidate)
    assert not queries.token_is_for("' OR 1=1", ali.candidate)


def test_without_anybody_a_link_is_given_and_nothing_counted(db):
    ali = people.published()
    assert actions.share(ali.code, channel="sms").channel == "sms"
    assert not ShareEvent.objects.exists()


def test_at_night_nothing_leads_back_to_anybody(db, time_machine):
    ali = people.published()
    actions.share(ali.code, channel="linkedin", trace=trace())
    actions.visit(ali.code, token="", trace=trace())
    jobs.forget_yesterday()
    assert (
        Visit.objects.exclude(visitor=None).count() == 1
    )  # today's still tells twice from once
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    jobs.forget_yesterday()
    assert not DailySalt.objects.exists()
    assert not Visit.objects.exclude(visitor=None).exists()
    assert not ShareEvent.objects.exclude(visitor=None).exists()
    assert (Visit.objects.count(), ShareEvent.objects.count()) == (
        1,
        1,
    )  # the facts stay


def test_nothing_of_the_visitor_is_in_the_database(db):
    ali = people.published()
    actions.share(ali.code, channel="linkedin", trace=trace())
    actions.visit(ali.code, token=link(ali).token, trace=trace())
    kept = []
    with connection.cursor() as cursor:
        for model in (Visit, ShareEvent, ShareLink, Exposure, DailySalt):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept += [str(value) for row in cursor.fetchall() for value in row]
    assert not [
        value
        for value in kept
        if "203.0" in value or "chrome" in value.lower() or "mozilla" in value.lower()
    ]


def test_the_order_of_arrival_does_not_join_two_cvs(db):
    """The same reader of two CVs leaves two hashes that have nothing in common."""
    one, other = people.published(), people.published()
    actions.visit(one.code, token="", trace=trace())
    actions.visit(other.code, token="", trace=trace())
    assert Visit.objects.values("visitor").distinct().count() == 2


def test_figures_are_for_who_follows_the_person(db):
    ali = people.published()
    actions.share(ali.code, channel="whatsapp", trace=trace())
    actions.visit(ali.code, token=link(ali, "whatsapp").token, trace=trace(1))
    actions.visit(ali.code, token="", trace=trace(2))
    figures = queries.figures_for(ali.candidate.user, ali.candidate)
    assert (figures.shares, figures.visits, figures.plain_visits) == (1, 2, 1)
    assert [(c.channel, c.shares, c.visits) for c in figures.channels] == [
        ("whatsapp", 1, 1)
    ]
    assert queries.figures_for(accounts.user(), ali.candidate) is None
    assert (
        queries.figures_for(accounts.team_member(accounts.zone()), ali.candidate)
        is None
    )
    assert queries.totals() == queries.Totals(1, 2, 1)


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
    ali = people.published()
    people_there = list(Candidate.objects.values_list("pk", flat=True))
    gestures = []
    for number in range(4):  # each of four visitors insists three times
        for _ in range(3):
            gestures.append(
                lambda n=number: actions.share(
                    ali.code, channel="linkedin", trace=trace(n)
                )
            )
            gestures.append(
                lambda n=number: actions.visit(ali.code, token="", trace=trace(n))
            )
    gestures += [lambda: gallery_actions.expose_all(dict.fromkeys(people_there, 1))] * 5
    _at_once(gestures)
    assert ShareEvent.objects.count() == 4
    assert Visit.objects.count() == 4
    assert Exposure.objects.get(candidate=ali.candidate).shown == 5
    assert DailySalt.objects.count() == 1
