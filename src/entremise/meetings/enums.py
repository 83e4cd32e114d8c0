from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class ApproachKind(models.TextChoices):
    FROM_COMPANY = "from_company", _("Une entreprise propose une rencontre")
    INTRODUCTION = "introduction", _("Une mise en relation")
    FROM_CANDIDATE = "from_candidate", _("La personne va vers une entreprise")


class ApproachState(models.TextChoices):
    PENDING_REVIEW = "held", _("L’équipe la relit")
    FORWARDED = "let_through", _("Transmise à la personne")
    ACCEPTED = "accepted", _("Acceptée par la personne")
    DECLINED = "declined", _("Déclinée par la personne")
    STOPPED = "stopped", _("Arrêtée par l’équipe")
    CLOSED = "closed", _("Close")


APPROACH_MOVES: dict[str, tuple[str, ...]] = {
    ApproachState.PENDING_REVIEW: (
        ApproachState.FORWARDED,
        ApproachState.STOPPED,
        ApproachState.CLOSED,
    ),
    ApproachState.FORWARDED: (
        ApproachState.ACCEPTED,
        ApproachState.DECLINED,
        ApproachState.STOPPED,
        ApproachState.CLOSED,
    ),
    ApproachState.ACCEPTED: (ApproachState.CLOSED,),
    ApproachState.DECLINED: (ApproachState.CLOSED,),
    ApproachState.STOPPED: (),
    ApproachState.CLOSED: (),
}
PENDING_APPROACH_STATES = (ApproachState.PENDING_REVIEW, ApproachState.FORWARDED)
ANSWERED_APPROACH_STATES = (ApproachState.ACCEPTED, ApproachState.DECLINED)


class MeetingKind(models.TextChoices):
    COACH_SESSION = "coach_session", _("Rendez-vous avec le coach")
    FIRST = "first", _("Première rencontre avec l’équipe")
    THREE_WAY = "three_way", _("Démarrage à trois")
    TRANSFORMING = "transforming", _("Rencontre avec une entreprise")
    VISIT = "visit", _("Visite d’entreprise")
    IMMERSION = "immersion", _("Immersion")
    INTERVIEW = "interview", _("Entretien")
    WORKSHOP = "workshop", _("Atelier")


COMPANY_MEETING_KINDS = (
    MeetingKind.TRANSFORMING,
    MeetingKind.VISIT,
    MeetingKind.IMMERSION,
    MeetingKind.INTERVIEW,
)
# The team may stand on the other side.
TEAM_MEETING_KINDS = (
    MeetingKind.FIRST,
    MeetingKind.THREE_WAY,
    MeetingKind.WORKSHOP,
)
# A coach may propose these.
COACH_MEETING_KINDS = (
    MeetingKind.COACH_SESSION,
    MeetingKind.THREE_WAY,
    MeetingKind.WORKSHOP,
)


class MeetingState(models.TextChoices):
    PROPOSED = "proposed", _("Proposée")
    AGREED = "agreed", _("Convenue")
    HELD = "held", _("A eu lieu")
    CLAIMED = "claimed", _("A eu lieu, à confirmer par l’autre côté")
    NO_SHOW = "no_show", _("Quelqu’un n’est pas venu")
    CANCELLED = "cancelled", _("Annulée")
    RESCHEDULED = "rescheduled", _("Reportée")


MEETING_MOVES: dict[str, tuple[str, ...]] = {
    # Codes exchanged on the spot prove that both were there, whatever was tapped before:
    # straight to held.
    MeetingState.PROPOSED: (
        MeetingState.AGREED,
        MeetingState.HELD,
        MeetingState.CANCELLED,
        MeetingState.RESCHEDULED,
    ),
    MeetingState.AGREED: (
        MeetingState.HELD,
        MeetingState.CLAIMED,
        MeetingState.NO_SHOW,
        MeetingState.CANCELLED,
        MeetingState.RESCHEDULED,
    ),
    MeetingState.CLAIMED: (MeetingState.HELD, MeetingState.NO_SHOW),
    MeetingState.HELD: (),
    MeetingState.NO_SHOW: (),
    MeetingState.CANCELLED: (),
    # the same row carries the new date: it goes back to proposed, the calendar sequence grows
    MeetingState.RESCHEDULED: (
        MeetingState.AGREED,
        MeetingState.HELD,
        MeetingState.CANCELLED,
        MeetingState.RESCHEDULED,
    ),
}
UNAGREED_STATES = (MeetingState.PROPOSED, MeetingState.RESCHEDULED)
TOOK_PLACE_STATES = (MeetingState.HELD, MeetingState.CLAIMED)
UPCOMING_STATES = (MeetingState.PROPOSED, MeetingState.AGREED, MeetingState.RESCHEDULED)


class MeetingSide(models.TextChoices):
    """The two sides of a meeting: the candidate's, and the other one (company, coach or team)."""

    CANDIDATE = "candidate", _("la personne")
    OTHER = "other", _("l’autre côté")

    @property
    def opposite(self) -> "MeetingSide":
        return (
            MeetingSide.OTHER
            if self == MeetingSide.CANDIDATE
            else MeetingSide.CANDIDATE
        )


class DebriefNextStep(models.TextChoices):
    SECOND_MEETING = "second_meeting", _("Se revoir")
    IMMERSION = "immersion", _("Une immersion")
    JOB = "job", _("Une proposition d’emploi")
    SKETCH = "sketch", _("Dessiner un poste ensemble")
    NETWORK = "network", _("Présenter quelqu’un d’autre")
    NOTHING = "nothing", _("En rester là")
