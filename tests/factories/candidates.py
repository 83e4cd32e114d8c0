"""Fictional candidates, walked through the same actions as on screen."""

from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image, ImageDraw

from entremise.candidates import actions, consent
from entremise.candidates.enums import (
    Contract,
    GrantChannel,
    GrantField,
    JobFamily,
    Level,
    PathState,
)
from entremise.candidates.models import (
    CV,
    Candidate,
    Publication,
    ReadTranslation,
    Snapshot,
    Translation,
)
from entremise.candidates.translation import Piece, pieces
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions import written_at_once

from . import accounts

_number = count(1)
_FIRST_NAMES = [
    "Ali",
    "Billy",
    "Mariam",
    "Nadia",
    "Oumar",
    "Paola",
    "Rahel",
    "Samir",
    "Tatiana",
    "Yusuf",
]
PATHS = {
    PathState.APPLIED: [],
    PathState.MET: ["met"],
    PathState.ACCEPTED: ["met", "accepted"],
    PathState.ACTIVE: ["met", "accepted", "active"],
    PathState.EMPLOYED: ["met", "accepted", "active", "employed"],
    PathState.PAUSED: ["met", "accepted", "active", "paused"],
    PathState.LEFT: ["met", "left"],
}
SECTIONS: dict[str, Any] = {
    "strengths": ["À l’écoute", "Patient", "Souriant"],
    "languages": [
        {"name": "ar", "level": Level.NATIVE},
        {"name": "it", "level": Level.FLUENT},
        {"name": "fr", "level": Level.EVERYDAY},
    ],
    "goals": [{"family": JobFamily.RETAIL, "occupation": "conseiller clientèle"}],
    "tagline": "Je sais mettre les gens à l’aise.",
    "experiences": [
        {
            "title": "Vendeur au marché",
            "did": "J’ai servi des clients de tous les pays.",
            "place": "Turin",
        }
    ],
    "skills": ["accueil", "vente"],
    "story": "J’ai quitté mon pays à vingt ans. J’ai appris l’italien en travaillant.",
    "interests": ["football", "cuisine"],
    "needs": "Des consignes écrites les premiers jours.",
    "practical": {
        "contracts": [Contract.CDI],
        "departements": ["75"],
        "city": "Paris",
        "transport": "Métro",
    },
}


def team_of(where: Zone) -> User:
    """The team member who decides in this zone, the same each time."""
    role = where.staffrole_set.filter(role="team").select_related("user").first()
    return role.user if role else accounts.team_member(where)


@written_at_once()
def candidate(
    where: Zone | None = None,
    *,
    state: str = PathState.ACTIVE,
    account: bool = True,
    by: User | None = None,
    **fields: Any,
) -> Candidate:
    """Referred by the team, moved along the path up to ``state``, with their own space
    unless ``account=False``.
    """
    number = next(_number)
    where = where or accounts.zone()
    by = by or team_of(where)
    fields.setdefault("first_name", _FIRST_NAMES[number % len(_FIRST_NAMES)])
    fields.setdefault("last_name", f"Nom{number}")
    fields.setdefault("email", f"candidat.{number}@exemple.test")
    person = actions.refer(zone=where, by=by, **fields)
    for step in PATHS[PathState(state)]:
        person = actions.record_path(
            person, to=step, by=by, reason="moved" if step == "left" else ""
        )
    if account:
        actions.give_access(person, by=by)
    return Candidate.objects.select_related("zone", "user").get(pk=person.pk)


@written_at_once()
def with_cv(person: Candidate | None = None, **sections: Any) -> CV:
    """The draft of an accompanied person, every question answered (``tagline="…"`` to say
    otherwise).
    """
    person = person or candidate()
    cv = CV.objects.select_related("candidate__zone").get(candidate=person)
    by = person.user or team_of(person.zone)
    for section, value in (SECTIONS | sections).items():
        cv = actions.save_section(
            cv, section=section, value=value, version=cv.version, by=by
        )
    return cv


@written_at_once()
def approved(person: Candidate | None = None, **sections: Any) -> Snapshot:
    cv = with_cv(person, **sections)
    reviewer = team_of(cv.candidate.zone)
    cv = actions.submit(cv, by=cv.candidate.user or reviewer)
    return actions.approve(cv, by=reviewer)


@written_at_once()
def published(
    person: Candidate | None = None,
    *,
    fields: tuple[str, ...] = (GrantField.STORY,),
    channels: tuple[str, ...] = (GrantChannel.PAGE, GrantChannel.PDF),
    photo: bool = False,
    **sections: Any,
) -> Publication:
    """Written, reviewed, agreed to by the person themself, visible.

    ``photo``: a drawn one, shown.
    """
    person = person or candidate()
    if photo:
        actions.apply_photo(
            CV.objects.get(candidate=person), image_bytes=picture(), by=person.user
        )
        fields = (*fields, GrantField.PHOTO)
    snapshot = approved(person, **sections)
    return actions.grant_and_publish(
        person,
        snapshot=snapshot,
        fields=fields,
        channels=channels,
        text_version=consent.VERSION,
        language="fr",
        by=person.user,
    )


def picture(
    size: tuple[int, int] = (900, 1200), kind: str = "JPEG", **options: Any
) -> bytes:
    """A drawing that stands for a photo."""
    image = Image.new("RGB", size, "#d9c8a9")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((width * 0.3, height * 0.2, width * 0.7, height * 0.6), fill="#8a5a3c")
    draw.rectangle((width * 0.2, height * 0.65, width * 0.8, height), fill="#1f5c4a")
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


OTHER_WORDS = {"ar": "عربي", "prs": "دری"}


def in_another_language(person: Candidate, language: str) -> Translation:
    """Every sentence of their CV, said in words that stand for that language."""
    by = person.user or team_of(person.zone)
    cv = CV.objects.select_related("candidate__zone", "candidate__user").get(
        candidate=person
    )
    translation = actions.open_translation(cv, language=language, by=by)
    words = {
        piece.key: _said(piece, OTHER_WORDS.get(language, language))
        for piece in pieces(cv.document)
    }
    translation, _conflicts = actions.save_translation(
        translation, words=words, seen={}, by=by
    )
    return translation


def in_arabic(person: Candidate) -> Translation:
    return in_another_language(person, "ar")


def _said(piece: Piece, word: str) -> str:
    return "\n".join(f"{word} {line}"[: piece.most] for line in piece.words.split("\n"))


def read_in_arabic(person: Candidate) -> ReadTranslation:
    """Written and read by the team; not accepted by the person."""
    team = team_of(person.zone)
    translation = actions.submit_translation(in_arabic(person), by=person.user or team)
    return actions.approve_translation(
        translation, version=translation.version, by=team
    )


@written_at_once()
def published_in_arabic(person: Candidate | None = None, **options: Any) -> Publication:
    """Visible in French and in Arabic, both accepted by the person."""
    publication = published(person, **options)
    read = read_in_arabic(publication.candidate)
    return actions.accept_text(
        publication.candidate,
        text=read.code,
        text_version=consent.VERSION,
        language="fr",
        by=publication.candidate.user,
    )
