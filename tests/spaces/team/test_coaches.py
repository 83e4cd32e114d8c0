from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.coaching.models import Coach, Pairing
from entremise.foundation.accounts.models import User
from entremise.meetings.models import Meeting
from tests.factories import accounts, candidates, coaching
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def test_an_offer_is_accepted_from_its_page(as_user):
    offer = coaching.coach_application(
        accounts.zone("Lyon"), email="jeanne@exemple.test"
    )
    browser = as_user(candidates.team_member_of(offer.zone))
    assert "Jeanne Morel" in browser.get("/equipe/coachs/").content.decode()
    page = browser.get(f"/equipe/coachs/propositions/{offer.code}/").content.decode()
    assert "Trente ans de commerce" in page
    after = browser.post(
        f"/equipe/coachs/propositions/{offer.code}/accueillir/", follow=True
    )
    assert "Charte" in after.content.decode()
    assert Coach.objects.get().user == User.objects.get(email="jeanne@exemple.test")
    stranger = as_user(accounts.team_member(accounts.zone("Paris")))
    assert stranger.get(f"/equipe/coachs/propositions/{offer.code}/").status_code == 404


def test_an_offer_is_declined_with_words(as_user):
    offer = coaching.coach_application()
    browser = as_user(candidates.team_member_of(offer.zone))
    url = f"/equipe/coachs/propositions/{offer.code}/decliner/"
    assert (
        "Il reste quelque chose à corriger"
        in browser.post(url, {"message": ""}).content.decode()
    )
    browser.post(url, {"message": "Merci, pas cette fois."}, follow=True)
    offer.refresh_from_db()
    assert offer.state == "declined"


def test_the_list_filters_by_room_and_asks_the_same_number_of_queries(as_user):
    where = accounts.zone("Lyon")
    browser = as_user(candidates.team_member_of(where))
    full = coaching.coach(
        where, capacity=1, user=accounts.user(first_name="Pleine", last_name="Rose")
    )
    coaching.pairing(candidates.candidate(where), of=full)
    assert_same_queries(
        browser, "/equipe/coachs/", lambda: coaching.coach(where), at_most=20
    )
    assert "Pleine Rose" in browser.get("/equipe/coachs/").content.decode()
    assert (
        "Pleine Rose" not in browser.get("/equipe/coachs/?place=oui").content.decode()
    )


def test_the_page_of_a_coach_and_its_gestures(as_user):
    pairing = coaching.pairing()
    coach = pairing.coach
    browser = as_user(candidates.team_member_of(coach.zone))
    page = browser.get(f"/equipe/coachs/{coach.code}/").content.decode()
    assert pairing.candidate.first_name in page
    assert "Le binôme avec un coach commence" in page
    browser.post(f"/equipe/coachs/{coach.code}/place/", {"capacity": "3"}, follow=True)
    browser.post(f"/equipe/coachs/{coach.code}/etat/paused/", follow=True)
    coach.refresh_from_db()
    assert (coach.capacity, coach.state) == (3, "paused")
    assert browser.post(f"/equipe/coachs/{coach.code}/etat/ended/").status_code == 409
    stranger = as_user(accounts.team_member(accounts.zone("Ailleurs")))
    assert stranger.get(f"/equipe/coachs/{coach.code}/").status_code == 404


def test_a_person_is_paired_with_a_first_meeting_of_three(as_user):
    where = accounts.zone("Lyon")
    person, coach = candidates.candidate(where), coaching.coach(where)
    browser = as_user(candidates.team_member_of(where))
    assert person.first_name in browser.get("/equipe/binomes/").content.decode()
    url = f"/equipe/candidats/{person.code}/coach/"
    assert coach.user.full_name in browser.get(url).content.decode()
    when = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    wrong = browser.post(url, {"coach": coach.code, "starts_at": when, "place": ""})
    assert "Écrivez où se passe la rencontre" in wrong.content.decode()
    browser.post(
        url, {"coach": coach.code, "starts_at": when, "place": "12 rue des Lilas, Lyon"}
    )
    pairing = Pairing.objects.get(candidate=person)
    meeting = Meeting.objects.get()
    assert (pairing.coach, pairing.start_meeting, meeting.kind) == (
        coach,
        meeting,
        "three_way",
    )
    again = browser.post(url, {"coach": coach.code})
    assert again.status_code == 200
    assert Pairing.objects.count() == 1


def test_ending_a_pairing_closes_the_coach_s_old_address(as_user):
    pairing = coaching.pairing()
    coach = as_user(pairing.coach.user)
    old = f"/coach/personnes/{pairing.candidate.code}/"
    assert coach.get(old).status_code == 200
    browser = as_user(candidates.team_member_of(pairing.candidate.zone))
    browser.get(f"/equipe/binomes/{pairing.code}/terminer/")
    browser.post(
        f"/equipe/binomes/{pairing.code}/terminer/", {"reason": "goal", "comment": ""}
    )
    assert coach.get(old).status_code == 404
    assert coach.post(f"{old}alerter/", {"message": "…"}).status_code == 404


def test_pairings_ask_the_same_number_of_queries(as_user):
    where = accounts.zone("Lyon")
    browser = as_user(candidates.team_member_of(where))

    def row():
        candidates.candidate(where)
        coaching.pairing(candidates.candidate(where), of=coaching.coach(where))

    assert_same_queries(browser, "/equipe/binomes/", row, at_most=15)


def test_the_team_of_the_zone_reads_the_log(as_user):
    session = coaching.session_log(did="Parlé de <b>Turin</b>")
    person = session.pairing.candidate
    url = f"/equipe/candidats/{person.code}/carnet/"
    browser = as_user(candidates.team_member_of(person.zone))
    assert "Parlé de &lt;b&gt;Turin&lt;/b&gt;" in browser.get(url).content.decode()
    assert_same_queries(
        browser, url, lambda: coaching.session_log(session.pairing), at_most=20
    )
    assert as_user(accounts.advisor(person.zone)).get(url).status_code == 404
    assert (
        as_user(accounts.team_member(accounts.zone("Ailleurs"))).get(url).status_code
        == 404
    )
