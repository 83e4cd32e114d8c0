"""A person's path: referred, met, accepted, walking with a coach, writing their CV, showing
it or not.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone
from PIL import Image

from entremise.candidates import actions as candidates
from entremise.candidates import consent
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.models import (
    CV,
    Candidate,
    Publication,
    Recommendation,
    Snapshot,
)
from entremise.coaching import actions as coaching
from entremise.coaching.models import Pairing
from entremise.foundation.accounts.models import User
from entremise.sharing import actions as sharing

from . import encounters, people, portraits
from .cast import Cast, me
from .people import Life
from .stage import Story
from .tongues import speak

CHANNELS = ("linkedin", "whatsapp", "facebook", "email", "copy", "x", "sms", "print")
OFTEN = (34, 30, 10, 8, 8, 4, 4, 2)
DONE = (
    "Nous avons préparé trois phrases pour se présenter, puis on les a dites à voix haute.",
    "Lecture de deux annonces ensemble. On a gardé ce qui donne envie, pas ce qui fait peur.",
    "Visite du quartier des entrepôts, à pied. Deux contacts pris à la volée.",
    "Simulation d’entretien au café. Beaucoup plus à l’aise qu’il y a deux semaines.",
    "Point sur le CV : l’histoire est trouvée, il reste les expériences.",
    "Rendez-vous à la caisse pour le titre de transport, puis une heure de conversation en français.",
    "On a appelé une ancienne employeuse. Elle est d’accord pour écrire quelques mots.",
    "Journée sans élan. On a surtout marché et parlé d’autre chose.",
)
NEXT = (
    "Relire l’accroche",
    "Appeler la mission locale",
    "Préparer la rencontre",
    "Essayer le trajet",
    "Écrire à Julie",
    "",
)
COMMENTS = (
    (
        "tagline",
        "Dites-le avec vos mots de tous les jours : c’est ce que vous dites à l’oral qui est beau.",
    ),
    (
        "story",
        "Cette phrase parle de quelqu’un d’autre. Voulez-vous vraiment la montrer à tout le monde ?",
    ),
    (
        "experiences",
        "Ajoutez ce que vous avez appris là-bas. C’est ce qu’un recruteur lira.",
    ),
)


@dataclass
class Fate:
    """What this person's two years hold."""

    ends: str = "going"  # going, hired, left, paused, turned_away, withdraws, unpublished, waiting
    wins_over: str = ""  # the company that will meet them, by name
    by: str = "share"  # how it comes about: share, introduction or search
    coach: str = ""  # this coach, as soon as there
    quick: bool = False


def path_story(
    cast: Cast, life: Life, zone: str, starts: datetime, fate: Fate
) -> Story:
    stage, dice = cast.stage, cast.stage.dice
    yield starts
    first, _space, last = dice.choice(people.COACH_NAMES).partition(" ")
    house = dice.choice(people.ORGANIZATIONS[zone])
    candidate = candidates.refer(
        first_name=life.first_name,
        last_name=life.last_name,
        email=life.email,
        phone=life.phone,
        language=life.language,
        zone=cast.zones[zone],
        words=life.referral,
        organization=house,
        referrer_first_name=first,
        referrer_last_name=last,
        referrer_email=people.address(first, last, house),
        by=None,
    )
    if fate.ends == "waiting":
        return
    team = cast.on_the_team(zone)
    yield stage.after(3, 10)
    candidates.record_path(
        candidate,
        to="met",
        by=team,
        words="Une heure à l’association, un café, beaucoup d’idées.",
    )
    yield stage.after(3, 9)
    if fate.ends == "turned_away":
        words = "Nous avons cherché ensemble : un accompagnement plus proche de son domicile lui conviendra mieux."
        candidates.record_path(
            candidate, to="left", reason="other_support", by=team, words=words
        )
        return
    candidates.record_path(candidate, to="accepted", by=team)
    candidates.correct(
        candidate,
        by=team,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        phone=candidate.phone,
        email=candidate.email,
        language=candidate.language,
        cohort=cast.cohort(zone, stage.clock),
        situation=life.situation,
    )
    if life.channel != "nothing":
        candidates.give_access(candidate, by=team)
    yield stage.after(3, 8)
    while (
        coach := cast.coach_named(zone, fate.coach) or cast.coach_with_room(zone)
    ) is None:
        yield stage.after(10, 15)
    if fate.coach:
        coaching.set_capacity(coach, capacity=3, by=team)
    pairing = coaching.pair(candidate, coach=coach, by=team)
    candidates.record_path(
        candidate,
        to="active",
        by=team,
        words="Démarrage à trois, dans un café du quartier.",
    )
    stage.begin(session_story(cast, pairing, zone))
    yield from cv_story(cast, candidate, life, zone, fate)
    yield from later_story(cast, candidate, zone, fate)


