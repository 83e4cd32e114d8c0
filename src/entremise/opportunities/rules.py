"""Who may write, moderate and move; and the promise that every proposal carries."""

from dataclasses import dataclass
from typing import Any

from entremise.candidates import languages
from entremise.candidates.enums import Contract, JobFamily, Level
from entremise.candidates.rules import can_follow, is_self
from entremise.companies.rules import is_member_of
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import clean_line, gettext_lazy
from entremise.foundation.kit.text import gettext as _
from entremise.matching import Fact, Facts

from .enums import BY_THE_COMPANY, BY_THE_PERSON, PROPOSAL_MOVES, OpportunityKind, OpportunityState, ProposalState

ANSWER_WORKING_DAYS = 10
TELL_WORKING_DAYS = 2  # between an employer's closing and a human telling the person
WANTED_WORKING_DAYS = 3  # between a person's interest in a lead and a human of the team speaking with them
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


def wanted_key(candidate: Any, lead: Any) -> str:
    """The task that says a lead tempts somebody, known by both."""
    return f"lead:{candidate.code}:{lead.code}"


def can_name_trade(user: Any, opportunity: Any) -> bool:
    return is_staff_in(user, opportunity.zone_id)


def licence(words: str) -> str:
    """« Permis B », « permis b » and « B » are the same licence."""
    return clean_line(words).upper().removeprefix("PERMIS ").strip()


def may_read_facts(user: Any, candidate: Any) -> bool:
    """Facts for and against: the person, their coach, the bridge. Never a company."""
    return can_follow(user, candidate)


# ---- the words of matching's facts ----

_WORDS: dict[str, Any] = {
    "wish_unknown": gettext_lazy("Quel métier souhaite la personne ?"),
    "wished_occupation": gettext_lazy("C’est le métier souhaité : %(about)s"),
    "likely_occupation": gettext_lazy("Ce poste ressemble au métier souhaité : %(about)s"),
    "near_occupation": gettext_lazy("Un métier proche de celui souhaité : %(about)s"),
    "next_occupation": gettext_lazy("Une suite possible du métier souhaité : %(about)s"),
    "alike_occupation": gettext_lazy("Un métier qui ressemble à celui souhaité : %(about)s"),
    "wished_family": gettext_lazy("Dans le domaine souhaité : %(family)s"),
    "other_family": gettext_lazy("Un autre domaine : %(family)s. Est-ce que cela l’intéresse ?"),
    "did_before": gettext_lazy("A déjà fait : %(about)s"),
    "likely_done": gettext_lazy("Ressemble à ce que la personne a déjà fait : %(about)s"),
    "near_done": gettext_lazy("Proche de ce que la personne a déjà fait : %(about)s"),
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
    "hours_impossible": gettext_lazy("Des horaires que la personne ne peut pas faire : %(times)s"),
    "hours_to_compare": gettext_lazy("Comparer les horaires : %(about)s"),
    "licence_missing": gettext_lazy("Permis demandé : %(about)s"),
    "licence_held": gettext_lazy("A le permis demandé : %(about)s"),
    "needs_to_prepare": gettext_lazy("À préparer avec l’employeur : %(about)s"),
    "obstacles_removed": gettext_lazy("L’entreprise s’engage : %(about)s"),
    "has_opening": gettext_lazy("Un poste y est ouvert : %(about)s"),
    "hired_for": gettext_lazy("Quelqu’un de chez nous y a été embauché : %(about)s"),
    "activity_touches": gettext_lazy("Son activité touche à ce que la personne sait ou souhaite : %(about)s"),
    "met_before": gettext_lazy("La personne y a déjà rencontré quelqu’un"),
    "has_welcomed": gettext_lazy("Cette entreprise a déjà rencontré des personnes accompagnées"),
}
_TIMES = {"night": gettext_lazy("la nuit"), "evening": gettext_lazy("le soir"), "weekend": gettext_lazy("le week-end")}


