"""Coach applications, coaches, pairings and session logs."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from entremise.candidates.enums import ACCOMPANIED_STATES
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.actions.accounts import invite_user, open_access
from entremise.foundation.accounts.actions.signing_in import (
    CardSecret,
    end_cards_without_right,
    issue_login_card,
)
from entremise.foundation.accounts.actions.zones import hold_open_zone
from entremise.foundation.accounts.models import LoginCard, User, Zone
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.accounts.validators import parse_phone_number
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.foundation.tasks.models import Task
from entremise.meetings.models import Meeting

from . import notices, rules
from .enums import (
    COACH_APPLICATION_MOVES,
    COACH_MOVES,
    CoachApplicationState,
    CoachState,
    PairingEndReason,
    SessionMood,
)
from .indexing import reindex_coach, reindex_session_log
from .models import CharterAcceptance, Coach, CoachApplication, Pairing, SessionLog

MAX_COACH_CAPACITY = 4
APPLICANT_MEETING_DEADLINE = timedelta(days=7)


@transaction.atomic
def apply_as_coach(
    *,
    first_name: str,
    last_name: str,
    email: str,
    zone: Zone,
    about: str,
    phone: str = "",
    languages: str = "",
    capacity: int = 1,
    language: str = "",
) -> CoachApplication:
    """Create an application from the public page; the team gets a task to meet the person."""
    zone = hold_open_zone(zone)
    application = CoachApplication.objects.create(
        first_name=clean_line(first_name)[:80],
        last_name=clean_line(last_name)[:80],
        email=email.strip().lower(),
        phone=(parse_phone_number(phone) or clean_line(phone)[:20]) if phone else "",
        zone=zone,
        languages=clean_line(languages)[:120],
        about=clean_text(about),
        capacity=min(max(capacity, 1), MAX_COACH_CAPACITY),
        language=language or get_language() or "fr",
    )
    record_in_journal("coaching.applied", by=None, about=(application,))
    raise_task(
        "coaching.to_meet",
        zone=zone,
        about=("team_coach_application", application.code, str(application)),
        due_on=timezone.localdate() + APPLICANT_MEETING_DEADLINE,
        dedup_key=f"coaching.to_meet:{application.code}",
    )
    notices.notify_coach_application_received(application)
    return application


@transaction.atomic
def accept_coach_application(application: CoachApplication, *, by: User) -> Coach:
    """Accept an application: creates the account and the coach."""
    _decide(application, to=CoachApplicationState.ACCEPTED, by=by, message="")
    user = invite_user(
        first_name=application.first_name,
        last_name=application.last_name,
        email=application.email,
        phone=application.phone or None,
        language=application.language,
        by=by,
    )
    return create_coach(
        user,
        zone=application.zone,
        capacity=application.capacity,
        languages=application.languages,
        about=application.about,
        by=by,
    )


@transaction.atomic
def decline_coach_application(
    application: CoachApplication, *, message: str, by: User
) -> CoachApplication:
    """Decline an application; ``message`` is sent as it is."""
    if not message.strip():
        raise DomainError(
            _("Écrivez quelques mots : la personne les recevra."), field="message"
        )
    _decide(
        application,
        to=CoachApplicationState.DECLINED,
        by=by,
        message=clean_text(message),
    )
    notices.notify_coach_application_declined(application)
    return application


def _decide(application: CoachApplication, *, to: str, by: User, message: str) -> None:
    if not rules.can_manage_coach(by, application):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    CoachApplication.objects.move(
        application,
        to=to,
        moves=COACH_APPLICATION_MOVES,
        decided_at=timezone.now(),
        decided_by=by,
        decision_message=message,
    )
    resolve_tasks(dedup_key_prefix=f"coaching.to_meet:{application.code}", by=by)
    record_in_journal(f"coaching.application_{to}", by=by, about=(application,))


@transaction.atomic
def create_coach(
    user: User,
    *,
    zone: Zone,
    by: User,
    capacity: int = 1,
    languages: str = "",
    about: str = "",
) -> Coach:
    """Make a user a coach, or reopen one who had stopped."""
    zone = hold_open_zone(zone)
    values: dict[str, Any] = {
        "zone": zone,
        "capacity": min(max(capacity, 1), MAX_COACH_CAPACITY),
        "languages": languages,
        "about": about,
        "state": CoachState.ACTIVE,
    }
    coach, new = Coach.objects.get_or_create(user=user, defaults=values)
    if not rules.can_manage_coach(by, coach):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    if not new and coach.state == CoachState.ENDED:
        change_coach_state(coach, to=CoachState.ACTIVE, by=by)
    reindex_coach(coach)
    record_in_journal("coaching.opened", by=by, about=(coach, user))
    return coach


@transaction.atomic
def change_coach_state(coach: Coach, *, to: str, by: User) -> Coach:
    """Pause, resume or end. DomainError when a coach with a live pairing would end."""
    if not rules.can_manage_coach(by, coach):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    if to == CoachState.ENDED and coach.pairings.filter(ended_at=None).exists():
        raise DomainError(
            _("Ce coach accompagne encore quelqu’un. Terminez d’abord le binôme.")
        )
    Coach.objects.move(coach, to=to, moves=COACH_MOVES)
    end_cards_without_right(coach.user, by=by)
    reindex_coach(coach)
    record_in_journal(
        "coaching.coach_moved", by=by, about=(coach, coach.user), to=str(to)
    )
    return coach


@transaction.atomic
def set_coach_capacity(coach: Coach, *, capacity: int, by: User) -> Coach:
    if not (rules.can_manage_coach(by, coach) or coach.user_id == by.pk):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    Coach.objects.filter(pk=coach.pk).update(
        capacity=min(max(capacity, 1), MAX_COACH_CAPACITY)
    )
    coach.refresh_from_db()
    return coach


@transaction.atomic
def accept_coach_charter(coach: Coach, *, by: User, version: str = "") -> Coach:
    """Record that the coach accepted the charter; only themself.

    ``version``: the one they read, the current one when empty. DomainError when another was
    published since. Acceptances of earlier versions stay.
    """
    if coach.user_id != by.pk:
        raise NotAllowed(_("Chacun accepte la charte pour soi."))
    current, now = rules.current_charter_version(), timezone.now()
    if version and version != current:
        raise DomainError(
            _("La charte a changé entre-temps. Lisez la nouvelle avant de l’accepter.")
        )
    missing = Coach.objects.filter(pk=coach.pk).exclude(charter_version=current)
    if missing.update(charter_version=current, charter_accepted_at=now):
        CharterAcceptance.objects.update_or_create(
            coach=coach, version=current, defaults={"accepted_at": now}
        )
        record_in_journal(
            "coaching.charter_accepted",
            by=by,
            about=(coach, by),
            version=current,
        )
    coach.refresh_from_db()
    return coach


@transaction.atomic
def start_pairing(
    candidate: Candidate,
    *,
    coach: Coach,
    by: User,
    start_meeting: Meeting | None = None,
) -> Pairing:
    """Start a pairing, within the coach's capacity and once they accepted the charter."""
    if not rules.can_pair_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone forme les binômes."))
    if candidate.state not in ACCOMPANIED_STATES:
        raise DomainError(
            _(
                "Cette personne n’est pas encore accueillie. Décidez d’abord de son accueil."
            )
        )
    _check_availability(coach)
    try:
        with transaction.atomic():
            pairing = Pairing.objects.create(
                candidate=candidate,
                coach=coach,
                start_meeting=start_meeting,
                started_at=timezone.now(),
                started_by=by,
            )
    except IntegrityError as error:
        raise DomainError(
            _("Cette personne a déjà un coach. Terminez d’abord ce binôme.")
        ) from error
    record_in_journal(
        "coaching.paired",
        by=by,
        about=(pairing, candidate, coach, coach.user),
        coach=coach.code,
    )
    notices.notify_pairing_started(pairing)
    return pairing