def later_story(cast: Cast, candidate: Candidate, zone: str, fate: Fate) -> Story:
    stage = cast.stage
    if fate.ends not in ("left", "paused", "withdraws"):
        return
    yield stage.after(60, 160)
    candidate.refresh_from_db()
    team = cast.on_the_team(zone)
    if fate.ends == "withdraws":
        candidates.withdraw(candidate, by=candidate.user or team)
    elif fate.ends == "paused":
        candidates.record_path(
            candidate,
            to="paused",
            by=team,
            words="Besoin de souffler. On s’appelle chaque mois.",
        )
    else:
        reason = stage.dice.choice(["training", "moved", "no_news", "health", "job"])
        candidates.record_path(candidate, to="left", reason=reason, by=team)


def session_story(cast: Cast, pairing: Pairing, zone: str) -> Story:
    """Two hours a week in the design, written down about every other week; then a proper ending."""
    stage, dice = cast.stage, cast.stage.dice
    ends = stage.after(190, 250)
    while stage.clock < ends:
        lately = stage.clock > stage.ago(75)
        yield stage.after(7, 14) if lately else stage.after(18, 34)
        pairing.refresh_from_db()
        if pairing.ended_at:
            return
        coaching.log_session(
            pairing,
            on=timezone.localdate(),
            minutes=dice.choice([60, 90, 120, 120]),
            in_person=dice.random() < 0.88,
            mood=dice.choices(["good", "slow", "hard"], [60, 34, 6])[0],
            did=dice.choice(DONE),
            next_step=dice.choice(NEXT),
            by=me(pairing.coach.user),
        )
    while pairing.candidate.hires.filter(
        ended_on=None, starts_on__gt=stage.clock.date() - timedelta(days=200)
    ).exists():
        yield stage.after(20)
    reason = "goal" if pairing.candidate.hires.exists() else "term"
    words = "Six mois, quelques cafés, et une vraie confiance."
    coaching.end_pairing(pairing, reason=reason, words=words, by=cast.on_the_team(zone))


def cv_story(
    cast: Cast, candidate: Candidate, life: Life, zone: str, fate: Fate
) -> Story:
    """One question after the other, a photo, what the team asks to change, and the person's
    own yes.
    """
    stage, dice = cast.stage, cast.stage.dice
    sections = list(life.sections.items())
    for some in (sections[:4], sections[4:]):
        yield stage.after(1, 4) if fate.quick else stage.after(4, 12)
        writer = _writer(candidate)
        for section, value in some:
            cv = CV.objects.select_related("candidate__zone").get(candidate=candidate)
            candidates.save_section(
                cv, section=section, value=value, version=cv.version, by=writer
            )
    cv = CV.objects.select_related("candidate__zone").get(candidate=candidate)
    with_photo = fate.quick or dice.random() < 0.86
    if with_photo:
        candidates.apply_photo(cv, image_bytes=drawn_portrait(life), by=writer)
    cv = CV.objects.select_related("candidate__zone").get(candidate=candidate)
    candidates.submit(cv, by=writer)
    if dice.random() < 0.3:
        yield stage.after(1, 3)
        candidates.request_changes(
            cv, comments=[dice.choice(COMMENTS)], by=cast.on_the_team(zone)
        )
        yield stage.after(2, 6)
        cv.refresh_from_db()
        told = life.sections["story"] or "Je me raconte mieux en vrai."
        cv = candidates.save_section(
            cv,
            section="story",
            value=told + " Merci de me lire.",
            version=cv.version,
            by=writer,
        )
        candidates.submit(cv, by=writer)
    yield stage.after(1, 3)
    cv.refresh_from_db()
    snapshot = candidates.approve(cv, by=cast.on_the_team(zone))
    if dice.random() < 0.4:
        _letter(candidate, life)
    yield stage.after(1, 5)
    if fate.ends != "unpublished":
        publication = publish(cast, candidate, snapshot, zone, with_photo=with_photo)
        if life.first_name == "Ali" and life.last_name == "Mansour":
            speak(cast, candidate, zone, "ar", "en")
        stage.begin(visible_story(cast, publication, zone))
        stage.begin(
            encounters.company_story(
                cast,
                candidate,
                life,
                zone,
                fate.ends == "hired",
                fate.wins_over,
                fate.by,
            )
        )