# The same facts, said to the person.
_WORDS_TO_ME: dict[str, Any] = {
    "wish_unknown": gettext_lazy("Quel métier voulez-vous faire ?"),
    "wished_occupation": gettext_lazy("C’est le métier que vous voulez : %(about)s"),
    "likely_occupation": gettext_lazy("Cela ressemble au métier que vous voulez : %(about)s"),
    "near_occupation": gettext_lazy("C’est proche du métier que vous voulez : %(about)s"),
    "next_occupation": gettext_lazy("Ce métier peut venir après : %(about)s"),
    "alike_occupation": gettext_lazy("Cela ressemble au métier que vous voulez : %(about)s"),
    "wished_family": gettext_lazy("C’est dans le domaine que vous voulez : %(family)s"),
    "other_family": gettext_lazy("C’est un autre domaine : %(family)s. Cela vous tente ?"),
    "did_before": gettext_lazy("Vous l’avez déjà fait : %(about)s"),
    "likely_done": gettext_lazy("Cela ressemble à ce que vous avez fait : %(about)s"),
    "near_done": gettext_lazy("C’est proche de ce que vous avez fait : %(about)s"),
    "speaks": gettext_lazy("Vos langues y sont utiles : %(languages)s"),
    "level_to_check": gettext_lazy("%(language)s : %(level)s. Est-ce assez ? Demandez-le."),
    "not_spoken": gettext_lazy("%(language)s est utile là-bas. Le parlez-vous un peu ?"),
    "knows": gettext_lazy("Vous savez faire : %(about)s"),
    "contract_unknown": gettext_lazy("Ce contrat vous va-t-il : %(contract)s ?"),
    "contract_wished": gettext_lazy("C’est un contrat qui vous va : %(contract)s"),
    "contract_not_wished": gettext_lazy("Vous n’avez pas choisi ce contrat : %(contract)s"),
    "journey_unknown": gettext_lazy("Pouvez-vous y aller facilement ?"),
    "within_reach": gettext_lazy("C’est là où vous pouvez travailler (%(about)s)"),
    "out_of_reach": gettext_lazy("C’est loin de là où vous pouvez travailler (%(about)s)"),
    "hours_impossible": gettext_lazy("Vous avez dit non à ces horaires : %(times)s"),
    "hours_to_compare": gettext_lazy("Regardez les horaires : %(about)s"),
    "licence_missing": gettext_lazy("Il faut ce permis : %(about)s"),
    "licence_held": gettext_lazy("Vous avez le permis demandé : %(about)s"),
    "needs_to_prepare": gettext_lazy("À dire à l’employeur, ce qu’il vous faut : %(about)s"),
    "activity_touches": gettext_lazy("Son activité touche à ce que vous savez faire : %(about)s"),
    "met_before": gettext_lazy("Vous y avez déjà rencontré quelqu’un"),
    "has_welcomed": gettext_lazy("Cette entreprise a déjà rencontré des personnes accompagnées"),
}


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def words_of(fact: Fact, *, to_me: bool = False) -> str:
    """A fact as a sentence: of somebody, or ``to_me``."""
    first = fact.about[0] if fact.about else ""
    words = _WORDS_TO_ME.get(fact.says, _WORDS[fact.says]) if to_me else _WORDS[fact.says]
    return str(words) % {
        "about": ", ".join(part for part in fact.about if part),
        "family": _label(JobFamily, first),
        "contract": _label(Contract, first),
        "language": languages.name_of(first).capitalize() if first else "",
        "languages": ", ".join(languages.name_of(code) for code in fact.about),
        "times": ", ".join(str(_TIMES.get(time, time)) for time in fact.about),
        "level": _label(Level, fact.about[1]) if len(fact.about) > 1 else "",
    }


@dataclass(frozen=True)
class Said:
    """Facts in sentences, ready to be read."""

    for_: list[str]
    against: list[str]
    to_ask: list[str]


def said(facts: Facts, *, to_me: bool = False) -> Said:
    return Said(*([words_of(fact, to_me=to_me) for fact in some] for some in (facts.for_, facts.against, facts.to_ask)))


def state_words(proposal: Any) -> str:
    """Where a proposal stands, as its person reads it: an employer's closing waits for a human to tell it."""
    if proposal.state == ProposalState.CLOSED and proposal.told_at is None:
        return _("L’employeur a répondu. L’équipe vous appelle pour en parler.")
    return str(ProposalState(proposal.state).label)
