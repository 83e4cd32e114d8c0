"""Texts that a deployer may write in its own words, in each language of the site.

The product's own text stands as long as a language is empty. Each is plain text with the small
markup of ``wording``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from entremise.foundation.kit.text import (
    Sentence,
    gettext as _,
    gettext_lazy,
)

# Published when no version was: the text that came with the product.
ORIGINAL_VERSION = "2026-11"
CHARTER = "coach_charter"
AGREEMENT = "accompaniment_agreement"
# What may stand between braces, with what it becomes.
VARIABLES: dict[str, Sentence] = {
    "association": gettext_lazy("le nom de l’association"),
    "site": gettext_lazy("le nom du site"),
}


@dataclass(frozen=True)
class TextDeclaration:
    """What is known of one text. ``original`` is called in the language that is asked."""

    key: str
    label: Sentence
    where: Sentence  # where people read it
    original: Callable[[], str]
    max_length: int = 3000  # characters
    is_line: bool = False  # one sentence, without markup
    # people accept it: it is published in versions, and accepted anew
    is_versioned: bool = False


def _home_sentence() -> str:
    return _("Prêtez votre réseau à ceux qui n’en ont pas")


def _home_lead() -> str:
    return _(
        "Un emploi vient souvent d’une rencontre. Partagez un CV : la bonne personne est "
        "peut-être parmi vos contacts."
    )


def _coach_charter() -> str:
    return _written(
        _("Vous marchez à côté d’une personne. C’est elle qui choisit le chemin."),
        (
            _("Je m’engage à"),
            _("La voir en personne, deux heures par semaine, pendant six mois."),
            _("Partir de ce qu’elle sait faire et de ce qu’elle veut."),
            _(
                "Écrire avec elle, jamais à sa place. Rien n’est montré sans son accord."
            ),
            _("Prévenir quand je ne peux pas venir, et dire quand je veux arrêter."),
            _("Appeler l’équipe dès que quelque chose m’inquiète."),
        ),
        (
            _("Je ne fais pas"),
            _("Je ne prête pas d’argent et je n’en demande pas."),
            _("Je ne raconte son histoire à personne."),
            _("Je ne demande pas sa santé, ses papiers, sa religion, sa famille."),
            _("Je ne promets pas un emploi."),
        ),
        (
            _("L’équipe s’engage à"),
            _("Vous présenter la personne, être là au début, pendant et à la fin."),
            _("Répondre le jour même quand vous demandez de l’aide."),
        ),
    )


def _accompaniment_agreement() -> str:
    return _written(
        _("Voici ce que nous nous promettons. Vous pouvez arrêter quand vous voulez."),
        (
            _("L’association s’engage à"),
            _("Vous présenter un coach, et rester là si cela ne va pas."),
            _("Ne rien montrer de vous sans votre oui."),
            _("Préparer chaque rencontre avec vous, et vous en donner des nouvelles."),
            _("Ne vous demander ni argent, ni papiers, ni votre santé."),
        ),
        (
            _("Vous faites de votre mieux pour"),
            _("Venir aux rendez-vous, ou prévenir."),
            _("Dire ce que vous voulez, et ce que vous ne voulez pas."),
            _("Demander de l’aide dès que quelque chose vous gêne."),
        ),
    )


def _thanks_introduction() -> str:
    return _("Merci d’avoir pensé à quelqu’un")


def _thanks_share() -> str:
    return _(
        "Un partage, une visite, une rencontre : c’est ainsi que l’on trouve du travail."
    )


def _written(lead: str, *sections: tuple[str, ...]) -> str:
    """A lead, then sections: their title and what they say, as a list."""
    parts = [lead]
    for title, *points in sections:
        parts += [f"## {title}", "\n".join(f"- {point}" for point in points)]
    return "\n\n".join(parts)


TEXTS: dict[str, TextDeclaration] = {
    text.key: text
    for text in (
        TextDeclaration(
            "home_sentence",
            gettext_lazy("La phrase de l’accueil"),
            gettext_lazy("En grand, sur la première page."),
            _home_sentence,
            max_length=90,
            is_line=True,
        ),
        TextDeclaration(
            "home_lead",
            gettext_lazy("Sous la phrase de l’accueil"),
            gettext_lazy("Deux phrases, sur la première page."),
            _home_lead,
            max_length=300,
            is_line=True,
        ),
        TextDeclaration(
            CHARTER,
            gettext_lazy("La charte du coach"),
            gettext_lazy("Chaque coach la lit et l’accepte avant son premier binôme."),
            _coach_charter,
            is_versioned=True,
        ),
        TextDeclaration(
            AGREEMENT,
            gettext_lazy("L’accord d’accompagnement"),
            gettext_lazy("La personne le lit dans son espace, et l’équipe avec elle."),
            _accompaniment_agreement,
        ),
        TextDeclaration(
            "thanks_introduction",
            gettext_lazy("Le merci après une mise en relation"),
            gettext_lazy("Après « Je connais quelqu’un »."),
            _thanks_introduction,
            max_length=90,
            is_line=True,
        ),
        TextDeclaration(
            "thanks_share",
            gettext_lazy("Les mots de la page de partage"),
            gettext_lazy("En haut de la page où l’on partage un CV."),
            _thanks_share,
            max_length=200,
            is_line=True,
        ),
    )
}