def _writer(candidate: Candidate) -> User:
    """The person; without an account, their coach beside them."""
    candidate.refresh_from_db()
    if candidate.user:
        return me(candidate.user)
    pairing = (
        candidate.pairings.filter(ended_at=None).select_related("coach__user").first()
    )
    assert pairing is not None
    return me(pairing.coach.user)


def _letter(candidate: Candidate, life: Life) -> None:
    words, role = life.letter
    first, _space, last = people.COACH_NAMES[
        life.number % len(people.COACH_NAMES)
    ].partition(" ")
    Recommendation.objects.create(
        candidate=candidate,
        author=f"{first} {last}",
        author_role=role,
        words=f"{candidate.first_name} {words}",
        accepted_at=timezone.now(),
    )


def drawn_portrait(life: Life) -> bytes:
    image = portraits.draw(life.portrait, womanly=life.womanly, size=(600, 750))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def publish(
    cast: Cast, candidate: Candidate, snapshot: Snapshot, zone: str, *, with_photo: bool
) -> Publication:
    dice = cast.stage.dice
    fields: Sequence[str] = [
        *([GrantField.PHOTO] if with_photo else []),
        GrantField.STORY,
        GrantField.RECOMMENDATIONS,
        *([GrantField.FAMILY_NAME] if dice.random() < 0.15 else []),
    ]
    channels: Sequence[str] = [
        GrantChannel.PAGE,
        GrantChannel.PDF,
        *([GrantChannel.PREVIEW_PHOTO] if with_photo and dice.random() < 0.5 else []),
        *([GrantChannel.SEARCH_ENGINES] if dice.random() < 0.3 else []),
        *([GrantChannel.PARTNERS] if dice.random() < 0.7 else []),
    ]
    candidate.refresh_from_db()
    language = consent.language_for(candidate.language)
    if candidate.user:
        return candidates.grant_and_publish(
            candidate,
            snapshot=snapshot,
            fields=fields,
            channels=channels,
            text_version=consent.VERSION,
            language=language,
            by=me(candidate.user),
        )
    return candidates.record_paper_grant(
        candidate,
        snapshot=snapshot,
        fields=fields,
        channels=channels,
        text_version=consent.VERSION,
        language="fr",
        scan=_paper(),
        by=cast.on_the_team(zone),
    )


def _paper() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (620, 877), "#fbf8f1").save(out, "JPEG")
    return out.getvalue()


def visible_story(cast: Cast, publication: Publication, zone: str) -> Story:
    """The public passes by, shares, comes back through a link.

    After six months the person says yes again, or not.
    """
    stage, dice = cast.stage, cast.stage.dice
    candidate = publication.candidate
    loved, tokens = dice.uniform(0.4, 1.6), []
    while True:
        yield stage.after(8, 15)
        publication.refresh_from_db()
        if publication.ended_at:
            return
        if (
            not publication.is_live
            or publication.grant.until - timezone.now() < timedelta(days=16)
        ):
            if dice.random() < 0.2 or candidate.user is None:
                candidates.expire_grants()
                return
            candidates.renew(
                candidate,
                text_version=consent.VERSION,
                language="fr",
                by=me(candidate.user),
            )
        tokens += _passers_by(cast, publication, loved, tokens)
        _copies(cast, publication, zone)


def _copies(cast: Cast, publication: Publication, zone: str) -> None:
    """A recruiter keeps the PDF, a reader leaves an address: both will be asked to delete
    it (dice of its own).
    """
    dice = Random(f"{publication.code} {cast.stage.clock:%Y-%m-%d}")
    if dice.random() < 0.3 and cast.companies[zone]:
        member = (
            dice.choice(cast.companies[zone])
            .members.filter(ended_at=None)
            .select_related("user")
            .first()
        )
        if member:
            sharing.note_copy(publication.code, reader=me(member.user))
    if dice.random() < 0.1:
        sharing.ask_to_be_told(
            publication.code,
            email=f"lecteur.{dice.randint(1, 40)}@exemple.test",
            language="fr",
        )


def _passers_by(
    cast: Cast, publication: Publication, loved: float, tokens: list[str]
) -> list[str]:
    """Some share, some come, most of them through what was shared; returns the links shared now."""
    dice, moment = cast.stage.dice, cast.stage.clock
    shared = [
        sharing.share(
            publication.code,
            channel=dice.choices(CHANNELS, OFTEN)[0],
            trace=f"{moment} {number}",
        ).token
        for number in range(round(dice.random() * 1.4 * loved))
    ]
    for number in range(round(dice.uniform(0.6, 3.6) * loved)):
        known = tokens + shared
        token = dice.choice(known) if known and dice.random() < 0.7 else ""
        sharing.visit(publication.code, token=token, trace=f"{moment} {number}")
    return shared
