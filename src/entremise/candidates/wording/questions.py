"""Questions of a CV, one a page, and their status in a draft."""

from dataclasses import dataclass
from typing import Any

from entremise.candidates import validators
from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import CVSection
from entremise.foundation.kit.text import gettext as _, gettext_lazy, ngettext

from .sections import section_title

PHOTO_SLUG = "photo"


@dataclass(frozen=True)
class CVQuestion:
    slug: str
    icon: str
    text: Any
    help_text: Any
    examples: tuple[Any, ...] = ()


CV_QUESTIONS = (
    CVQuestion(
        CVSection.STRENGTHS,
        "star",
        gettext_lazy("Quels sont vos atouts ?"),
        gettext_lazy(
            "Ce que les gens aiment chez vous au travail. Choisissez six atouts au plus."
        ),
    ),
    CVQuestion(
        CVSection.LANGUAGES,
        "languages",
        gettext_lazy("Quelles langues parlez-vous ?"),
        gettext_lazy(
            "Toutes vos langues comptent. Elles servent à beaucoup d’entreprises."
        ),
    ),
    CVQuestion(
        CVSection.GOALS,
        "target",
        gettext_lazy("Quel travail cherchez-vous ?"),
        gettext_lazy("Un ou deux métiers. Vous pourrez changer d’avis."),
        (
            gettext_lazy("conseillère clientèle"),
            gettext_lazy("cuisinier"),
            gettext_lazy("agent d’entretien"),
        ),
    ),
    CVQuestion(
        CVSection.TAGLINE,
        "quote",
        gettext_lazy("Comment vous présenter en une phrase ?"),
        gettext_lazy(
            "Une phrase courte, avec vos mots. C’est la première chose qu’on lira."
        ),
        (
            gettext_lazy("Je trouve toujours une solution."),
            gettext_lazy("Avec moi, le client repart content."),
            gettext_lazy("J’aime le travail bien fait."),
        ),
    ),
    CVQuestion(
        CVSection.EXPERIENCES,
        "briefcase",
        gettext_lazy("Qu’avez-vous déjà fait ?"),
        gettext_lazy(
            "Un travail, un stage, une aide à des proches, du bénévolat. Ici ou ailleurs. Pas "
            "besoin de dates."
        ),
    ),
    CVQuestion(
        CVSection.SKILLS,
        "wrench",
        gettext_lazy("Que savez-vous faire ?"),
        gettext_lazy("Écrivez une chose par ligne."),
        (
            gettext_lazy("tenir une caisse"),
            gettext_lazy("cuisiner pour 50 personnes"),
            gettext_lazy("réparer un vélo"),
        ),
    ),
    CVQuestion(
        CVSection.STORY,
        "book-open",
        gettext_lazy("Voulez-vous raconter votre histoire ?"),
        gettext_lazy("Seulement si vous le voulez, et seulement ce que vous voulez."),
        (
            gettext_lazy(
                "D’où je viens, ce que j’ai appris, ce que je veux maintenant."
            ),
        ),
    ),
    CVQuestion(
        CVSection.INTERESTS,
        "heart",
        gettext_lazy("Qu’aimez-vous faire ?"),
        gettext_lazy("En dehors du travail. Écrivez une chose par ligne, six au plus."),
        (
            gettext_lazy("le football"),
            gettext_lazy("chanter"),
            gettext_lazy("jardiner"),
        ),
    ),
    CVQuestion(
        CVSection.NEEDS,
        "life-buoy",
        gettext_lazy("De quoi avez-vous besoin pour réussir ?"),
        gettext_lazy(
            "Ce qui vous aide à bien travailler. Une entreprise peut s’y préparer."
        ),
        (
            gettext_lazy("Qu’on me montre avant de faire."),
            gettext_lazy("Des consignes écrites les premiers jours."),
            gettext_lazy("Des horaires qui me laissent chercher mon enfant à l’école."),
        ),
    ),
    CVQuestion(
        CVSection.PRACTICAL,
        "map-pin",
        gettext_lazy("Et en pratique ?"),
        gettext_lazy(
            "Où, quand et comment vous pouvez travailler. Répondez à ce que vous savez."
        ),
    ),
    CVQuestion(
        PHOTO_SLUG,
        "camera",
        gettext_lazy("Voulez-vous ajouter une photo ?"),
        gettext_lazy(
            "Votre visage, bien éclairé, devant un mur clair. Plus tard, vous direz si vous la "
            "montrez."
        ),
    ),
)
_BY_SLUG = {question.slug: question for question in CV_QUESTIONS}


@dataclass(frozen=True)
class CVQuestionProgress:
    """One question and whether it is answered."""

    question: CVQuestion
    answered: bool
    title: str


def cv_question(slug: str) -> CVQuestion | None:
    return _BY_SLUG.get(slug)


def cv_progress(document: CVContent, *, has_photo: bool) -> list[CVQuestionProgress]:
    data = document.dump()
    return [
        CVQuestionProgress(q, has_photo, _("Ma photo"))
        if q.slug == PHOTO_SLUG
        else CVQuestionProgress(
            q,
            not validators.is_section_empty(q.slug, data[q.slug]),
            section_title(q.slug),
        )
        for q in CV_QUESTIONS
    ]


def next_cv_question(slug: str) -> CVQuestion | None:
    index = [q.slug for q in CV_QUESTIONS].index(slug)
    return CV_QUESTIONS[index + 1] if index + 1 < len(CV_QUESTIONS) else None


def previous_cv_question(slug: str) -> CVQuestion | None:
    index = [q.slug for q in CV_QUESTIONS].index(slug)
    return CV_QUESTIONS[index - 1] if index else None


def unanswered_questions_label(statuses: list[CVQuestionProgress]) -> str:
    left = sum(not status.answered for status in statuses)
    if not left:
        return _("Toutes les questions ont une réponse.")
    return ngettext("Encore %(left)d question.", "Encore %(left)d questions.", left) % {
        "left": left
    }
