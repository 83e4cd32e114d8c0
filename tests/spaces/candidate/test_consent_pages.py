"""Consent pages: preview, choices, consent, renewal, withdrawal."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from entremise.candidates.actions.cv_draft import set_cv_photo
from entremise.candidates.content.cv import Gone, PublicCV
from entremise.candidates.models import CV, ConsentGrant
from entremise.candidates.queries.publications import published_cv
from entremise.foundation.journal.actions import record_access
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
CHOICES = {"channels": ["page", "pdf"], "fields": ["story"]}


@world
def snapshot() -> Any:
    return candidates.approved_snapshot()


@world
def person() -> Any:
    return candidates.candidate()


@world
def publication() -> Any:
    return candidates.published_cv()


def test_nothing_is_ticked_in_advance(as_user: Any, snapshot: Any) -> None:
    page = as_user(snapshot.candidate.user).get("/mon-espace/accord/").content.decode()
    assert "checked" not in page
    assert "six mois" in page or "6 mois" in page


def test_looking_changes_nothing_and_shows_everything(as_user: Any) -> None:
    snapshot = candidates.approved_snapshot(
        tagline="Ma phrase à moi.", story="Une histoire."
    )
    client = as_user(snapshot.candidate.user)
    seen = client.get("/mon-espace/accord/voir/", CHOICES)
    page = seen.content.decode()
    assert "Ma phrase à moi." in page
    assert "Une histoire." in page
    assert not ConsentGrant.objects.exists()
    hidden = client.get(
        "/mon-espace/accord/voir/", {"channels": ["page"]}
    ).content.decode()
    assert "Une histoire." not in hidden
    assert (
        client.get("/mon-espace/accord/image.jpg", CHOICES).content[:2] == b"\xff\xd8"
    )
    assert client.get("/mon-espace/accord/cv.pdf", CHOICES).content[:5] == b"%PDF-"


def test_without_the_page_it_says_what_to_tick(as_user: Any, snapshot: Any) -> None:
    page = (
        as_user(snapshot.candidate.user)
        .get("/mon-espace/accord/voir/", {"channels": ["pdf"]})
        .content.decode()
    )
    assert "cochez «" in page


def test_yes_publishes_what_was_chosen_in_the_language_read(
    as_user: Any, snapshot: Any
) -> None:
    client = as_user(snapshot.candidate.user)
    key = {"_once": "two-clicks"}
    assert client.post("/ar/mon-espace/accord/voir/", CHOICES | key).status_code == 302
    assert client.post("/ar/mon-espace/accord/voir/", CHOICES | key).status_code == 302
    grant = ConsentGrant.objects.get()
    assert (grant.language, grant.fields, grant.channels) == (
        "ar",
        ["story"],
        ["page", "pdf"],
    )
    assert isinstance(published_cv(snapshot.candidate.cv.code), PublicCV)


def test_photo_in_a_preview_is_for_the_person_only(as_user: Any, person: Any) -> None:
    set_cv_photo(
        CV.objects.get(candidate=person),
        image_bytes=candidates.drawn_photo(),
        by=person.user,
    )
    candidates.approved_snapshot(person)
    client = as_user(person.user)
    assert (
        client.get(
            "/mon-espace/accord/photo.jpg", CHOICES | {"fields": ["photo"]}
        ).status_code
        == 200
    )
    assert client.get("/mon-espace/accord/photo.jpg", CHOICES).status_code == 404


def test_stop_showing_me_is_on_every_page_and_takes_one_confirmation(
    as_user: Any, publication: Any
) -> None:
    client = as_user(publication.candidate.user)
    for url in ("/mon-espace/", "/mon-espace/cv/", "/mon-espace/mes-donnees/"):
        assert (
            'href="/mon-espace/ne-plus-me-montrer/"' in client.get(url).content.decode()
        )
    client.get("/mon-espace/ne-plus-me-montrer/")
    # Looking changes nothing.
    assert isinstance(published_cv(publication.code), PublicCV)
    told = client.post("/mon-espace/ne-plus-me-montrer/", follow=True).content.decode()
    assert "Ce qui peut rester ailleurs" in told
    assert isinstance(published_cv(publication.code), Gone)


def test_going_on_six_months(as_user: Any, publication: Any) -> None:
    client = as_user(publication.candidate.user)
    assert "six mois de plus" in client.get("/mon-espace/accord/").content.decode()
    assert client.post("/mon-espace/accord/continuer/").status_code == 302
    assert ConsentGrant.objects.count() == 2


def test_a_newer_version_shows_what_changed_before_asking(as_user: Any) -> None:
    publication = candidates.published_cv(tagline="Avant toute chose.")
    person = publication.candidate
    candidates.approved_snapshot(person, tagline="Après toute chose.")
    client = as_user(person.user)
    assert "Regarder et choisir" in client.get("/mon-espace/").content.decode()
    page = client.get("/mon-espace/accord/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page


def test_who_looked_and_what_is_held(as_user: Any, publication: Any) -> None:
    person, team = (
        publication.candidate,
        candidates.team_member_of(publication.candidate.zone),
    )
    record_access(team, person)
    client = as_user(person.user)
    assert team.first_name in client.get("/mon-espace/qui-a-regarde/").content.decode()
    assert person.first_name in client.get("/mon-espace/mes-donnees/").content.decode()
    archive = zipfile.ZipFile(
        BytesIO(client.get("/mon-espace/mes-donnees/copie.zip").content)
    )
    held = json.loads(archive.read("donnees.json"))
    assert person.email in json.dumps(held, ensure_ascii=False)
    assert "Je sais mettre les gens à l’aise." in archive.read("donnees.html").decode()


def test_the_list_of_who_looked_asks_the_same_with_one_and_three(
    as_user: Any, person: Any
) -> None:
    url = "/mon-espace/qui-a-regarde/"
    assert_same_queries(
        as_user(person.user),
        url,
        lambda: record_access(accounts.team_member(person.zone), person),
    )


def test_asking_to_correct_or_erase_calls_a_human(as_user: Any, person: Any) -> None:
    client = as_user(person.user)
    for wish in ("rectify", "erase"):
        url = f"/mon-espace/mes-donnees/demande/{wish}/"
        assert client.get(url).status_code == 200
        client.post(url)
        client.post(url)
        assert Task.objects.filter(reason=f"candidates.data_{wish}").count() == 1
    assert client.get("/mon-espace/mes-donnees/demande/other/").status_code == 404


@pytest.mark.parametrize(
    "state", ["applied", "met", "accepted", "active", "employed", "paused", "left"]
)
def test_home_has_one_next_thing_whatever_the_state(as_user: Any, state: str) -> None:
    person = candidates.candidate(state=state, first_name="Ali")
    page = as_user(person.user).get("/mon-espace/").content.decode()
    assert "Bonjour Ali." in page
    assert page.count("card--next") == 1