@transaction.atomic
def set_pairing_start_meeting(
    pairing: Pairing, *, meeting: Meeting, by: User
) -> Pairing:
    """Set the three-way meeting that starts the pairing."""
    if not rules.can_pair_candidate(by, pairing.candidate):
        raise NotAllowed(_("L’équipe de la zone forme les binômes."))
    if meeting.candidate_id != pairing.candidate_id:
        raise DomainError(_("Cette rencontre est celle d’une autre personne."))
    Pairing.objects.filter(pk=pairing.pk).update(start_meeting=meeting)
    pairing.refresh_from_db()
    return pairing


def _check_availability(coach: Coach) -> None:
    """Locks the coach's row, so that two pairings at once do not exceed the capacity."""
    locked = Coach.objects.select_for_update().get(pk=coach.pk)
    if locked.state != CoachState.ACTIVE:
        raise DomainError(_("Ce coach n’est pas disponible en ce moment."))
    if not rules.has_current_charter(locked):
        raise DomainError(_("Ce coach n’a pas encore accepté la charte."))
    if locked.pairings.filter(ended_at=None).count() >= locked.capacity:
        raise DomainError(
            _(
                "Ce coach accompagne déjà autant de personnes qu’il peut. Choisissez quelqu’un "
                "d’autre."
            )
        )


