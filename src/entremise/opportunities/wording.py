"""Match facts as sentences, about the person or addressed to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from entremise.candidates.content import languages
from entremise.candidates.content.choices import STRENGTHS, ChoiceList
from entremise.candidates.content.fields import REQUIRED_LISTS, ShownText
from entremise.candidates.enums import ContractType, JobFamily, LanguageLevel
from entremise.candidates.wording.marking import mark_own_words, sentence_texts
from entremise.companies.enums import Obstacle
from entremise.foundation.kit.text import gettext, gettext_lazy as _
from entremise.foundation.search.analysis.places import departements
from entremise.matching.facts import Fact, Facts

TOP_FACTS = 2  # shown without unfolding

THIRD_PERSON: dict[str, Any] = {
    "wish_unknown": _("Quel métier souhaite la personne ?"),
    "wished_occupation": _("C’est le métier souhaité : %(about)s"),
    "likely_occupation": _("Ce poste ressemble au métier souhaité : %(about)s"),
    "near_occupation": _("Un métier proche de celui souhaité : %(about)s"),
    "next_occupation": _("Une suite possible du métier souhaité : %(about)s"),
    "alike_occupation": _("Un métier qui ressemble à celui souhaité : %(about)s"),
    "wished_family": _("Dans le domaine souhaité : %(family)s"),
    "same_family": _("Un autre métier du domaine souhaité : %(family)s"),
    "other_family": _("Un autre domaine : %(family)s. Est-ce que cela l’intéresse ?"),
    "did_before": _("A déjà fait : %(about)s"),
    "likely_done": _("Ressemble à ce que la personne a déjà fait : %(about)s"),
    "near_done": _("Proche de ce que la personne a déjà fait : %(about)s"),
    "speaks": _("Parle, à l’aise au travail : %(languages)s"),
    "level_to_check": _("%(language)s : %(level)s. Est-ce assez pour ce poste ?"),
    "not_spoken": _("%(language)s est utile à ce poste. La personne le parle-t-elle ?"),
    "little_french_is_enough": _("On peut y débuter en français"),
    "at_ease_with_people": _(
        "Un poste au contact des gens. Dans ses mots : %(quoted)s"
    ),
    "knows": _("Dans ses mots, et utile à ce poste : %(about)s"),
    "contract_unknown": _("Le contrat (%(contract)s) convient-il ?"),
    "contract_wished": _("Le contrat souhaité : %(contract)s"),
    "contract_not_wished": _(
        "Un contrat qui n’est pas dans ses souhaits : %(contract)s"
    ),
    "journey_unknown": _("Le trajet est-il possible ?"),
    "within_reach": _("Là où la personne peut travailler : %(places)s"),
    "out_of_reach": _("Hors des lieux où la personne peut travailler : %(places)s"),
    "hours_impossible": _("Des horaires que la personne ne peut pas faire : %(times)s"),
    "hours_fit": _("Des horaires qui conviennent : %(about)s"),
    "hours_to_compare": _(
        "Ses horaires : « %(mine)s ». Ceux du poste : « %(theirs)s ». Cela va-t-il ?"
    ),
    "hours_of_job": _("Les horaires du poste : « %(about)s ». Cela va-t-il ?"),
    "hours_of_person": _("Ses horaires : « %(about)s ». Le poste le permet-il ?"),
    "needs_to_prepare": _("À préparer avec l’employeur : « %(about)s »"),
    "obstacles_removed": _("Ce que l’entreprise a retiré ou facilite : %(obstacles)s"),
    "company_promises": _("L’entreprise s’engage : « %(about)s »"),
    "has_opening": _("Un poste y est ouvert : %(about)s"),
    "hired_for": _("Quelqu’un de chez nous y a été embauché : %(about)s"),
    "activity_touches": _(
        "Son activité touche à ce que la personne sait ou souhaite : %(about)s"
    ),
    "met_before": _("La personne y a déjà rencontré quelqu’un"),
    "has_welcomed": _("Cette entreprise a déjà rencontré des personnes accompagnées"),
}

# Facts that are worded differently for the person.
SECOND_PERSON: dict[str, Any] = {
    "wish_unknown": _("Quel métier voulez-vous faire ?"),
    "wished_occupation": _("C’est le métier que vous voulez : %(about)s"),
    "likely_occupation": _("Cela ressemble au métier que vous voulez : %(about)s"),
    "near_occupation": _("C’est proche du métier que vous voulez : %(about)s"),
    "next_occupation": _("Ce métier peut venir après : %(about)s"),
    "alike_occupation": _("Cela ressemble au métier que vous voulez : %(about)s"),
    "wished_family": _("C’est dans le domaine que vous voulez : %(family)s"),
    "same_family": _("Un autre métier, dans le domaine que vous voulez : %(family)s"),
    "other_family": _("C’est un autre domaine : %(family)s. Cela vous tente ?"),
    "did_before": _("Vous l’avez déjà fait : %(about)s"),
    "likely_done": _("Cela ressemble à ce que vous avez fait : %(about)s"),
    "near_done": _("C’est proche de ce que vous avez fait : %(about)s"),
    "speaks": _("Vos langues y sont utiles : %(languages)s"),
    "level_to_check": _("%(language)s : %(level)s. Est-ce assez ? Demandez-le."),
    "not_spoken": _("%(language)s est utile là-bas. Le parlez-vous un peu ?"),
    "at_ease_with_people": _("On y rencontre des gens. Vous dites : %(quoted)s"),
    "knows": _("Vous le dites, et c’est utile ici : %(about)s"),
    "contract_unknown": _("Ce contrat vous va-t-il : %(contract)s ?"),
    "contract_wished": _("C’est un contrat qui vous va : %(contract)s"),
    "contract_not_wished": _("Vous n’avez pas choisi ce contrat : %(contract)s"),
    "journey_unknown": _("Pouvez-vous y aller facilement ?"),
    "within_reach": _("C’est là où vous pouvez travailler : %(places)s"),
    "out_of_reach": _("C’est loin de là où vous pouvez travailler : %(places)s"),
    "hours_impossible": _("Vous avez dit non à ces horaires : %(times)s"),
    "hours_fit": _("Ces horaires vous vont : %(about)s"),
    "hours_to_compare": _(
        "Vous dites : « %(mine)s ». Le poste : « %(theirs)s ». Cela va-t-il ?"
    ),
    "hours_of_job": _("Les horaires : « %(about)s ». Cela vous va-t-il ?"),
    "hours_of_person": _("Vos horaires : « %(about)s ». Demandez si c’est possible."),
    "needs_to_prepare": _("Dites à l’employeur ce qu’il vous faut : « %(about)s »"),
    "obstacles_removed": _("Là-bas : %(obstacles)s"),
    "company_promises": _("Ils s’engagent : « %(about)s »"),
    "activity_touches": _("Son activité touche à ce que vous savez faire : %(about)s"),
    "met_before": _("Vous y avez déjà rencontré quelqu’un"),
    "hired_for": _("Quelqu’un d’ici y a été embauché : %(about)s"),
}
THIRD_PERSON |= {
    f"{each.words.fact}_{end}": sentence
    for each in REQUIRED_LISTS
    for end, sentence in (("held", each.words.held), ("missing", each.words.missing))
}
SECOND_PERSON |= {
    f"{each.words.fact}_{end}": sentence
    for each in REQUIRED_LISTS
    for end, sentence in (
        ("held", each.words.held_to_person),
        ("missing", each.words.missing_to_person),
    )
}
# The lists that a fact of this key is about: their choices are said in the reader's language.
_CHOICES_IN: dict[str, ChoiceList] = {
    "knows": STRENGTHS,
    "at_ease_with_people": STRENGTHS,
    **{
        f"{each.words.fact}_{end}": each.choices
        for each in REQUIRED_LISTS
        for end in ("held", "missing")
    },
}
_TIMES = {
    "morning": _("le matin"),
    "day": _("en journée"),
    "evening": _("le soir"),
    "night": _("la nuit"),
    "weekend": _("le week-end"),
}


@dataclass(frozen=True)
class FactSentences:
    """Facts as sentences."""

    for_: list[SafeString]
    against: list[SafeString]
    to_ask: list[SafeString]

    @property
    def top(self) -> list[SafeString]:
        """The first facts for."""
        return self.for_[:TOP_FACTS]

    @property
    def others(self) -> list[SafeString]:
        """The other facts for."""
        return self.for_[TOP_FACTS:]


def fact_sentences(facts: Facts, *, second_person: bool = False) -> FactSentences:
    return FactSentences(
        *(
            [fact_sentence(fact, second_person=second_person) for fact in some]
            for some in (facts.for_, facts.against, facts.to_ask)
        )
    )


def fact_sentence(fact: Fact, *, second_person: bool = False) -> SafeString:
    """One fact as a sentence, about the person or (``second_person``) addressed to them.

    Words of somebody are marked as such.
    """
    first, last = (fact.about[0], fact.about[-1]) if fact.about else ("", "")
    template = (
        SECOND_PERSON.get(fact.key, THIRD_PERSON[fact.key])
        if second_person
        else THIRD_PERSON[fact.key]
    )
    about = [_said(fact.key, part) for part in fact.about]
    values = {
        "family": _label(JobFamily, first),
        "contract": _label(ContractType, first),
        "language": languages.language_name(first).capitalize() if first else "",
        "languages": ", ".join(languages.language_name(code) for code in fact.about),
        "level": _label(LanguageLevel, last),
        "obstacles": ", ".join(
            _without_capital(_label(Obstacle, code)) for code in fact.about
        ),
        "places": ", ".join(_place(code) for code in fact.about),
        "times": ", ".join(str(_TIMES.get(time, time)) for time in fact.about),
    }
    texts = sentence_texts(
        str(template),
        about=_listed([said] for said in about),
        quoted=_listed(map(_quoted, about)),
        mine=[ShownText(first, own=True)],
        theirs=[ShownText(last, own=True)],
        **{name: [ShownText(value, own=False)] for name, value in values.items()},
    )
    # nobody noted in which language a person or a company said it
    return mark_own_words(texts, "")


def _said(key: str, part: str) -> ShownText:
    """A choice in the reader's language, or somebody's words."""
    choices = _CHOICES_IN.get(key)
    known = choices.key_of(part) if choices else ""
    if choices and known:
        return ShownText(choices.label_of(known), own=False)
    return ShownText(part, own=True)


def _quoted(said: ShownText) -> list[ShownText]:
    return sentence_texts(gettext("«\u00a0%(words)s\u00a0»"), words=[said])


def _listed(parts: Iterable[list[ShownText]]) -> list[ShownText]:
    """One after the other, with a comma between two."""
    listed: list[ShownText] = []
    for part in parts:
        listed += [ShownText(", ", own=False), *part] if listed else part
    return listed


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _without_capital(text: str) -> str:
    """With a lower-case first letter, other capitals kept."""
    return text[:1].lower() + text[1:]


def _place(code: str) -> str:
    name, _region = departements().get(code, ("", ""))
    return f"{name} ({code})" if name else code
