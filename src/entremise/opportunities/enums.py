from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class OpportunityKind(models.TextChoices):
    POSTED = "posted", _("Une annonce")
    SKETCH = "sketch", _("Un poste dessiné pour une personne")
    EXTERNAL = "external", _("Trouvée ailleurs")


class OpportunityState(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    PENDING_REVIEW = "held", _("L’équipe le relit")
    OPEN = "open", _("Ouvert")
    REFUSED = "refused", _("Non retenu")
    CLOSED = "closed", _("Clos")
    FILLED = "filled", _("Pourvu")


OPPORTUNITY_MOVES: dict[str, tuple[str, ...]] = {
    OpportunityState.DRAFT: (OpportunityState.PENDING_REVIEW,),
    OpportunityState.PENDING_REVIEW: (
        OpportunityState.OPEN,
        OpportunityState.REFUSED,
        OpportunityState.DRAFT,
    ),
    OpportunityState.OPEN: (
        OpportunityState.CLOSED,
        OpportunityState.FILLED,
        OpportunityState.PENDING_REVIEW,
    ),
    OpportunityState.REFUSED: (OpportunityState.DRAFT,),
    OpportunityState.CLOSED: (OpportunityState.OPEN,),
    OpportunityState.FILLED: (),
}


class ProposalState(models.TextChoices):
    TO_CONSIDER = "to_consider", _("À regarder")
    INTERESTED = "interested", _("Intéresse la personne")
    CONTACTED = "contacted", _("Contact pris")
    MEETING = "meeting", _("Rencontre")
    TRIAL = "trial", _("Essai ou immersion")
    OFFERED = "offered", _("Embauche proposée")
    HIRED = "hired", _("Embauche")
    DECLINED = "declined", _("Déclinée par la personne")
    CLOSED = "closed", _("Close par l’employeur")


_ENDINGS = (ProposalState.DECLINED, ProposalState.CLOSED)
PROPOSAL_MOVES: dict[str, tuple[str, ...]] = {
    ProposalState.TO_CONSIDER: (ProposalState.INTERESTED, *_ENDINGS),
    ProposalState.INTERESTED: (
        ProposalState.CONTACTED,
        ProposalState.MEETING,
        *_ENDINGS,
    ),
    ProposalState.CONTACTED: (
        ProposalState.MEETING,
        ProposalState.TRIAL,
        ProposalState.OFFERED,
        *_ENDINGS,
    ),
    ProposalState.MEETING: (ProposalState.TRIAL, ProposalState.OFFERED, *_ENDINGS),
    ProposalState.TRIAL: (ProposalState.OFFERED, *_ENDINGS),
    ProposalState.OFFERED: (ProposalState.HIRED, *_ENDINGS),
    ProposalState.HIRED: (),
    ProposalState.DECLINED: (),
    ProposalState.CLOSED: (),
}
OPEN_PROPOSAL_STATES = tuple(state for state, to in PROPOSAL_MOVES.items() if to)


class ClosingReason(models.TextChoices):
    """Why an employer closes a proposal."""

    FILLED = "filled", _("Le poste est pourvu")
    STOPPED = "stopped", _("Le poste n’existe plus")
    SKILLS = "skills", _("Il manque un savoir-faire indispensable")
    LANGUAGE = "language", _("Le poste demande plus de français à l’écrit")
    HOURS = "hours", _("Les horaires ou le lieu ne conviennent pas")
    PROJECT = "project", _("Le projet de la personne est ailleurs")
    OTHER = "other", _("Autre")


class DismissalReason(models.TextChoices):
    """Why a lead is dismissed; the labels suit the person and those who follow them."""

    NOT_FOR_ME = "not_for_me", _("Cela ne convient pas")
    NOT_NOW = "not_now", _("Pas maintenant")
    TOO_FAR = "too_far", _("C’est trop loin")
    HOURS = "hours", _("Les horaires ne vont pas")
    DONE_WITH = "done_with", _("Plus envie de ce métier")


# Which of these moves the person and the company may make. The team may make all of them,
# except HIRED, which only a hire makes.
PERSON_MOVES: dict[str, tuple[str, ...]] = {
    ProposalState.TO_CONSIDER: (ProposalState.INTERESTED, ProposalState.DECLINED),
    ProposalState.INTERESTED: (ProposalState.DECLINED,),
    ProposalState.CONTACTED: (ProposalState.DECLINED,),
    ProposalState.MEETING: (ProposalState.DECLINED,),
    ProposalState.TRIAL: (ProposalState.DECLINED,),
    ProposalState.OFFERED: (ProposalState.DECLINED,),
}
COMPANY_MOVES: dict[str, tuple[str, ...]] = {
    ProposalState.CONTACTED: (ProposalState.OFFERED, ProposalState.CLOSED),
    ProposalState.MEETING: (ProposalState.OFFERED, ProposalState.CLOSED),
    ProposalState.TRIAL: (ProposalState.OFFERED, ProposalState.CLOSED),
    ProposalState.OFFERED: (ProposalState.CLOSED,),
}
# An employer learns of a proposal when the team has contacted them.
COMPANY_VISIBLE_STATES = (
    ProposalState.CONTACTED,
    ProposalState.MEETING,
    ProposalState.TRIAL,
    ProposalState.OFFERED,
    ProposalState.HIRED,
    ProposalState.CLOSED,
)