@transaction.atomic
def end_pairing(
    pairing: Pairing, *, reason: str, comment: str = "", by: User
) -> Pairing:
    """End a pairing; the coach's rights on the file end with this transaction."""
    if not rules.can_end_pairing(by, pairing):
        raise NotAllowed(_("L’équipe de la zone termine les binômes."))
    return _end(pairing, reason=reason, comment=comment, by=by)


def _end(pairing: Pairing, *, reason: str, comment: str, by: User | None) -> Pairing:
    ended = Pairing.objects.filter(pk=pairing.pk, ended_at=None).update(
        ended_at=timezone.now(),
        ended_by=by,
        end_reason=PairingEndReason(reason),
        end_comment=clean_text(comment),
    )
    if not ended:
        raise DomainError(_("Ce binôme est déjà terminé."))
    pairing.refresh_from_db()
    resolve_tasks(dedup_key_prefix=f"coaching.quiet:{pairing.code}", by=by)
    record_in_journal(
        "coaching.pairing_ended",
        by=by,
        about=(pairing, pairing.candidate, pairing.coach, pairing.coach.user),
        reason=str(reason),
    )
    end_cards_without_right(pairing.coach.user, by=by)
    notices.notify_pairing_ended(pairing)
    return pairing


def end_pairing_of(candidate: Candidate, *, reason: str, by: User | None) -> None:
    """End the live pairing of a candidate, if any. The caller has checked permissions."""
    live = Pairing.objects.filter(candidate=candidate, ended_at=None)
    for pairing in live.select_related("coach__user", "candidate__zone"):
        _end(pairing, reason=reason, comment="", by=by)


@transaction.atomic
def log_coaching_session(
    pairing: Pairing,
    *,
    on: date,
    minutes: int,
    in_person: bool,
    mood: str,
    did: str,
    next_step: str = "",
    meeting: Meeting | None = None,
    by: User,
) -> SessionLog:
    """Log a session. A hard one creates a task for the team."""
    if not rules.is_coach_of(by, pairing.candidate):
        raise NotAllowed(_("Seul le coach écrit ce carnet."))
    if on > timezone.localdate():
        raise DomainError(
            _("Cette séance n’a pas encore eu lieu. Choisissez un jour passé.")
        )
    session = SessionLog.objects.create(
        pairing=pairing,
        meeting=meeting,
        on=on,
        minutes=minutes,
        in_person=in_person,
        mood=SessionMood(mood),
        did=clean_text(did),
        next_step=clean_line(next_step)[:200],
        by=by,
    )
    candidate = pairing.candidate
    Candidate.objects.filter(pk=candidate.pk).exclude(last_contact_on__gte=on).update(
        last_contact_on=on
    )
    reindex_session_log(session)
    record_in_journal(
        "coaching.session_logged",
        by=by,
        about=(pairing, candidate),
        mood=str(mood),
        minutes=minutes,
    )
    resolve_tasks(dedup_key_prefix=f"coaching.quiet:{pairing.code}", by=by)
    if mood == SessionMood.HARD:
        raise_task(
            "coaching.hard_session",
            zone=candidate.zone,
            about=("team_candidate", candidate.code, candidate.first_name),
            owner=candidate.owner,
            dedup_key=f"coaching.hard:{session.code}",
        )
    return session


@transaction.atomic
def raise_coach_alarm(candidate: Candidate, *, message: str, by: User) -> Task:
    """Create an urgent task for the team, and notify the candidate's owner."""
    if not rules.is_coach_of(by, candidate):
        raise NotAllowed(_("Seul le coach de cette personne peut alerter d’ici."))
    if not message.strip():
        raise DomainError(_("Dites en quelques mots ce qui vous inquiète."))
    task = raise_task(
        "coaching.alarm",
        zone=candidate.zone,
        about=("team_candidate", candidate.code, candidate.first_name),
        owner=candidate.owner,
        due_on=timezone.localdate(),
        urgent=True,
        comment=clean_text(message),
    )
    record_in_journal("coaching.alarm_raised", by=by, about=(candidate, task))
    if candidate.owner:
        notices.notify_coach_alarm(
            candidate, owner=candidate.owner, coach=by, key=task.code
        )
    return task


