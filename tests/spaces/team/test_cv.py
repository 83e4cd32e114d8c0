"""The team writes the CV of a candidate of its zones, and consents to nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entremise.candidates.actions.cv_draft import save_cv_section, submit_cv
from entremise.candidates.actions.cv_review import request_cv_changes
from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.enums import PathState
from entremise.candidates.models import CV, Candidate, ConsentGrant
from entremise.candidates.queries.publications import published_cv
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.models import JournalEntry, PersonAccess
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates as make, coaching as coaches
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def ali() -> Candidate:
    return make.draft_cv(make.candidate(accounts.zone("Lyon"))).candidate


@world
def team(ali: Candidate) -> User:
    return make.team_member_of(ali.zone)


def base(person: Candidate) -> str:
    return f"/equipe/candidats/{person.code}/cv/"


def test_from_the_file_to_an_answer_to_the_review(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), base(ali)
    file = client.get(reverse("team:candidate", args=[ali.code])).content.decode()
    assert f'href="{url}"' in file
    for page in (
        "",
        "question/strengths/",
        "question/goals/",
        "question/practical/",
        "experiences/",
        "experiences/nouvelle/",
        "experiences/0/",
        "experiences/0/retirer/",
        "photo/",
        "metiers/",
    ):
        assert client.get(url + page).status_code == 200, page
    opened = client.get(f"{url}question/needs/").context["form"]
    typed = {name: opened[name].value() or "" for name in ("version", "seen")}
    answer = client.post(f"{url}question/needs/", typed | {"words": "Du temps."})
    assert answer.url.startswith(url)
    cv = CV.objects.get(candidate=ali)
    assert (cv.document.needs, cv.edited_by) == ("Du temps.", team)
    sent = client.post(f"{url}envoyer/", follow=True).content.decode()
    assert reverse("team:review", args=[cv.code]) in sent
    assert Task.objects.filter(reason="candidates.cv_to_review").count() == 1


def test_what_the_team_writes_and_reads_stays_told(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), base(ali)
    client.post(
        f"{url}photo/",
        {"photo": SimpleUploadedFile("moi.jpg", make.drawn_photo(), "image/jpeg")},
    )
    written = JournalEntry.objects.filter(verb="candidates.cv_edited").first()
    assert written is not None
    assert written.actor == team.code
    client.get(url)
    assert PersonAccess.objects.filter(viewer=team.code, person=ali.code).count() == 1
    photo = client.get(f"{url}photo.jpg")
    assert photo.headers["Content-Type"] == "image/jpeg"
    client.post(f"{url}photo/retirer/")
    assert not CV.objects.get(candidate=ali).photo


def test_a_sent_cv_is_taken_back_to_be_written(
    as_user: Any, ali: Candidate, team: User
) -> None:
    submit_cv(ali.cv, by=ali.user)
    client, url = as_user(team), base(ali)
    assert client.get(f"{url}question/tagline/").url == url
    assert f'action="{url}reprendre/"' in client.get(url).content.decode()
    client.post(f"{url}reprendre/")
    assert client.get(f"{url}question/tagline/").status_code == 200
    assert CV.objects.get(candidate=ali).state == "draft"


def test_nobody_writes_for_somebody_who_left(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), base(ali)
    translated = make.translated_cv(ali, "en")
    questions = client.get(f"{url}question/tagline/")
    typed = {
        name: questions.context["form"][name].value() or ""
        for name in ("version", "seen")
    }
    move_candidate_path(ali, to=PathState.LEFT, reason="moved", by=team)
    said = "Le parcours de cette personne est terminé"
    page = client.get(url).content.decode()
    assert said in page
    assert "/question/" not in page
    assert "envoyer/" not in page
    for question in ("question/tagline/", "experiences/", "experiences/0/", "photo/"):
        assert client.get(url + question).url == url
    answer = client.post(f"{url}question/tagline/", typed | {"words": "Écrit pour lui"})
    assert said in answer.content.decode()
    assert "Écrit pour lui" in answer.content.decode()
    sent = client.post(f"{url}envoyer/")
    assert (sent.status_code, said in sent.content.decode()) == (409, True)
    assert client.post(f"{url}photo/retirer/").status_code == 409
    languages = reverse("team:translations", args=[ali.code])
    begun = client.post(languages, {"language": "es"})
    assert said in begun.content.decode()
    submit = reverse("team:submit_translation", args=[ali.code, "en"])
    assert client.post(submit).status_code == 409
    translated.refresh_from_db()
    cv = CV.objects.get(candidate=ali)
    assert (cv.state, translated.state) == ("draft", "draft")
    assert cv.document.tagline != "Écrit pour lui"
    # Their own draft is theirs, and they may come back.
    assert save_cv_section(
        cv,
        section="tagline",
        value="Mes mots",
        version=cv.version,
        by=User.objects.get(pk=ali.user.pk),
    )
    move_candidate_path(ali, to=PathState.ACTIVE, by=team)
    assert client.get(f"{url}question/tagline/").status_code == 200


@pytest.mark.parametrize("language", ["", "en"])
def test_reading_translations_is_told(
    as_user: Any, ali: Candidate, team: User, language: str
) -> None:
    make.translated_cv(ali, "en")
    page = "team:translation" if language else "team:translations"
    arguments = [ali.code, language] if language else [ali.code]
    assert as_user(team).get(reverse(page, args=arguments)).status_code == 200
    assert PersonAccess.objects.filter(viewer=team.code, person=ali.code).exists()


def test_only_the_team_of_the_zone(as_user: Any, ali: Candidate) -> None:
    lille = accounts.zone("Lille")
    # Of the team elsewhere, and this candidate's coach: the coach's space is the place.
    both = accounts.team_member(lille)
    coaches.pairing(ali, of=coaches.coach(ali.zone, user=both))
    strangers = [
        both,
        accounts.advisor(ali.zone),
        ali.user,
        accounts.user(),
    ]
    for stranger in strangers:
        for page in ("", "question/tagline/", "experiences/", "photo/", "metiers/"):
            client = as_user(stranger)
            assert client.get(base(ali) + page).status_code == 404, (stranger, page)
        assert client.post(f"{base(ali)}envoyer/").status_code == 404
    assert CV.objects.get(candidate=ali).state == "draft"


def test_writing_consents_to_nothing(as_user: Any) -> None:
    publication = make.published_cv(make.candidate(accounts.zone("Lyon")))
    person = Candidate.objects.get(cv__code=publication.code)
    team = make.team_member_of(person.zone)
    client, url = as_user(team), base(person)
    shown = published_cv(person.cv.code)
    assert isinstance(shown, PublicCV)
    given = ConsentGrant.objects.count()
    opened = client.get(f"{url}question/tagline/").context["form"]
    typed = {name: opened[name].value() or "" for name in ("version", "seen")}
    client.post(f"{url}question/tagline/", typed | {"words": "Écrit par l’équipe."})
    client.post(f"{url}envoyer/")
    cv = CV.objects.get(candidate=person)
    assert cv.document.tagline == "Écrit par l’équipe."
    client.post(reverse("team:approve_cv", args=[cv.code, cv.version]))
    after = published_cv(person.cv.code)
    assert isinstance(after, PublicCV)
    assert after.content == shown.content
    assert ConsentGrant.objects.count() == given
    assert "accord/" not in client.get(url).content.decode()


def test_the_pages_ask_the_same_with_one_and_three(
    as_user: Any, ali: Candidate, team: User
) -> None:
    client, url = as_user(team), base(ali)

    def experience() -> None:
        opened = client.get(f"{url}experiences/nouvelle/").context["form"]
        typed = {name: opened[name].value() or "" for name in ("version", "seen")}
        told = len(CV.objects.get(candidate=ali).document.experiences)
        client.post(
            f"{url}experiences/nouvelle/", typed | {"title": f"Métier {told + 1}"}
        )

    page = assert_same_queries(client, f"{url}experiences/", experience, at_most=12)
    assert "Métier 3" in page.content.decode()

    def remark() -> None:
        cv = CV.objects.get(candidate=ali)
        submit_cv(cv, by=ali.user)
        request_cv_changes(
            cv,
            comments=[(section, "Plus court ?") for section in ("tagline", "story")],
            by=make.team_member_of(ali.zone),
        )

    page = assert_same_queries(client, url, remark, at_most=14)
    assert "Plus court" in page.content.decode()
