"""Who may write, moderate and move; and the promise that every proposal carries."""

from dataclasses import dataclass
from typing import Any

from entremise.candidates import languages
from entremise.candidates.enums import Contract, JobFamily, Level
from entremise.candidates.rules import can_follow, is_self
from entremise.companies.rules import is_member_of
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.matching import Fact, Facts

from .enums import BY_THE_COMPANY, BY_THE_PERSON, PROPOSAL_MOVES, OpportunityKind, OpportunityState, ProposalState

ANSWER_WORKING_DAYS = 10
TELL_WORKING_DAYS = 2  # between an employer's closing and a human telling the person
WRITABLE = (OpportunityState.DRAFT, OpportunityState.HELD)


def can_moderate(user: Any, opportunity: Any) -> bool:
    return is_team_in(user, opportunity.zone_id)


def is_employer_of(user: Any, opportunity: Any) -> bool:
    return opportunity.company_id is not None and is_member_of(user, opportunity.company)


def is_sketch(opportunity: Any) -> bool:
    return bool(opportunity.kind == OpportunityKind.SKETCH)


def can_write(user: Any, opportunity: Any) -> bool:
    """The frame of the job (title, contract, hours, place) and what is left undone: the company and the bridge."""
    if opportunity.state == OpportunityState.DRAFT and is_employer_of(user, opportunity):
        return True
    return opportunity.state in WRITABLE and is_staff_in(user, opportunity.zone_id)


def can_write_for_the_person(user: Any, opportunity: Any) -> bool:
    """What the person does well: the person, their coach, the bridge."""
    if not is_sketch(opportunity) or opportunity.created_for is None:
        return False
    if opportunity.state == OpportunityState.DRAFT and can_follow(user, opportunity.created_for):
        return True
    return opportunity.state in WRITABLE and is_staff_in(user, opportunity.zone_id)


def can_submit(user: Any, opportunity: Any) -> bool:
    if opportunity.state != OpportunityState.DRAFT:
        return False
    return is_employer_of(user, opportunity) or is_staff_in(user, opportunity.zone_id)


def can_propose(user: Any, opportunity: Any, candidate: Any) -> bool:
    return opportunity.state == OpportunityState.OPEN and is_team_in(user, candidate.zone_id)


def is_in_charge(user: Any, proposal: Any) -> bool:
    return is_team_in(user, proposal.candidate.zone_id)


def allowed_moves(user: Any, proposal: Any, *, state: str = "") -> tuple[str, ...]:
    """Where this user may move this proposal from ``state`` (by default, where it stands)."""
    state = state or proposal.state
    found: set[str] = set()
    if is_in_charge(user, proposal):
        found.update(PROPOSAL_MOVES[state])
    if is_self(user, proposal.candidate):
        found.update(BY_THE_PERSON.get(state, ()))
    if is_employer_of(user, proposal.opportunity):
        found.update(BY_THE_COMPANY.get(state, ()))
    found.discard(ProposalState.HIRED)
    return tuple(to for to in PROPOSAL_MOVES[state] if to in found)


def can_tell(user: Any, proposal: Any) -> bool:
    """The employer closed; a human of the team has not told the person yet."""
    return proposal.state == ProposalState.CLOSED and proposal.told_at is None and is_in_charge(user, proposal)


def may_read_facts(user: Any, candidate: Any) -> bool:
    """Facts for and against: the person, their coach, the bridge. Never a company."""
    return can_follow(user, candidate)


# ---- the words of matching's facts ----

_WORDS: dict[str, Any] = {
    "wish_unknown": gettext_lazy("Quel métier souhaite la personne ?"),
    "wished_occupation": gettext_lazy("C’est le métier souhaité : %(about)s"),
    "near_occupation": gettext_lazy("Proche du métier souhaité : %(about)s"),
    "wished_family": gettext_lazy("Dans le domaine souhaité : %(family)s"),
    "other_family": gettext_lazy("Un autre domaine : %(family)s. Est-ce que cela l’intéresse ?"),
    "did_before": gettext_lazy("A déjà fait : %(about)s"),
    "speaks": gettext_lazy("Parle, à l’aise au travail : %(languages)s"),
    "level_to_check": gettext_lazy("%(language)s : %(level)s. Est-ce assez pour ce poste ?"),
    "not_spoken": gettext_lazy("%(language)s est utile à ce poste. La personne le parle-t-elle ?"),
    "knows": gettext_lazy("Sait faire : %(about)s"),
    "contract_unknown": gettext_lazy("Le contrat (%(contract)s) convient-il ?"),
    "contract_wished": gettext_lazy("Le contrat souhaité : %(contract)s"),
    "contract_not_wished": gettext_lazy("Un contrat qui n’est pas dans ses souhaits : %(contract)s"),
    "journey_unknown": gettext_lazy("Le trajet est-il possible ?"),
    "within_reach": gettext_lazy("Le lieu est dans ses déplacements (%(about)s)"),
    "out_of_reach": gettext_lazy("Le lieu est hors de ses déplacements (%(about)s)"),
    "hours_to_compare": gettext_lazy("Comparer les horaires : %(about)s"),
    "licence_missing": gettext_lazy("Permis demandé : %(about)s"),
    "licence_held": gettext_lazy("A le permis demandé : %(about)s"),
    "needs_to_prepare": gettext_lazy("À préparer avec l’employeur : %(about)s"),
    "obstacles_removed": gettext_lazy("L’entreprise s’engage : %(about)s"),
}


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def words_of(fact: Fact) -> str:
    """A fact as a sentence."""
    first = fact.about[0] if fact.about else ""
    return str(_WORDS[fact.says]) % {
        "about": ", ".join(part for part in fact.about if part),
        "family": _label(JobFamily, first),
        "contract": _label(Contract, first),
        "language": languages.name_of(first).capitalize() if first else "",
        "languages": ", ".join(languages.name_of(code) for code in fact.about),
        "level": _label(Level, fact.about[1]) if len(fact.about) > 1 else "",
    }


@dataclass(frozen=True)
class Said:
    """Facts in sentences, ready to be read."""

    for_: list[str]
    against: list[str]
    to_ask: list[str]


def said(facts: Facts) -> Said:
    return Said(*([words_of(fact) for fact in some] for some in (facts.for_, facts.against, facts.to_ask)))


def state_words(proposal: Any) -> str:
    """Where a proposal stands, as its person reads it: an employer's closing waits for a human to tell it."""
    if proposal.state == ProposalState.CLOSED and proposal.told_at is None:
        return _("L’employeur a répondu. L’équipe vous appelle pour en parler.")
    return str(ProposalState(proposal.state).label)
