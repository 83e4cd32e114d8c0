from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.coaching.models import SessionLog
from entremise.foundation.journal.queries import accesses_to
from entremise.foundation.tasks.models import Task
from entremise.meetings.actions.planning import propose_meeting
from entremise.meetings.models import Meeting
from tests.factories import accounts, candidates, coaching
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def pairing():
    return coaching.pairing()


def test_a_new_coach_reads_the_charter_first(as_user):
    coach = coaching.coach(charter=False)
    browser = as_user(coach.user)
    assert "D’abord, la charte" in browser.get("/coach/").content.decode()
    assert (
        "Il reste quelque chose à corriger"
        in browser.post("/coach/charte/", {"read": ""}).content.decode()
    )
    browser.post("/coach/charte/", {"read": "on"}, follow=True)
    assert "D’abord, la charte" not in browser.get("/coach/").content.decode()
    assert (
        "Vous avez accepté cette charte"
        in browser.get("/coach/charte/").content.decode()
    )


def test_home_shows_my_people_only_with_one_thing_to_do(as_user):
    mine, other = coaching.pairing(), coaching.pairing()
    page = as_user(mine.coach.user).get("/coach/").content.decode()
    assert mine.candidate.code in page
    assert other.candidate.code not in page
    assert "le CV" in page


def test_home_asks_the_same_number_of_queries(as_user):
    where = accounts.zone("Lyon")
    coach = coaching.coach(where, capacity=4)
    assert_same_queries(
        as_user(coach.user),
        "/coach/",
        lambda: coaching.pairing(candidates.candidate(where), of=coach),
        at_most=15,
    )


def test_somebody_else_s_person_does_not_exist(as_user):
    mine, other = coaching.pairing(), coaching.pairing()
    browser = as_user(mine.coach.user)
    for path in ("", "carnet/", "carnet/ecrire/", "alerter/", "carte/", "rendez-vous/"):
        assert (
            browser.get(f"/coach/personnes/{mine.candidate.code}/{path}").status_code
            == 200
        )
        assert (
            browser.get(f"/coach/personnes/{other.candidate.code}/{path}").status_code
            == 404
        )
    assert (
        as_user(candidates.team_member_of(mine.candidate.zone))
        .get("/coach/")
        .status_code
        == 404
    )


def test_opening_the_page_is_told_once_to_the_person(as_user, pairing):
    browser = as_user(pairing.coach.user)
    browser.get(f"/coach/personnes/{pairing.candidate.code}/")
    browser.get(f"/coach/personnes/{pairing.candidate.code}/")
    assert [seen.viewer_code for seen in accesses_to(pairing.candidate.code)] == [
        pairing.coach.user.code
    ]


def test_the_log_keeps_what_was_typed_when_something_is_wrong(as_user, pairing):
    browser = as_user(pairing.coach.user)
    url = f"/coach/personnes/{pairing.candidate.code}/carnet/ecrire/"
    values = {
        "on": (timezone.localdate() + timedelta(days=2)).isoformat(),
        "minutes": "60",
        "in_person": "no",
        "did": "Parlé de <script>",
        "mood": "slow",
        "next_step": "Un stage",
    }
    page = browser.post(url, values).content.decode()
    assert "pas encore eu lieu" in page
    assert "Parlé de &lt;script&gt;" in page
    assert not SessionLog.objects.exists()
    page = browser.post(
        url, values | {"on": timezone.localdate().isoformat()}, follow=True
    ).content.decode()
    session = SessionLog.objects.get()
    assert (session.minutes, session.in_person, session.mood) == (60, False, "slow")
    assert "Parlé de &lt;script&gt;" in page
    assert (
        "Un stage"
        in browser.get(
            f"/coach/personnes/{pairing.candidate.code}/carnet/"
        ).content.decode()
    )


def test_the_candidate_page_asks_the_same_number_of_queries(as_user, pairing):
    url = f"/coach/personnes/{pairing.candidate.code}/"
    browser = as_user(pairing.coach.user)
    browser.get(url)
    assert_same_queries(browser, url, lambda: coaching.session_log(pairing), at_most=30)


def test_the_alarm_reaches_the_team_s_day(as_user, pairing):
    browser = as_user(pairing.coach.user)
    browser.post(
        f"/coach/personnes/{pairing.candidate.code}/alerter/",
        {"message": "Il ne répond plus."},
    )
    assert Task.objects.get(reason="coaching.alarm").urgent
    team = (
        as_user(candidates.team_member_of(pairing.candidate.zone))
        .get("/equipe/")
        .content.decode()
    )
    assert "Il ne répond plus." in team


def test_a_login_card_is_made_by_a_gesture_and_opens_the_person_s_space(
    as_user, page, pairing
):
    browser = as_user(pairing.coach.user)
    url = f"/coach/personnes/{pairing.candidate.code}/carte/"
    assert "login-card" not in browser.get(url).content.decode()
    printed = browser.post(url).content.decode()
    assert "login-card__code" in printed
    assert 'class="qr"' in printed


def test_a_meeting_is_proposed_to_the_person(as_user, pairing):
    browser = as_user(pairing.coach.user)
    when = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    url = f"/coach/personnes/{pairing.candidate.code}/rendez-vous/"
    values = {
        "starts_at": when,
        "minutes": "120",
        "place": "Café des Arts, Lyon",
        "directions": "",
        "remote_reason": "",
    }
    past = browser.post(
        url, values | {"starts_at": "2020-01-01T10:00"}
    ).content.decode()
    assert "Café des Arts" in past
    assert not Meeting.objects.exists()
    browser.post(url, values)
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.candidate, meeting.remote) == (
        "coach_session",
        pairing.candidate,
        False,
    )
    assert (
        "Café des Arts"
        in browser.get(f"/coach/personnes/{pairing.candidate.code}/").content.decode()
    )


def test_the_coach_s_meetings_and_their_gestures(as_user, pairing):
    coach, person = pairing.coach.user, pairing.candidate
    meeting = propose_meeting(
        person,
        kind="coach_session",
        starts_at=timezone.now() + timedelta(days=2),
        place="Café des Arts",
        attendees=[coach],
        by=coach,
    )
    browser = as_user(coach)
    assert "Café des Arts" in browser.get("/coach/rencontres/").content.decode()
    page = browser.get(f"/coach/rencontres/{meeting.code}/").content.decode()
    assert person.first_name in page
    browser.get(f"/coach/rencontres/{meeting.code}/preparer/")
    browser.post(
        f"/coach/rencontres/{meeting.code}/preparer/",
        {"wants": "Parler du CV", "needs": ""},
    )
    assert (
        "Parler du CV"
        in browser.get(f"/coach/rencontres/{meeting.code}/").content.decode()
    )
    browser.post(
        f"/coach/rencontres/{meeting.code}/annuler/",
        {"message": "Je suis malade, pardon."},
    )
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert (
        as_user(coaching.pairing().coach.user)
        .get(f"/coach/rencontres/{meeting.code}/")
        .status_code
        == 404
    )


def test_meetings_ask_the_same_number_of_queries(as_user, pairing):
    coach = pairing.coach.user

    def row():
        propose_meeting(
            pairing.candidate,
            kind="coach_session",
            starts_at=timezone.now() + timedelta(days=2),
            place="Ici",
            attendees=[coach],
            by=coach,
        )

    assert_same_queries(as_user(coach), "/coach/rencontres/", row, at_most=20)
