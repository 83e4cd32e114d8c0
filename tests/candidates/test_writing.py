"""The CV draft: its lock, its review, its snapshots."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from entremise.candidates.actions.cv_draft import (
    cancel_cv_submission,
    remove_cv_photo,
    save_cv_section,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.models import CV
from entremise.candidates.queries.publications import public_photo_bytes, published_cv
from entremise.candidates.validators import InvalidSection, clean_section
from entremise.candidates.wording.cv_diff import cv_differences
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from tests.factories import accounts, candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def cv() -> Any:
    return candidates.draft_cv()


def test_the_second_writer_is_told_and_nothing_is_lost(cv: Any) -> None:
    mine = CV.objects.get(pk=cv.pk)
    by = cv.candidate.user
    save_cv_section(
        cv, section="tagline", value="La première.", version=cv.version, by=by
    )
    with pytest.raises(EditConflict) as conflict:
        save_cv_section(
            mine, section="tagline", value="La seconde.", version=mine.version, by=by
        )
    assert conflict.value.stored.document.tagline == "La première."
    assert CV.objects.get(pk=cv.pk).document.tagline == "La première."


def test_the_same_words_twice_make_one_version(cv: Any) -> None:
    again = save_cv_section(
        cv,
        section="tagline",
        value=candidates.SECTIONS["tagline"],
        version=1,
        by=cv.candidate.user,
    )
    assert again.version == cv.version


def test_strangers_do_not_write(cv: Any) -> None:
    with pytest.raises(NotAllowed):
        save_cv_section(
            cv, section="tagline", value="x", version=cv.version, by=accounts.user()
        )


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("strengths", ["a", "b", "c", "d", "e", "f", "g"]),
        ("strengths", ["x" * 41]),
        ("tagline", "x" * 81),
        ("story", "x" * 1501),
        ("languages", [{"name": "xx", "level": "native"}]),
        ("languages", [{"name": "fr", "level": "perfect"}]),
        ("goals", [{"family": "retail", "occupation": str(n)} for n in range(3)]),
        ("goals", [{"family": "retail", "occupation": "x", "rome": "<b>"}]),
        ("experiences", [{"title": " "}]),
        ("practical", {"departements": ["99"]}),
        ("practical", {"contracts": ["slavery"]}),
    ],
)
def test_a_section_holds_only_what_fits(section: str, value: object) -> None:
    with pytest.raises(InvalidSection):
        clean_section(section, value)


def test_a_cv_is_sent_only_when_it_says_the_essential() -> None:
    cv = CV.objects.get(candidate=candidates.candidate())
    with pytest.raises(DomainError):
        submit_cv(cv, by=cv.candidate.user)


def test_while_the_team_reads_nobody_writes(cv: Any) -> None:
    by = cv.candidate.user
    cv = submit_cv(cv, by=by)
    with pytest.raises(MoveRefused):
        save_cv_section(
            cv, section="tagline", value="Autre.", version=cv.version, by=by
        )
    with pytest.raises(MoveRefused):
        set_cv_photo(cv, image_bytes=candidates.drawn_photo(), by=by)
    cv = cancel_cv_submission(cv, by=by)
    assert (
        save_cv_section(
            cv, section="tagline", value="Autre.", version=cv.version, by=by
        ).document.tagline
        == "Autre."
    )


def test_nobody_reviews_their_own_cv(cv: Any) -> None:
    submit_cv(cv, by=cv.candidate.user)
    with pytest.raises(NotAllowed):
        approve_cv(cv, by=cv.candidate.user)


def test_writing_again_leaves_the_published_version_alone() -> None:
    publication = candidates.published_cv(photo=True)
    cv = CV.objects.get(candidate=publication.candidate)
    shown = published_cv(publication.code)
    cv = save_cv_section(
        cv,
        section="tagline",
        value="Autre.",
        version=cv.version,
        by=publication.candidate.user,
    )
    remove_cv_photo(cv, by=publication.candidate.user)
    assert CV.objects.get(pk=cv.pk).state == "draft"
    again = published_cv(publication.code)
    assert isinstance(again, PublicCV)
    assert again == shown
    assert public_photo_bytes(again)
    assert public_photo_bytes(again, small=True)


def test_a_new_photo_replaces_the_old_files(
    django_capture_on_commit_callbacks: object,
) -> None:
    cv = CV.objects.get(candidate=candidates.candidate())
    cv = set_cv_photo(cv, image_bytes=candidates.drawn_photo(), by=cv.candidate.user)
    first = cv.photo.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cv = set_cv_photo(
            cv, image_bytes=candidates.drawn_photo((700, 900)), by=cv.candidate.user
        )
    assert not default_storage.exists(first)
    assert default_storage.exists(cv.photo.name)


def test_differences_are_told_section_by_section() -> None:
    before = CVContent(
        tagline="Je répare les vélos.", skills=["souder"], needs="Du temps."
    )
    after = CVContent(
        tagline="Je répare les motos.", skills=["souder", "peindre"], needs="Du temps."
    )
    changes = {change.section: change for change in cv_differences(before, after)}
    assert set(changes) == {"tagline", "skills"}
    words = [(piece.kind, piece.text.strip()) for piece in changes["tagline"].lines[0]]
    assert words == [
        ("same", "Je répare les"),
        ("removed", "vélos."),
        ("added", "motos."),
    ]
    assert changes["skills"].lines[-1][0].kind == "added"
    assert cv_differences(before, before) == []
