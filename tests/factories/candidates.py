"""Candidates, made by the same actions as on screen."""

from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from entremise.candidates import validators
from entremise.candidates.actions.consent import publish_cv, publish_translation
from entremise.candidates.actions.cv_draft import (
    save_cv_section,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.actions.paper_consent import (
    accept_paper_consent,
    record_paper_consent,
)
from entremise.candidates.actions.path import (
    give_candidate_access,
    move_candidate_path,
    refer_candidate,
)
from entremise.candidates.actions.translations import (
    approve_translation,
    save_translation,
    start_translation,
    submit_translation,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import (
    ContractType,
    GrantChannel,
    GrantField,
    JobFamily,
    LanguageLevel,
    PathState,
)
from entremise.candidates.models import (
    CV,
    ApprovedTranslation,
    Candidate,
    PaperConsent,
    Publication,
    Snapshot,
    Translation,
)
from entremise.candidates.wording.translation_segments import Segment, cv_segments
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions.scoped_index import batch_reindexing
from entremise.onboarding.actions import record_hire

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
PATH_STEPS = {
    PathState.APPLIED: [],
    PathState.MET: ["met"],
    PathState.ACCEPTED: ["met", "accepted"],
    PathState.ACTIVE: ["met", "accepted", "active"],
    PathState.EMPLOYED: ["met", "accepted", "active"],
    PathState.PAUSED: ["met", "accepted", "active", "paused"],
    PathState.LEFT: ["met", "left"],
}
SECTIONS: dict[str, Any] = {
    "strengths": ["À l’écoute", "Patient", "Souriant"],
    "languages": [
        {"name": "ar", "level": LanguageLevel.NATIVE},
        {"name": "it", "level": LanguageLevel.FLUENT},
        {"name": "fr", "level": LanguageLevel.EVERYDAY},
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
        "contracts": [ContractType.CDI],
        "departements": ["75"],
        "city": "Paris",
        "transport": "Métro",
    },
}


def team_member_of(where: Zone) -> User:
    """The team member of this zone, the same each time."""
    role = where.staffrole_set.filter(role="team").select_related("user").first()
    return role.user if role else accounts.team_member(where)


@batch_reindexing()
def candidate(
    where: Zone | None = None,
    *,
    state: str = PathState.ACTIVE,
    account: bool = True,
    by: User | None = None,
    **fields: Any,
) -> Candidate:
    """Referred by the team, moved up to ``state``, with an account unless ``account=False``."""
    number = next(_number)
    where = where or accounts.zone()
    by = by or team_member_of(where)
    fields.setdefault("first_name", _FIRST_NAMES[number % len(_FIRST_NAMES)])
    fields.setdefault("last_name", f"Nom{number}")
    fields.setdefault("email", f"candidat.{number}@exemple.test")
    person = refer_candidate(zone=where, by=by, **fields)
    for step in PATH_STEPS[PathState(state)]:
        person = move_candidate_path(
            person, to=step, by=by, reason="moved" if step == "left" else ""
        )
    if state == PathState.EMPLOYED:
        record_hire(
            person,
            company=None,
            employer_name="Atelier du Nord",
            title="Conseiller clientèle",
            contract=ContractType.CDI,
            starts_on=timezone.localdate(),
            by=by,
        )
    if account:
        give_candidate_access(person, by=by)
    return Candidate.objects.select_related("zone", "user").get(pk=person.pk)


@batch_reindexing()
def draft_cv(person: Candidate | None = None, **sections: Any) -> CV:
    """A draft with every question answered; ``tagline="…"`` replaces an answer.

    The last answer is saved as on screen. Those before it, cleaned as on screen, are written
    beside it at once: ten savings were a quarter of the time a published CV takes.
    """
    person = person or candidate()
    cv = CV.objects.select_related("candidate__zone").get(candidate=person)
    before = cv.document.dump()
    answers = {
        section: validators.clean_section(section, value)
        for section, value in (SECTIONS | sections).items()
    }
    changed = [section for section in answers if answers[section] != before[section]]
    if not changed:
        return cv
    *earlier, last = changed
    cv.content = CVContent.load(
        before | {section: answers[section] for section in earlier}
    ).dump()
    cv.version += len(earlier)
    cv.save(update_fields=["content", "version"])
    return save_cv_section(
        cv,
        section=last,
        value=(SECTIONS | sections)[last],
        version=cv.version,
        by=person.user or team_member_of(person.zone),
    )


@batch_reindexing()
def approved_snapshot(person: Candidate | None = None, **sections: Any) -> Snapshot:
    cv = draft_cv(person, **sections)
    reviewer = team_member_of(cv.candidate.zone)
    cv = submit_cv(cv, by=cv.candidate.user or reviewer)
    return approve_cv(cv, by=reviewer)


def paper_consent(
    person: Candidate, *, snapshot: Snapshot | None = None, **values: Any
) -> PaperConsent:
    """Recorded by the team of the zone, and not read yet."""
    return record_paper_consent(
        person,
        snapshot=snapshot or approved_snapshot(person),
        **{
            "fields": [],
            "channels": [GrantChannel.PAGE],
            "consent_version": consent_versions.CURRENT_CONSENT_VERSION,
            "language": "fr",
            "scan": drawn_photo(),
            "by": team_member_of(person.zone),
        }
        | values,
    )


def published_on_paper(person: Candidate, **values: Any) -> Publication:
    """By a signed paper, which an administrator has read."""
    paper = paper_consent(person, **values)
    return accept_paper_consent(paper, by=accounts.administrator())


@batch_reindexing()
def published_cv(
    person: Candidate | None = None,
    *,
    fields: tuple[str, ...] = (GrantField.STORY,),
    channels: tuple[str, ...] = (GrantChannel.PAGE, GrantChannel.PDF),
    photo: bool = False,
    **sections: Any,
) -> Publication:
    """Written, reviewed, and published by the candidate. ``photo``: with a drawn photo, shown."""
    person = person or candidate()
    if photo:
        set_cv_photo(
            CV.objects.get(candidate=person), image_bytes=drawn_photo(), by=person.user
        )
        fields = (*fields, GrantField.PHOTO)
    snapshot = approved_snapshot(person, **sections)
    return publish_cv(
        person,
        snapshot=snapshot,
        fields=fields,
        channels=channels,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,
    )


@cache
def drawn_photo(
    size: tuple[int, int] = (900, 1200), kind: str = "JPEG", **options: Any
) -> bytes:
    """A drawn picture, as JPEG."""
    image = Image.new("RGB", size, "#d9c8a9")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((width * 0.3, height * 0.2, width * 0.7, height * 0.6), fill="#8a5a3c")
    draw.rectangle((width * 0.2, height * 0.65, width * 0.8, height), fill="#1f5c4a")
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


OTHER_WORDS = {"ar": "عربي", "prs": "دری"}


def translated_cv(person: Candidate, language: str) -> Translation:
    """A translation of every segment, with texts that stand for that language."""
    by = person.user or team_member_of(person.zone)
    cv = CV.objects.select_related("candidate__zone", "candidate__user").get(
        candidate=person
    )
    translation = start_translation(cv, language=language, by=by)
    words = {
        piece.key: _said(piece, OTHER_WORDS.get(language, language))
        for piece in cv_segments(cv.document)
    }
    translation, _conflicts = save_translation(translation, texts=words, seen={}, by=by)
    return translation


def arabic_translation(person: Candidate) -> Translation:
    return translated_cv(person, "ar")


def _said(piece: Segment, word: str) -> str:
    return "\n".join(
        f"{word} {line}"[: piece.max_length] for line in piece.text.split("\n")
    )


def approved_arabic_translation(person: Candidate) -> ApprovedTranslation:
    """Written and approved by the team; not accepted by the candidate."""
    team = team_member_of(person.zone)
    translation = submit_translation(arabic_translation(person), by=person.user or team)
    return approve_translation(translation, version=translation.version, by=team)


@batch_reindexing()
def published_cv_in_arabic(
    person: Candidate | None = None, **options: Any
) -> Publication:
    """Published in French and in Arabic."""
    publication = published_cv(person, **options)
    read = approved_arabic_translation(publication.candidate)
    return publish_translation(
        publication.candidate,
        translation=read.code,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=publication.candidate.user,
    )
