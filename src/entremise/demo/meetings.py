"""A company and a candidate: approach, meeting, then a job, or none."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.meetings.actions.approaches import (
    accept_approach,
    decline_approach,
    forward_approach,
    propose_introduction,
    stop_approach,
)
from entremise.meetings.actions.confirmation import (
    confirm_meeting,
    report_meeting_no_show,
    save_debrief,
)
from entremise.meetings.actions.planning import (
    agree_to_meeting_date,
    cancel_meeting,
    propose_meeting,
    reschedule_meeting,
    save_preparation,
)
from entremise.meetings.models import Approach, Meeting
from entremise.opportunities.actions.opportunities import (
    open_opportunity,
    post_opportunity,
    sketch_opportunity,
    submit_opportunity,
)
from entremise.opportunities.actions.proposals import move_proposal, propose_opportunity
from entremise.opportunities.models import Opportunity, Proposal
from entremise.sharing.actions.counting import record_visit
from entremise.sharing.actions.credits import create_credited_approach
from entremise.sharing.models import ShareLink

from . import hires
from .cast import Cast, reload_user
from .people import CandidateProfile
from .stage import Story

WORDS = (
    (
        "Votre accroche nous a touchés. Nous cherchons quelqu’un qui parle comme vous aux gens."
        " Venez voir, sans engagement."
    ),
    (
        "Nous n’avons pas d’annonce, mais nous avons du travail. Une heure ensemble nous dira le"
        " reste."
    ),
    "Votre expérience nous intéresse pour notre équipe du matin. Nous vous montrerions l’atelier.",
    "Un collègue a partagé votre page. Nous aimerions vous rencontrer autour d’un café.",
)
INTRODUCTIONS = (
    (
        "Je connais bien ce directeur : il embauche des gens, pas des papiers. Je vous accompagne"
        " le premier jour."
    ),
    "J’ai travaillé vingt ans avec cette responsable. Elle vous attend pour vous faire visiter.",
)
WANTS = (
    "Montrer ce que je sais faire avec mes mains.",
    "Comprendre comment se passe une journée.",
    "Dire que j’apprends vite.",
)
HOSTS = (
    "Faire le tour de l’atelier avec l’équipe.",
    "Parler du travail réel, pas de la fiche de poste.",
)
CHANGED = {
    "candidate": (
        "On m’a parlé du travail, pas de mon passé. J’ai vu que je pouvais.",
        "J’avais peur de mon accent. Personne n’y a fait attention.",
        "J’ai compris que ce métier me plaît, en vrai.",
    ),
    "other": (
        "Nous avions une idée du poste. Nous en sommes sortis avec une autre, meilleure.",
        "L’équipe a demandé quand la personne revenait. C’est rare.",
        "Nous avons revu notre façon de recevoir.",
    ),
}
DECLINES = (
    "Merci, mais le trajet serait trop long pour moi.",
    "Je préfère attendre une proposition en journée.",
)
NO = (
    (
        "filled",
        (
            "Le poste est parti à quelqu’un qui pouvait commencer le lendemain. Votre visite a"
            " compté : ils rappellent en mars."
        ),
    ),
    (
        "hours",
        "Les horaires de nuit ne vont pas avec la garde de votre fille. Nous continuons ensemble.",
    ),
    (
        "language",
        "Il faut écrire beaucoup de comptes rendus. Ils gardent votre nom pour l’atelier.",
    ),
)
PLACES = ("à l’accueil du site", "dans leurs bureaux", "à l’atelier")


def company_meetings_story(
    cast: Cast,
    candidate: Candidate,
    profile: CandidateProfile,
    zone: str,
    wins: bool,
    company_name: str,
    by: str,
) -> Story:
    """Meetings one after the other, until one leads to a hire or the path ends."""
    stage, dice = cast.stage, cast.stage.dice
    met: set[int] = set()
    if company_name:
        tries = 1
    else:
        tries = dice.choice([1, 1, 2] if wins else [0, 1, 1, 2, 2, 3])
    for number in range(tries):
        yield stage.days_later(6, 14) if company_name else stage.days_later(12, 60)
        candidate.refresh_from_db()
        company = (
            cast.company_named(company_name)
            if company_name
            else cast.pick_company(zone, excluding=met)
        )
        if company is None or candidate.state != "active":
            return
        met.add(company.pk)
        last = wins and number == tries - 1
        meeting = yield from meeting_story(
            cast, candidate, company, zone, by=by, smooth=last or bool(company_name)
        )
        if company_name and not wins and meeting is not None:
            yield from _second_meeting(cast, meeting, zone)
        elif meeting is not None and (last or dice.random() < 0.4):
            yield from job_story(
                cast, candidate, profile, company, zone, meeting, wins=last, by=by
            )


def meeting_story(
    cast: Cast,
    candidate: Candidate,
    company: Company,
    zone: str,
    *,
    by: str,
    smooth: bool,
) -> Generator[datetime, None, Meeting | None]:
    """From the approach to the meeting; returns it when it took place."""
    stage, dice = cast.stage, cast.stage.dice
    approach = (
        _receive_introduction(cast, candidate, company, zone)
        if by == "introduction"
        else _receive_approach(cast, candidate, company)
    )
    team = cast.pick_team_member(zone)
    if by != "introduction":
        yield stage.days_later(1, 2)
        if not smooth and dice.random() < 0.08:
            words = (
                "Merci de préciser le travail et le lieu : nous ne transmettons que des"
                " propositions concrètes."
            )
            stop_approach(approach, by=team, message=words)
            return None
        forward_approach(approach, by=team)
    yield stage.days_later(1, 3)
    if not smooth and dice.random() < 0.14:
        decline_approach(
            approach, by=account_acting_for(candidate), message=dice.choice(DECLINES)
        )
        return None
    accept_approach(approach, by=account_acting_for(candidate))
    yield stage.days_later(1, 3)
    meeting = propose_meeting(
        candidate,
        kind="visit" if by == "introduction" else "transforming",
        company=company,
        approach=approach,
        starts_at=stage.days_later(4, 9),
        place=f"{company.name}, {dice.choice(PLACES)}, {company.city}",
        directions="Demander l’accueil. Le plus simple est de venir en transports.",
        by=team,
        attendees=[cast.recruiter_of(company)],
    )
    return (yield from _meeting_date_story(cast, meeting, zone, smooth=smooth))


def _second_meeting(cast: Cast, meeting: Meeting, zone: str) -> Story:
    """A second meeting, a few days after the visit, agreed by both."""
    stage = cast.stage
    yield max(stage.days_ago(2, 11), stage.clock)
    company = meeting.company
    host: Any = company
    second = propose_meeting(
        meeting.candidate,
        kind="interview",
        company=company,
        approach=meeting.approach,
        starts_at=stage.days_ago(-4, 14),
        place=meeting.place,
        directions="Même entrée que la première fois. Demander le service clients.",
        by=cast.pick_team_member(zone),
        attendees=[cast.recruiter_of(host)],
    )
    agree_to_meeting_date(
        second, by=account_acting_for(meeting.candidate), side="candidate"
    )
    recruiter: Any = cast.recruiter_of(host)
    agree_to_meeting_date(second, by=recruiter, side="other")
    save_preparation(
        second,
        side="candidate",
        wants="Dire que les horaires du matin me vont.",
        by=account_acting_for(meeting.candidate),
    )


def _receive_approach(cast: Cast, candidate: Candidate, company: Company) -> Approach:
    """With the share link that led to it, with one or two links visited before, or with none."""
    dice, visitor_key = cast.stage.dice, f"{cast.stage.clock} {company.pk}"
    links = list(
        ShareLink.objects.filter(candidate=candidate, visits__isnull=False)
        .order_by("pk")
        .distinct()
    )
    followed = dice.sample(links, min(len(links), dice.choice([0, 1, 1, 1, 2, 2])))
    for link in followed:
        record_visit(
            candidate.publication.code, token=link.token, visitor_key=visitor_key
        )
    token = followed[0].token if len(followed) == 1 and dice.random() < 0.6 else ""
    return create_credited_approach(
        candidate,
        company=company,
        sender=cast.recruiter_of(company),
        message=dice.choice(WORDS),
        share_token=token,
        place=f"{company.name}, {company.city}",
        wished_at="Un matin de la semaine prochaine",
        visitor_key=visitor_key,
    )


def _receive_introduction(
    cast: Cast, candidate: Candidate, company: Company, zone: str
) -> Approach:
    by = reload_user(cast.advisors.get(zone) or cast.pick_team_member(zone))
    return propose_introduction(
        candidate, company=company, message=cast.stage.dice.choice(INTRODUCTIONS), by=by
    )


def account_acting_for(candidate: Candidate) -> User:
    """The candidate; without an account, their coach, else who owns their file."""
    candidate.refresh_from_db()
    if candidate.user:
        return reload_user(candidate.user)
    pairing = (
        candidate.pairings.filter(ended_at=None).select_related("coach__user").first()
    )
    host: Any = pairing.coach.user if pairing else candidate.owner
    return reload_user(host)


def _meeting_date_story(
    cast: Cast, meeting: Meeting, zone: str, *, smooth: bool
) -> Generator[datetime, None, Meeting | None]:
    """Both sides agree on the date, prepare, meet, exchange codes and write a debrief."""
    stage, dice = cast.stage, cast.stage.dice
    yield stage.days_later(1)
    host = cast.recruiter_of(meeting.company)  # type: ignore[arg-type]
    agree_to_meeting_date(
        meeting, by=account_acting_for(meeting.candidate), side="candidate"
    )
    agree_to_meeting_date(meeting, by=host, side="other")
    if not smooth and dice.random() < 0.1:
        reschedule_meeting(
            meeting,
            starts_at=stage.days_later(8, 12),
            by=host,
            message="Un imprévu chez nous, avec nos excuses.",
        )
        agree_to_meeting_date(
            meeting, by=account_acting_for(meeting.candidate), side="candidate"
        )
    if not smooth and dice.random() < 0.06:
        cancel_meeting(
            meeting,
            by=host,
            message="Notre site ferme cette semaine-là. Nous vous écrivons en janvier.",
        )
        return None
    save_preparation(
        meeting,
        side="candidate",
        wants=dice.choice(WANTS),
        needs="",
        by=account_acting_for(meeting.candidate),
    )
    save_preparation(meeting, side="other", wants=dice.choice(HOSTS), by=host)
    yield meeting.starts_at + timedelta(minutes=50)
    if not smooth and dice.random() < 0.06:
        report_meeting_no_show(
            meeting,
            by=host,
            missing_side="candidate",
            message="Nous avons attendu, sans nouvelles.",
        )
        return None
    _confirm(cast, meeting, host, both=smooth or dice.random() < 0.9)
    yield stage.days_later(1)
    _debrief(cast, meeting, host)
    return meeting


def _confirm(cast: Cast, meeting: Meeting, host: User, *, both: bool) -> None:
    meeting = Meeting.objects.select_related("candidate__zone", "company").get(
        pk=meeting.pk
    )
    if both and meeting.candidate.user:
        confirm_meeting(
            meeting, by=reload_user(meeting.candidate.user), code=meeting.other_code
        )
    else:
        confirm_meeting(
            meeting, by=reload_user(host), code=meeting.candidate_code if both else ""
        )


def _debrief(cast: Cast, meeting: Meeting, host: User) -> None:
    dice = cast.stage.dice
    for side, who in (
        ("candidate", account_acting_for(meeting.candidate)),
        ("other", reload_user(host)),
    ):
        save_debrief(
            meeting,
            side=side,
            changed=dice.choice(CHANGED[side]),
            by=who,
            next_step=dice.choice(["job", "second_meeting", "immersion", "sketch"]),
        )


def job_story(
    cast: Cast,
    candidate: Candidate,
    profile: CandidateProfile,
    company: Company,
    zone: str,
    meeting: Meeting,
    *,
    wins: bool,
    by: str,
) -> Story:
    """A job is posted, or sketched for the candidate; it is proposed, and may lead to a hire."""
    stage, dice = cast.stage, cast.stage.dice
    team, host = cast.pick_team_member(zone), cast.recruiter_of(company)
    yield stage.days_later(2, 6)
    candidate.refresh_from_db()
    if candidate.state != "active":
        return
    drawn = by == "introduction" or dice.random() < 0.45
    job = (
        _sketch_job(cast, candidate, profile, company, meeting, host)
        if drawn
        else _post_job(profile, company, host)
    )
    if job.zone_id != candidate.zone_id:
        return
    submit_opportunity(job, by=host)
    yield stage.days_later(1, 3)
    open_opportunity(job, by=team)
    message = "Ce que vous avez montré là-bas est exactement ce qui leur manque."
    proposal = propose_opportunity(
        job, candidate=candidate, message=message, meeting=meeting, by=team
    )
    yield stage.days_later(1, 4)
    if not wins and dice.random() < 0.2:
        who = reload_user(candidate.user) if candidate.user else team
        move_proposal(proposal, to="declined", by=who, message=dice.choice(DECLINES))
        return
    move_proposal(
        proposal,
        to="interested",
        by=reload_user(candidate.user) if candidate.user else team,
    )
    for to in ("contacted", "meeting", "trial"):
        yield stage.days_later(2, 6)
        if not wins and dice.random() < 0.25:
            reason, message = dice.choice(NO)
            move_proposal(
                proposal, to="closed", by=team, reason=reason, message=message
            )
            return
        move_proposal(proposal, to=to, by=team)
    yield stage.days_later(4, 9)
    if wins:
        yield from _end_in_hire(
            cast, candidate, profile, company, zone, proposal, drawn=drawn
        )


def _job_fields(profile: CandidateProfile, company: Company) -> dict[str, object]:
    title = profile.trade.names[not profile.womanly].capitalize()
    return {
        "title": title,
        "family": profile.trade.family,
        "rome": profile.trade.rome,
        "place": company.city,
        "hours": "35 heures",
        "contract": "cdi",
        "description": f"{title} au sein d’une équipe de six personnes, en journée.",
    }


def _post_job(profile: CandidateProfile, company: Company, host: User) -> Opportunity:
    return post_opportunity(company, by=host, **_job_fields(profile, company))


def _sketch_job(
    cast: Cast,
    candidate: Candidate,
    profile: CandidateProfile,
    company: Company,
    meeting: Meeting,
    host: User,
) -> Opportunity:
    return sketch_opportunity(
        meeting,
        candidate=candidate,
        company=company,
        by=host,
        does_well="\n".join(profile.sections["strengths"])
        + f"\n{profile.trade.past[0][1]}",
        left_undone=(
            "Ce que tout le monde repousse : ranger, accueillir, répondre aux premiers appels du"
            " matin."
        ),
        **_job_fields(profile, company),
    )


def _end_in_hire(
    cast: Cast,
    candidate: Candidate,
    profile: CandidateProfile,
    company: Company,
    zone: str,
    proposal: Proposal,
    *,
    drawn: bool,
) -> Story:
    stage = cast.stage
    move_proposal(proposal, to="offered", by=cast.pick_team_member(zone))
    yield stage.days_later(2, 5)
    candidate.refresh_from_db()
    starts_on = timezone.localtime(stage.days_later(6, 16)).date()
    yield from hires.hire_story(
        cast,
        candidate,
        profile,
        company,
        zone,
        proposal,
        starts_on=starts_on,
        drawn=drawn,
    )
