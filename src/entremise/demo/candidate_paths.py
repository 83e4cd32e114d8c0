"""The path of one candidate: referral, pairing, CV, consent, public life of the CV."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone
from PIL import Image, ImageDraw

from entremise.candidates.actions import consent
from entremise.candidates.actions.cv_draft import (
    save_cv_section,
    set_cv_language,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.actions.cv_review import approve_cv, request_cv_changes
from entremise.candidates.actions.paper_consent import (
    accept_paper_consent,
    record_paper_consent,
)
from entremise.candidates.actions.path import (
    give_candidate_access,
    move_candidate_path,
    refer_candidate,
    update_candidate,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.models import (
    CV,
    Candidate,
    PaperConsent,
    Publication,
    Recommendation,
    Snapshot,
)
from entremise.coaching import actions as coaching
from entremise.coaching.models import Pairing
from entremise.foundation.accounts.models import User
from entremise.sharing.actions.copies import record_pdf_copy, register_copy_address
from entremise.sharing.actions.counting import record_share, record_visit

from . import meetings, people, portraits
from .cast import Cast, reload_user
from .people import CandidateProfile
from .stage import Story
from .translations import add_translations_for

CHANNELS = ("linkedin", "whatsapp", "facebook", "email", "copy", "x", "sms", "print")
OFTEN = (34, 30, 10, 8, 8, 4, 4, 2)
DONE = (
    "Nous avons préparé trois phrases pour se présenter, puis on les a dites à voix haute.",
    "Lecture de deux annonces ensemble. On a gardé ce qui donne envie, pas ce qui fait peur.",
    "Visite du quartier des entrepôts, à pied. Deux contacts pris à la volée.",
    "Simulation d’entretien au café. Beaucoup plus à l’aise qu’il y a deux semaines.",
    "Point sur le CV : l’histoire est trouvée, il reste les expériences.",
    (
        "Rendez-vous à la caisse pour le titre de transport, puis une heure de conversation en"
        " français."
    ),
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
        (
            "Cette phrase parle de quelqu’un d’autre. Voulez-vous vraiment la montrer à tout le"
            " monde ?"
        ),
    ),
    (
        "experiences",
        "Ajoutez ce que vous avez appris là-bas. C’est ce qu’un recruteur lira.",
    ),
)


@dataclass
class Fate:
    """How the path of a candidate goes."""

    # going, hired, left, paused, turned_away, withdraws, unpublished or waiting
    ending: str = "going"
    company_name: str = ""  # the company that will meet them
    by: str = "share"  # how the company finds them: share, introduction or search
    coach: str = ""  # name of their coach; empty: any
    quick: bool = False


def path_story(
    cast: Cast, profile: CandidateProfile, zone: str, starts: datetime, fate: Fate
) -> Story:
    stage, dice = cast.stage, cast.stage.dice
    yield starts
    first, _space, last = dice.choice(people.COACH_NAMES).partition(" ")
    organization = dice.choice(people.ORGANIZATIONS[zone])
    candidate = refer_candidate(
        first_name=profile.first_name,
        last_name=profile.last_name,
        email=profile.email,
        phone=profile.phone,
        language=profile.language,
        zone=cast.zones[zone],
        referral_message=profile.referral,
        organization=organization,
        referrer_first_name=first,
        referrer_last_name=last,
        referrer_email=people.email_address(first, last, organization),
        by=None,
    )
    if fate.ending == "waiting":
        return
    team = cast.pick_team_member(zone)
    yield stage.days_later(3, 10)
    move_candidate_path(
        candidate,
        to="met",
        by=team,
        comment="Une heure à l’association, un café, beaucoup d’idées.",
    )
    yield stage.days_later(3, 9)
    if fate.ending == "turned_away":
        words = (
            "Nous avons cherché ensemble : un accompagnement plus proche de son domicile lui"
            " conviendra mieux."
        )
        move_candidate_path(
            candidate, to="left", reason="other_support", by=team, comment=words
        )
        return
    move_candidate_path(candidate, to="accepted", by=team)
    update_candidate(
        candidate,
        by=team,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        phone=candidate.phone,
        email=candidate.email,
        language=candidate.language,
        cohort=cast.cohort_at(zone, stage.clock),
        situation=profile.situation,
    )
    if profile.channel != "nothing":
        give_candidate_access(candidate, by=team)
    yield stage.days_later(3, 8)
    while (
        coach := cast.coach_named(zone, fate.coach) or cast.coach_with_room(zone)
    ) is None:
        yield stage.days_later(10, 15)
    if fate.coach:
        coaching.set_coach_capacity(coach, capacity=3, by=team)
    pairing = coaching.start_pairing(candidate, coach=coach, by=team)
    move_candidate_path(
        candidate,
        to="active",
        by=team,
        comment="Démarrage à trois, dans un café du quartier.",
    )
    stage.start_story(session_story(cast, pairing, zone))
    yield from cv_story(cast, candidate, profile, zone, fate)
    yield from later_story(cast, candidate, zone, fate)


def later_story(cast: Cast, candidate: Candidate, zone: str, fate: Fate) -> Story:
    stage = cast.stage
    if fate.ending not in ("left", "paused", "withdraws"):
        return
    yield stage.days_later(60, 160)
    candidate.refresh_from_db()
    team = cast.pick_team_member(zone)
    if fate.ending == "withdraws":
        consent.withdraw_cv(candidate, by=candidate.user or team)
    elif fate.ending == "paused":
        move_candidate_path(
            candidate,
            to="paused",
            by=team,
            comment="Besoin de souffler. On s’appelle chaque mois.",
        )
    else:
        reason = stage.dice.choice(
            ["training", "moved", "no_news", "health", "other_support"]
        )
        move_candidate_path(candidate, to="left", reason=reason, by=team)


def session_story(cast: Cast, pairing: Pairing, zone: str) -> Story:
    """Log sessions until the pairing ends: every other week, weekly in the last 75 days."""
    stage, dice = cast.stage, cast.stage.dice
    ends = stage.days_later(190, 250)
    while stage.clock < ends:
        lately = stage.clock > stage.days_ago(75)
        yield stage.days_later(7, 14) if lately else stage.days_later(18, 34)
        pairing.refresh_from_db(
            from_queryset=Pairing.objects.select_related(
                "candidate__zone", "coach__user"
            )
        )
        if pairing.ended_at:
            return
        coaching.log_coaching_session(
            pairing,
            on=timezone.localdate(),
            minutes=dice.choice([60, 90, 120, 120]),
            in_person=dice.random() < 0.88,
            mood=dice.choices(["good", "slow", "hard"], [60, 34, 6])[0],
            did=dice.choice(DONE),
            next_step=dice.choice(NEXT),
            by=reload_user(pairing.coach.user),
        )
    while pairing.candidate.hires.filter(
        ended_on=None, starts_on__gt=stage.clock.date() - timedelta(days=200)
    ).exists():
        yield stage.days_later(20)
    reason = "goal" if pairing.candidate.hires.exists() else "term"
    words = "Six mois, quelques cafés, et une vraie confiance."
    coaching.end_pairing(
        pairing, reason=reason, comment=words, by=cast.pick_team_member(zone)
    )


def cv_story(
    cast: Cast, candidate: Candidate, profile: CandidateProfile, zone: str, fate: Fate
) -> Story:
    """The CV is written, reviewed, and published unless the fate says otherwise."""
    stage, dice = cast.stage, cast.stage.dice
    sections = list(profile.sections.items())
    for some in (sections[:4], sections[4:]):
        yield stage.days_later(1, 4) if fate.quick else stage.days_later(4, 12)
        writer = _cv_writer(candidate)
        cv = CV.objects.select_related("candidate__zone").get(candidate=candidate)
        # their words are in French, whatever language they would be written to in
        cv = set_cv_language(cv, language="fr", by=writer)
        for section, value in some:
            cv = save_cv_section(
                cv, section=section, value=value, version=cv.version, by=writer
            )
    with_photo = fate.quick or dice.random() < 0.86
    if with_photo:
        set_cv_photo(cv, image_bytes=portrait_photo(profile), by=writer)
    cv = CV.objects.select_related("candidate__zone").get(candidate=candidate)
    submit_cv(cv, by=writer)
    if dice.random() < 0.3:
        yield stage.days_later(1, 3)
        request_cv_changes(
            cv, comments=[dice.choice(COMMENTS)], by=cast.pick_team_member(zone)
        )
        yield stage.days_later(2, 6)
        cv.refresh_from_db()
        story = profile.sections["story"] or "Je me raconte mieux en vrai."
        cv = save_cv_section(
            cv,
            section="story",
            value=story + " Merci de me lire.",
            version=cv.version,
            by=writer,
        )
        submit_cv(cv, by=writer)
    yield stage.days_later(1, 3)
    cv.refresh_from_db()
    snapshot = approve_cv(cv, by=cast.pick_team_member(zone))
    if dice.random() < 0.4:
        _write_recommendation(candidate, profile)
    yield stage.days_later(1, 5)
    if fate.ending == "unpublished":
        if candidate.user is None:
            # nobody of the team has read the paper yet
            _record_paper(cast, candidate, snapshot, zone, [], [GrantChannel.PAGE])
    else:
        publication = publish_cv(cast, candidate, snapshot, zone, with_photo=with_photo)
        if profile.first_name == "Ali" and profile.last_name == "Mansour":
            add_translations_for(cast, candidate, zone, "ar", "en")
        stage.start_story(visible_story(cast, publication, zone))
        stage.start_story(
            meetings.company_meetings_story(
                cast,
                candidate,
                profile,
                zone,
                fate.ending == "hired",
                fate.company_name,
                fate.by,
            )
        )


def _cv_writer(candidate: Candidate) -> User:
    """The candidate; without an account, their coach."""
    candidate.refresh_from_db()
    if candidate.user:
        return reload_user(candidate.user)
    pairing = (
        candidate.pairings.filter(ended_at=None).select_related("coach__user").first()
    )
    assert pairing is not None
    return reload_user(pairing.coach.user)


def _write_recommendation(candidate: Candidate, profile: CandidateProfile) -> None:
    text, role = profile.recommendation
    first, _space, last = people.COACH_NAMES[
        profile.number % len(people.COACH_NAMES)
    ].partition(" ")
    Recommendation.objects.create(
        candidate=candidate,
        author=f"{first} {last}",
        author_role=role,
        text=f"{candidate.first_name} {text}",
        accepted_at=timezone.now(),
    )


def portrait_photo(profile: CandidateProfile) -> bytes:
    image = portraits.draw(profile.portrait, womanly=profile.womanly, size=(600, 750))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def publish_cv(
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
    language = consent_versions.consent_language_for(candidate.language)
    if candidate.user:
        return consent.publish_cv(
            candidate,
            snapshot=snapshot,
            fields=fields,
            channels=channels,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language=language,
            by=reload_user(candidate.user),
        )
    paper = _record_paper(cast, candidate, snapshot, zone, fields, channels)
    assert cast.administrator is not None
    return accept_paper_consent(paper, by=reload_user(cast.administrator))


def _record_paper(
    cast: Cast,
    candidate: Candidate,
    snapshot: Snapshot,
    zone: str,
    fields: Sequence[str],
    channels: Sequence[str],
) -> PaperConsent:
    return record_paper_consent(
        candidate,
        snapshot=snapshot,
        fields=fields,
        channels=channels,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        scan=_signed_paper(),
        by=cast.pick_team_member(zone),
    )


def _signed_paper() -> bytes:
    paper, out = Image.new("RGB", (620, 877), "#fbf8f1"), io.BytesIO()
    pen = ImageDraw.Draw(paper)
    for row in range(90, 620, 34):
        pen.line([(70, row), (550, row)], fill="#8d8778", width=2)
    pen.line([(340, 760), (372, 712), (390, 775), (430, 720), (520, 752)], "#27408b", 4)
    paper.save(out, "JPEG")
    return out.getvalue()


def visible_story(cast: Cast, publication: Publication, zone: str) -> Story:
    """Shares and visits of a published CV.

    Before the consent ends, the candidate renews it, or lets it end.
    """
    stage, dice = cast.stage, cast.stage.dice
    candidate = publication.candidate
    popularity = dice.uniform(0.4, 1.6)
    tokens: list[str] = []
    while True:
        yield stage.days_later(8, 15)
        publication.refresh_from_db(
            from_queryset=Publication.objects.select_related("grant")
        )
        if publication.ended_at:
            return
        if (
            not publication.is_live
            or publication.grant.until - timezone.now() < timedelta(days=16)
        ):
            if dice.random() < 0.2 or candidate.user is None:
                consent.end_expired_publications()
                return
            consent.renew_publication(
                candidate,
                consent_version=consent_versions.CURRENT_CONSENT_VERSION,
                language="fr",
                by=reload_user(candidate.user),
            )
        tokens += _shares_and_visits(cast, publication, popularity, tokens)
        _keep_pdf_copies(cast, publication, zone)


def _keep_pdf_copies(cast: Cast, publication: Publication, zone: str) -> None:
    """A recruiter downloads the PDF, or a reader leaves an e-mail address.

    Random numbers of its own, so that other stories do not change.
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
            record_pdf_copy(publication.code, reader=reload_user(member.user))
    if dice.random() < 0.1:
        register_copy_address(
            publication.code,
            email=f"lecteur.{dice.randint(1, 40)}@exemple.test",
            language="fr",
        )


def _shares_and_visits(
    cast: Cast, publication: Publication, popularity: float, tokens: list[str]
) -> list[str]:
    """Record shares, and visits, most of them by share links; return the tokens shared now."""
    dice, moment = cast.stage.dice, cast.stage.clock
    shared = [
        record_share(
            publication.code,
            channel=dice.choices(CHANNELS, OFTEN)[0],
            visitor_key=f"{moment} {number}",
        ).token
        for number in range(round(dice.random() * 1.4 * popularity))
    ]
    for number in range(round(dice.uniform(0.6, 3.6) * popularity)):
        known = tokens + shared
        token = dice.choice(known) if known and dice.random() < 0.7 else ""
        record_visit(publication.code, token=token, visitor_key=f"{moment} {number}")
    return shared
