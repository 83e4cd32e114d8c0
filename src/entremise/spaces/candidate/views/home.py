"""The next thing, first. Then my meetings, my CV, my coach."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.candidates import queries, questions
from entremise.candidates.enums import CVState
from entremise.candidates.rules import is_candidate
from entremise.coaching import queries as coaching
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import found, reads
from entremise.meetings import queries as meetings
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Voice
from entremise.opportunities import queries as opportunities
from entremise.opportunities.enums import ProposalState


@dataclass(frozen=True)
class Next:
    """The one thing to do now."""

    icon: str
    title: str
    words: str
    label: str = ""
    url: str = ""


@reads(is_candidate)
def home(request: HttpRequest) -> HttpResponse:
    candidate = found(queries.candidate_of(request.user))
    cv = queries.cv_of(request.user, candidate)
    to_come = list(meetings.to_come(meetings.meetings_of(request.user, candidate))[:4])
    approaches = list(meetings.approaches_to_answer(request.user)[:3])
    visibility = queries.visibility_of(candidate)
    context = {
        "candidate": candidate,
        "next": _approach(approaches)
        or _check_in(request.user)
        or _proposal(request.user, candidate)
        or _meeting(to_come)
        or _cv(cv, visibility)
        or _calm(to_come),
        "meetings": to_come,
        "cv": cv,
        "visibility": visibility,
        "coach": coaching.coach_of(candidate),
    }
    return render(request, "candidate/home.html", context)


def _approach(approaches: list[Any]) -> Next | None:
    if not approaches:
        return None
    who = approaches[0].company.name if approaches[0].company else approaches[0].contact_name
    return Next(
        "handshake", _("%(who)s voudrait vous rencontrer.") % {"who": who}, _("Vous lisez, puis vous choisissez."),
        _("Lire la proposition"), reverse("candidate:approach", args=[approaches[0].code]),
    )  # fmt: skip


def _check_in(user: Any) -> Next | None:
    waiting = next((c for c in onboarding.waiting_for(user) if c.voice == Voice.EMPLOYEE), None)
    if waiting is None:
        return None
    return Next(
        "message-circle", _("Comment ça va au travail ?"), _("Trois questions, deux minutes. L’équipe vous lit."),
        _("Répondre"), reverse("candidate:check_in", args=[waiting.code]),
    )  # fmt: skip


def _proposal(user: Any, candidate: Any) -> Next | None:
    idea = opportunities.proposals_of(user, candidate).filter(state=ProposalState.TO_CONSIDER).first()
    if idea is None:
        return None
    return Next(
        "briefcase", _("Une idée de travail pour vous"), f"{idea.opportunity.title}, {idea.opportunity.employer}",
        _("Regarder"), reverse("candidate:proposal", args=[idea.code]),
    )  # fmt: skip


def _meeting(to_come: list[Any]) -> Next | None:
    waiting = next((m for m in to_come if m.state == "proposed" and not m.candidate_agreed_at), None)
    if waiting is None:
        return None
    return Next(
        "calendar", _("On vous propose un rendez-vous."), _("Regardez le jour et le lieu. Puis répondez."),
        _("Voir le rendez-vous"), reverse("candidate:meeting", args=[waiting.code]),
    )  # fmt: skip


def _cv(cv: Any, visibility: queries.Visibility) -> Next | None:
    here, consent = reverse("candidate:cv"), reverse("candidate:consent")
    if cv is None:
        return Next("sprout", _("L’équipe fait votre connaissance."), _("Votre espace grandit à chaque étape."))
    if cv.state == CVState.CHANGES_REQUESTED:
        return Next(
            "pencil", _("L’équipe a lu votre CV."), _("Elle propose une retouche."), _("Voir la retouche"), here
        )
    if visibility.state == "to_agree" or visibility.newer:
        return Next(
            "eye", _("Votre CV est prêt."), _("Regardez ce que le monde verrait. Puis choisissez."),
            _("Regarder et choisir"), consent,
        )  # fmt: skip
    if visibility.ends_soon:
        return Next(
            "calendar-clock", _("Votre accord se termine bientôt."), _("Voulez-vous continuer ?"), _("Choisir"), consent
        )
    if cv.state == CVState.DRAFT and visibility.state == "never":
        walk = questions.steps(cv.document, has_photo=bool(cv.photo))
        started = any(step.answered for step in walk)
        return Next(
            "pencil", _("Continuer mon CV") if started else _("Écrire mon CV"), questions.left_in_words(walk),
            _("Continuer") if started else _("Commencer"), here,
        )  # fmt: skip
    return None


def _calm(to_come: list[Any]) -> Next:
    if to_come:
        return Next(
            "calendar-check", _("Votre prochain rendez-vous est prêt."), _("Rien d’autre à faire pour l’instant.")
        )
    return Next("coffee", _("Rien à faire pour l’instant."), _("Nous vous écrivons dès qu’il y a du nouveau."))