@transaction.atomic
def issue_candidate_login_card(
    candidate: Candidate, *, by: User
) -> tuple[LoginCard, CardSecret]:
    """Issue a card that opens the candidate's space, for their coach or the team to hand over."""
    if not (
        rules.is_coach_of(by, candidate) or rules.can_pair_candidate(by, candidate)
    ):
        raise NotAllowed(_("Seuls son coach et l’équipe impriment sa carte."))
    if candidate.user is None:
        raise DomainError(
            _(
                "Cette personne n’a pas encore d’espace. Demandez à l’équipe de l’ouvrir."
            )
        )
    card = issue_login_card(candidate.user, by=by)
    record_in_journal("coaching.card_printed", by=by, about=(candidate,))
    return card


@transaction.atomic
def give_coach_access(coach: Coach, *, by: User) -> User:
    """Let a coach who came from a list sign in: they are told at the address of the list."""
    if not rules.can_manage_coach(by, coach):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    return open_access(coach.user, by=by)


@transaction.atomic
def add_coach_from_list(
    user: User, *, zone: Zone, by: User, state: str = CoachState.ACTIVE, **details: Any
) -> Coach:
    """A coach whom the team already had: no message, and the charter still to accept."""
    if not is_team_in(by, zone):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    coach = Coach.objects.create(user=user, zone=zone, state=state, **details)
    reindex_coach(coach)
    record_in_journal("coaching.listed", by=by, about=(coach, user))
    return coach


@transaction.atomic
def complete_coach_from_list(
    coach: Coach,
    *,
    by: User,
    email: str = "",
    phone: str = "",
    languages: str = "",
    about: str = "",
) -> list[tuple[Coach | User, dict[str, str]]]:
    """Fill what is empty, and nothing else; returns what was written, by field."""
    if not rules.can_manage_coach(by, coach):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    user = coach.user
    written: list[tuple[Coach | User, dict[str, str]]] = [
        (
            user,
            {
                name: value
                for name, value, known in (
                    ("contact_email", email, user.known_email),
                    ("contact_phone", phone, user.known_phone),
                )
                if value and not known
            },
        ),
        (
            coach,
            {
                name: value
                for name, value in (("languages", languages), ("about", about))
                if value and not getattr(coach, name)
            },
        ),
    ]
    for row, values in written:
        for name, value in values.items():
            setattr(row, name, value)
        if values:
            row.save(update_fields=[*values, "updated_at"])
    fields = sorted(name for _row, values in written for name in values)
    reindex_coach(coach)
    record_in_journal("coaching.completed", by=by, about=(coach,), fields=fields)
    return written


@transaction.atomic
def add_pairing_from_list(
    candidate: Candidate,
    *,
    coach: Coach,
    started_at: datetime,
    ended_at: datetime | None = None,
    end_reason: str = "",
    by: User,
) -> Pairing:
    """A pair that began before the platform: no message, and no charter asked of the past."""
    if not rules.can_pair_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone forme les binômes."))
    if ended_at is None and candidate.state not in ACCOMPANIED_STATES:
        raise DomainError(
            _(
                "Cette personne n’est pas encore accueillie. Décidez d’abord de son accueil."
            )
        )
    locked = Coach.objects.select_for_update().get(pk=coach.pk)
    live = locked.pairings.filter(ended_at=None).count()
    if ended_at is None and live >= locked.capacity:
        raise DomainError(
            _(
                "Ce coach accompagne déjà autant de personnes qu’il peut. Choisissez quelqu’un "
                "d’autre."
            )
        )
    try:
        with transaction.atomic():
            pairing = Pairing.objects.create(
                candidate=candidate,
                coach=coach,
                started_at=started_at,
                started_by=by,
                ended_at=ended_at,
                ended_by=by if ended_at else None,
                end_reason=end_reason if ended_at else "",
            )
    except IntegrityError as error:
        raise DomainError(
            _("Cette personne a déjà un coach. Terminez d’abord ce binôme.")
        ) from error
    record_in_journal(
        "coaching.pairing_listed",
        by=by,
        about=(pairing, candidate, coach, coach.user),
        coach=coach.code,
    )
    return pairing


@transaction.atomic
def add_session_from_list(
    pairing: Pairing, *, on: date, did: str, by: User, **details: Any
) -> SessionLog:
    """A session of before the platform: no task, whatever its mood."""
    if not is_team_in(by, pairing.candidate.zone_id):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    if on > timezone.localdate():
        raise DomainError(
            _("Cette séance n’a pas encore eu lieu. Choisissez un jour passé.")
        )
    session = SessionLog.objects.create(
        pairing=pairing, on=on, did=did, by=by, **details
    )
    reindex_session_log(session)
    record_in_journal(
        "coaching.session_listed", by=by, about=(pairing, pairing.candidate)
    )
    return session
