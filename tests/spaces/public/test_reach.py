"""The page of reach, for the candidate, their coach and their team only."""

from entremise.sharing import rules
from entremise.sharing.actions.counting import record_share, record_visit
from tests.factories import accounts, candidates, coaching
from tests.factories.sharing import PHONE_BROWSER, share_link


def shared():
    ali = candidates.published_cv(candidates.candidate(first_name="Ali"))
    visitor_key = rules.visitor_key("203.0.113.7", PHONE_BROWSER)
    record_share(ali.code, channel="whatsapp", visitor_key=visitor_key)
    record_visit(
        ali.code, token=share_link(ali, "whatsapp").token, visitor_key=visitor_key
    )
    return ali.candidate


def test_the_person_sees_by_which_means(as_user, db):
    html = as_user(shared().user).get("/mon-espace/partages/").content.decode()
    assert "Mon CV circule" in html
    assert "WhatsApp" in html


def test_before_the_first_share_it_is_said_plainly(as_user, db):
    html = (
        as_user(candidates.published_cv().candidate.user)
        .get("/mon-espace/partages/")
        .content.decode()
    )
    assert "Personne n’a encore fait suivre ce CV" in html


def test_coach_and_team_see_it_strangers_do_not(as_user, db):
    person = shared()
    coach = coaching.pairing(person).coach.user
    assert (
        as_user(coach).get(f"/coach/personnes/{person.code}/partages/").status_code
        == 200
    )
    team, other = (
        candidates.team_member_of(person.zone),
        accounts.team_member(accounts.zone()),
    )
    assert (
        as_user(team).get(f"/equipe/candidats/{person.code}/partages/").status_code
        == 200
    )
    assert (
        as_user(other).get(f"/equipe/candidats/{person.code}/partages/").status_code
        == 404
    )
    assert (
        as_user(coaching.coach().user)
        .get(f"/coach/personnes/{person.code}/partages/")
        .status_code
        == 404
    )
