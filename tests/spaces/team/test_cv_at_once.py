"""Two people write one CV: pages of before lose nothing and undo nothing."""

from typing import Any

import pytest
from django.urls import reverse

from entremise.candidates.actions.cv_draft import (
    save_cv_section,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.models import CV, Candidate
from entremise.candidates.queries.publications import published_cv
from entremise.candidates.queries.translations import translations_matching_snapshot
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.models import PersonAccess
from entremise.foundation.kit.errors import DomainError
from tests.factories import accounts, candidates, coaching

pytestmark = pytest.mark.django_db


@pytest.fixture
def ali() -> Candidate:
    person = candidates.candidate(accounts.zone("Lyon"))
    return candidates.draft_cv(person).candidate


@pytest.fixture
def team(ali: Candidate) -> User:
    return candidates.team_member_of(ali.zone)


def cv_url(person: Candidate, page: str = "") -> str:
    return f"/equipe/candidats/{person.code}/cv/{page}"


def sent(form: Any) -> dict[str, Any]:
    """What the browser would send of this form, as it is."""
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def stored(person: Candidate) -> CV:
    return CV.objects.get(candidate=person)


def test_a_row_that_was_on_the_page_is_kept_after_the_list_got_shorter(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), cv_url(ali, "question/languages/")
    data = sent(client.get(url).context["form"])
    for row in (0, 1):
        data[f"name_{row}"] = data[f"level_{row}"] = ""
    saved = client.post(url, data, headers={"X-Saves-Itself": "1"}).json()
    data |= {"version": saved["version"], "seen": saved["seen"]}
    data |= {"name_4": "en", "level_4": "fluent"}
    client.post(url, data)
    assert [spoken.name for spoken in stored(ali).document.languages] == ["fr", "en"]


def test_what_is_written_of_an_experience_removed_meanwhile_is_shown_again(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), cv_url(ali, "experiences/0/")
    data = sent(client.get(url).context["form"]) | {"did": "Écrit pendant une heure."}
    save_cv_section(
        ali.cv, section="experiences", value=[], version=ali.cv.version, by=ali.user
    )
    answer = client.post(url, data)
    assert answer.status_code == 200
    assert "Écrit pendant une heure." in answer.content.decode()


@pytest.mark.parametrize(("number", "posted"), [("99", 200), ("9" * 30, 404)])
def test_an_experience_that_never_was_is_no_error(
    as_user: Any, ali: Candidate, team: User, number: str, posted: int
) -> None:
    client = as_user(team)
    assert client.get(cv_url(ali, f"experiences/{number}/")).status_code == 404
    answer = client.post(cv_url(ali, f"experiences/{number}/"), {})
    assert answer.status_code == posted


def test_keeping_my_version_replaces_the_other_one(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), cv_url(ali, "experiences/0/")
    data = sent(client.get(url).context["form"]) | {"did": "Version de l’équipe."}
    told = ali.cv.document.dump()["experiences"]
    told[0]["did"] = "Version d’Ali."
    save_cv_section(
        ali.cv, section="experiences", value=told, version=ali.cv.version, by=ali.user
    )
    both = client.post(url, data).context["form"]
    assert any("Version d’Ali." in line for line in both.conflict)
    client.post(url, sent(both))
    did = [experience.did for experience in stored(ali).document.experiences]
    assert did == ["Version de l’équipe."]


def test_taking_a_cv_back_from_an_old_page_does_not_undo_its_approval(
    as_user: Any, ali: Candidate, team: User
) -> None:
    submit_cv(ali.cv, by=ali.user)
    client = as_user(team)
    approve_cv(stored(ali), by=team)
    client.post(cv_url(ali, "reprendre/"))
    assert stored(ali).state == "approved"


def test_the_photo_of_a_cv_sent_meanwhile_stays(ali: Candidate, team: User) -> None:
    opened = CV.objects.select_related("candidate").get(candidate=ali)
    submit_cv(stored(ali), by=ali.user)
    with pytest.raises(DomainError):
        set_cv_photo(opened, image_bytes=candidates.drawn_photo(), by=team)


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("strengths", ["J’aime aider", "Patient", "Drôle"]),
        ("practical", {"licences": ["B", "Permis fluvial"]}),
    ],
)
def test_a_ready_made_choice_keeps_the_approved_translation(
    section: str, change: Any
) -> None:
    publication = candidates.published_cv_in_arabic(
        candidates.candidate(accounts.zone("Lyon")),
        strengths=["Patient", "Drôle"],
        practical={"city": "Paris", "licences": ["Permis fluvial"]},
    )
    person = publication.candidate
    team, cv = candidates.team_member_of(person.zone), stored(person)
    value = cv.document.dump()[section]
    value = value | change if isinstance(change, dict) else change
    save_cv_section(cv, section=section, value=value, version=cv.version, by=team)
    submit_cv(stored(person), by=team)
    snapshot = approve_cv(stored(person), by=team)
    assert [t.language for t in translations_matching_snapshot(person, snapshot)] == [
        "ar"
    ]
    # And each word is put in the place of its original, beside the choice.
    shown = published_cv(publication.code).in_language("ar").content  # type: ignore[union-attr]
    assert len(shown.strengths) == 2


def test_the_coach_who_opens_the_cv_is_noted(as_user: Any, ali: Candidate) -> None:
    coach = coaching.coach(ali.zone)
    coaching.pairing(ali, of=coach)
    as_user(coach.user).get(reverse("coach:cv", args=[ali.code]))
    opened = PersonAccess.objects.filter(viewer=coach.user.code, person=ali.code)
    assert opened.exists()
