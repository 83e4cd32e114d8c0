"""Candidates of the viewer's zones: list, file, path, review."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entremise.candidates.actions.consent import unpublish_translation, withdraw_cv
from entremise.candidates.actions.cv_draft import save_cv_section, submit_cv
from entremise.candidates.actions.paper_consent import accept_paper_consent
from entremise.candidates.content.cv import Gone, PublicCV
from entremise.candidates.models import CV, Candidate, ConsentGrant, PaperConsent
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.queries.publications import published_cv
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.onboarding.actions import add_hire_from_list
from entremise.onboarding.models import Hire
from tests.factories import accounts, candidates
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return accounts.zone("Lyon")


@pytest.fixture
def team(zone: Zone) -> User:
    return candidates.team_member_of(zone)


def test_the_list_asks_the_same_with_one_and_three(
    as_user: Any, zone: Zone, team: User
) -> None:
    assert_same_queries(
        as_user(team),
        "/equipe/candidats/",
        lambda: candidates.published_cv(candidates.candidate(zone)),
        at_most=14,
    )


def test_the_queue_asks_the_same_with_one_and_three(
    as_user: Any, zone: Zone, team: User
) -> None:
    def sent() -> None:
        person = candidates.candidate(zone)
        submit_cv(candidates.draft_cv(person), by=person.user)

    assert_same_queries(as_user(team), "/equipe/relectures/", sent, at_most=12)


def test_filters_and_walls(as_user: Any, zone: Zone, team: User) -> None:
    candidates.candidate(zone, first_name="Awa", last_name="Diallo", state="met")
    candidates.candidate(zone, first_name="Bruno", last_name="Petit", state="active")
    stranger = candidates.candidate(accounts.zone("Lille"), first_name="Carmen")
    client = as_user(team)
    everyone = client.get("/equipe/candidats/").content.decode()
    assert "Awa" in everyone
    assert "Carmen" not in everyone
    assert "Bruno" not in client.get("/equipe/candidats/?state=met").content.decode()
    assert "Awa" not in client.get("/equipe/candidats/?words=brun pet").content.decode()
    assert client.get(f"/equipe/candidats/{stranger.code}/").status_code == 404
    assert as_user(accounts.user()).get("/equipe/candidats/").status_code == 404


def test_a_file_is_opened_from_a_first_name(
    as_user: Any, zone: Zone, team: User
) -> None:
    client, typed = (
        as_user(team),
        {"first_name": "Ali", "language": "ar", "zone": zone.code, "phone": "06 99"},
    )
    wrong = client.post("/equipe/candidats/orienter/", typed)
    assert "par exemple 06 12 34 56 78" in wrong.content.decode()
    assert 'value="06 99"' in wrong.content.decode()
    typed |= {
        "phone": "06 12 34 56 78",
        "organization": "Le Relais",
        "referrer_first_name": "Zoé",
        "_once": "twice",
    }
    first, second = (
        client.post("/equipe/candidats/orienter/", typed) for _time in range(2)
    )
    assert first.url == second.url
    person = Candidate.objects.get()
    assert (person.phone, person.language, person.referrer.organization.name) == (
        "+33612345678",
        "ar",
        "Le Relais",
    )
    assert client.get(first.url).status_code == 200


@pytest.mark.parametrize(
    "state", ["applied", "met", "accepted", "active", "employed", "paused", "left"]
)
def test_a_file_reads_in_every_state(
    as_user: Any, zone: Zone, team: User, state: str
) -> None:
    person = candidates.candidate(zone, state=state)
    response = as_user(team).get(f"/equipe/candidats/{person.code}/")
    assert "card--next" in response.content.decode()
    assert (
        as_user(accounts.advisor(zone))
        .get(f"/equipe/candidats/{person.code}/")
        .status_code
        == 200
    )


def test_an_advisor_reads_but_decides_nothing(as_user: Any, zone: Zone) -> None:
    person = candidates.candidate(zone, phone="06 12 34 56 78")
    client = as_user(accounts.advisor(zone))
    assert (
        "12 34 56"
        not in client.get(f"/equipe/candidats/{person.code}/").content.decode()
    )
    assert (
        client.get(f"/equipe/candidats/{person.code}/etape/paused/").status_code == 404
    )


def test_steps_are_taken_in_order_with_words(
    as_user: Any, zone: Zone, team: User
) -> None:
    person = candidates.candidate(zone, state="applied", account=False)
    client, base = as_user(team), f"/equipe/candidats/{person.code}/etape/"
    assert client.get(base + "active/").status_code == 404
    assert client.get(base + "met/").status_code == 200
    client.post(base + "met/", {"comment": "Vu ensemble au café."})
    assert (
        "Vu ensemble au café."
        in client.get(f"/equipe/candidats/{person.code}/").content.decode()
    )
    assert "ne passe pas à" in client.post(base + "employed/", {}).content.decode()
    assert (
        "la raison la plus proche"
        in client.post(base + "left/", {"comment": "…"}).content.decode()
    )
    client.post(base + "left/", {"reason": "moved"})
    person.refresh_from_db()
    assert person.state == "left"


def test_en_emploi_follows_a_recorded_hire(
    as_user: Any, zone: Zone, team: User
) -> None:
    person = candidates.candidate(zone)
    client, file = as_user(team), f"/equipe/candidats/{person.code}/"
    assert f"{file}etape/employed/" not in client.get(file).content.decode()
    for answer in (
        client.get(f"{file}etape/employed/"),
        client.post(f"{file}etape/employed/", {"comment": "Elle a trouvé."}),
    ):
        assert answer.url == f"{file}embauche/"
    person.refresh_from_db()
    assert person.state == "active"
    client.post(
        f"{file}embauche/",
        {
            "employer_name": "Atelier du Nord",
            "title": "Vendeuse",
            "contract": "cdi",
            "starts_on": timezone.localdate().isoformat(),
            "weekly_hours": "35",
        },
    )
    person.refresh_from_db()
    hire = Hire.objects.get(candidate=person)
    assert person.state == "employed"
    shown = client.get(file).content.decode()
    assert f"/equipe/embauches/{hire.code}/fin/" in shown
    assert f"{file}etape/active/" not in shown
    refused = client.post(f"{file}etape/active/", {}).content.decode()
    assert "Notez d’abord sa fin" in refused


@pytest.mark.parametrize("shown_before", [True, False])
def test_a_cv_that_never_was_visible_is_not_said_to_have_left(
    as_user: Any, zone: Zone, team: User, shown_before: bool
) -> None:
    person = candidates.candidate(zone)
    if shown_before:
        candidates.published_cv(person)
    client, file = as_user(team), f"/equipe/candidats/{person.code}/"
    form = client.get(f"{file}embauche/").content.decode()
    assert ("Le CV cesse d’être visible" in form) is shown_before
    retire = client.get(f"{file}retirer-le-cv/").content.decode()
    assert ("Il n’y a rien à retirer" in retire) is not shown_before
    answer = client.post(
        f"{file}embauche/",
        {
            "employer_name": "Atelier du Nord",
            "title": "Vendeuse",
            "contract": "cdi",
            "starts_on": timezone.localdate().isoformat(),
            "weekly_hours": "35",
        },
        follow=True,
    ).content.decode()
    assert "le plan est ouvert." in answer
    assert ("plus visible" in answer) is shown_before
    letter = OutboxMessage.objects.get(
        purpose="onboarding.hired", about=person.code
    ).text
    assert ("plus visible" in letter) is shown_before
    said = client.post(f"{file}retirer-le-cv/", follow=True).content.decode()
    assert ("n’est pas encore visible" in said) is not shown_before


@pytest.mark.parametrize(
    ("shown_before", "said"), [(True, "n’est plus visible"), (False, "pas encore")]
)
def test_a_language_of_a_cv_that_is_not_shown(
    zone: Zone, team: User, shown_before: bool, said: str
) -> None:
    person = candidates.candidate(zone)
    if shown_before:
        candidates.published_cv(person)
        withdraw_cv(person, by=team)
    with pytest.raises(MoveRefused, match=said):
        unpublish_translation(person, language="en", by=team)


def test_a_path_does_not_end_for_a_job_nobody_recorded(
    as_user: Any, zone: Zone, team: User
) -> None:
    person = candidates.candidate(zone)
    client, step = as_user(team), f"/equipe/candidats/{person.code}/etape/left/"
    assert f"/equipe/candidats/{person.code}/embauche/" in (
        client.get(step).content.decode()
    )
    refused = client.post(step, {"reason": "job"}).content.decode()
    assert "Notez d’abord l’embauche" in refused
    person.refresh_from_db()
    assert person.state == "active"
    client.post(step, {"reason": "training"})
    person.refresh_from_db()
    assert person.state == "left"


def test_the_file_says_when_step_and_hires_disagree(
    as_user: Any, zone: Zone, team: User
) -> None:
    """What a list brought in, or an end « a trouvé mieux », may leave."""
    employed = candidates.candidate(zone, state="employed")
    Hire.objects.filter(candidate=employed).update(
        ended_on=timezone.localdate(), end_reason="better"
    )
    shown = as_user(team).get(f"/equipe/candidats/{employed.code}/").content.decode()
    assert "aucune embauche en cours n’est notée" in shown
    hired = candidates.candidate(zone)
    add_hire_from_list(
        hired,
        company=None,
        employer_name="Atelier du Nord",
        title="Vendeuse",
        contract="cdi",
        starts_on=timezone.localdate(),
        by=team,
    )
    file = f"/equipe/candidats/{hired.code}/"
    assert "le parcours ne le dit pas encore" in (
        as_user(team).get(file).content.decode()
    )
    as_user(team).post(f"{file}etape/employed/", {})
    hired.refresh_from_db()
    assert hired.state == "employed"


def test_access_and_card(as_user: Any, zone: Zone, team: User) -> None:
    person = candidates.candidate(zone, account=False, email="", phone="")
    client = as_user(team)
    card = client.post(f"/equipe/candidats/{person.code}/carte/")
    assert card.context["secret"].code[:4] in card.content.decode()
    person.refresh_from_db()
    assert person.user is not None
    other = candidates.candidate(zone, account=False)
    assert client.post(f"/equipe/candidats/{other.code}/acces/").status_code == 302


def test_correcting_keeps_what_was_typed(as_user: Any, zone: Zone, team: User) -> None:
    person = candidates.candidate(zone)
    client, url = as_user(team), f"/equipe/candidats/{person.code}/corriger/"
    typed = {
        "first_name": "Aly",
        "last_name": "B.",
        "email": "aly@exemple",
        "language": "fr",
    }
    assert 'value="aly@exemple"' in client.post(url, typed).content.decode()
    client.post(url, typed | {"email": "aly@exemple.test"})
    person.refresh_from_db()
    assert person.first_name == "Aly"


def test_reading_a_cv_asking_then_accepting(
    as_user: Any, zone: Zone, team: User
) -> None:
    person = candidates.candidate(zone)
    cv = submit_cv(candidates.draft_cv(person), by=person.user)
    client, base = as_user(team), f"/equipe/relectures/{cv.code}/"
    assert Task.objects.get(reason="candidates.cv_to_review", done_at=None)
    assert "Je sais mettre les gens à l’aise." in client.get(base).content.decode()
    assert (
        "au moins une remarque" in client.post(base + "retouche/", {}).content.decode()
    )
    client.post(
        base + "retouche/", {"tagline": "Plus court ?", "whole": "Beau travail."}
    )
    assert (
        Task.objects.filter(reason="candidates.cv_to_review", done_at=None).count() == 0
    )
    cv.refresh_from_db()
    assert cv.state == "changes_requested"
    cv = save_cv_section(
        cv,
        section="tagline",
        value="Je mets à l’aise.",
        version=cv.version,
        by=person.user,
    )
    cv = submit_cv(cv, by=person.user)
    assert "Plus court ?" in client.get(base).content.decode()
    # Not the one that was read.
    assert client.post(base + f"accepter/{cv.version - 1}/").status_code == 409
    assert client.post(base + f"accepter/{cv.version}/").status_code == 302
    assert latest_snapshot_of(person).document.tagline == "Je mets à l’aise."  # type: ignore[union-attr]


def test_two_versions_are_compared_by_words(
    as_user: Any, zone: Zone, team: User
) -> None:
    publication = candidates.published_cv(
        candidates.candidate(zone), tagline="J’aime le travail bien fait."
    )
    candidates.approved_snapshot(
        publication.candidate, tagline="J’aime le travail bien expliqué."
    )
    page = (
        as_user(team)
        .get(f"/equipe/candidats/{publication.candidate.code}/versions/1-2/")
        .content.decode()
    )
    assert "bien <del>" in " ".join(page.split())
    assert "expliqué.</ins>" in page


def test_the_team_withdraws_for_somebody(as_user: Any, zone: Zone, team: User) -> None:
    publication = candidates.published_cv(candidates.candidate(zone))
    client, url = (
        as_user(team),
        f"/equipe/candidats/{publication.candidate.code}/retirer-le-cv/",
    )
    client.get(url)
    assert isinstance(published_cv(publication.code), PublicCV)
    client.post(url)
    assert isinstance(published_cv(publication.code), Gone)


def test_paper_with_its_scan_and_who_may_see_it(
    as_user: Any, zone: Zone, team: User
) -> None:
    person = candidates.candidate(zone, account=False, email="")
    candidates.approved_snapshot(person)
    client, url = as_user(team), f"/equipe/candidats/{person.code}/accord-sur-papier/"
    typed = {"channels": ["page"], "language": "fr"}
    assert client.post(url, typed).status_code == 200  # no scan
    assert not ConsentGrant.objects.exists()
    client.post(
        url, typed | {"scan": SimpleUploadedFile("a.jpg", candidates.drawn_photo())}
    )
    paper = PaperConsent.objects.get()
    seen = f"/equipe/accords/{paper.code}/lire/papier.jpg"
    assert client.get(seen).status_code == 200
    assert as_user(accounts.team_member()).get(seen).status_code == 404
    accept_paper_consent(paper, by=accounts.administrator())
    grant = ConsentGrant.objects.get()
    scan = f"/equipe/accords/{grant.code}/papier/"
    assert client.get(scan).status_code == 200
    assert as_user(accounts.team_member()).get(scan).status_code == 404


def test_a_cv_of_another_zone_is_not_there(as_user: Any, team: User) -> None:
    person = candidates.candidate(accounts.zone("Lille"))
    cv = CV.objects.get(candidate=person)
    for url in (
        f"/equipe/relectures/{cv.code}/",
        f"/equipe/candidats/{person.code}/accord-sur-papier/",
    ):
        assert as_user(team).get(url).status_code == 404
