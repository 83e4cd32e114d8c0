"""What waits for the candidate, most urgent first: one line and one button for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVState
from entremise.candidates.queries.consent import CVVisibility
from entremise.candidates.queries.recommendations import recommendations_to_decide_for
from entremise.candidates.queries.translations import translation_progress_for
from entremise.candidates.wording import questions
from entremise.foundation.kit.text import gettext as _
from entremise.meetings.enums import MeetingState
from entremise.meetings.queries.meetings import (
    approaches_to_answer_for,
    candidate_meetings_for,
    meetings_awaiting_outcome,
)
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Respondent
from entremise.opportunities import rules
from entremise.opportunities.enums import ProposalState
from entremise.opportunities.queries.opportunities import (
    candidate_proposals_for,
    candidate_sketches_for,
)
from entremise.sharing.queries.share_messages import languages_with_proposed_messages

if TYPE_CHECKING:
    from entremise.candidates.models import CV, Candidate
    from entremise.foundation.accounts.models import User


@dataclass(frozen=True)
class PendingItem:
    icon: str
    title: str
    text: str
    label: str = ""
    url: str = ""


def pending_items_for(
    user: User,
    candidate: Candidate,
    *,
    cv: CV | None,
    visibility: CVVisibility,
    coming_meetings: list[Any],
) -> list[PendingItem]:
    """Everything that a page of this space asks for; empty when nothing waits."""
    return [
        *_approaches(user),
        *_check_ins(user),
        *_meetings(user, candidate, coming_meetings),
        *_proposals(user, candidate),
        *_cv(cv, visibility),
        *_recommendations(user, candidate),
        *_share_words(candidate),
        *_translations(user, candidate, visibility),
        *_sketches(user, candidate),
    ]


def _approaches(user: User) -> Iterator[PendingItem]:
    for approach in approaches_to_answer_for(user):
        who = approach.company.name if approach.company else approach.contact_name
        yield PendingItem(
            "handshake",
            _("%(who)s voudrait vous rencontrer.") % {"who": who},
            _("Vous lisez, puis vous choisissez."),
            _("Lire la proposition"),
            reverse("candidate:approach", args=[approach.code]),
        )


def _check_ins(user: User) -> Iterator[PendingItem]:
    for check_in in onboarding.check_ins_waiting_for(user):
        if check_in.respondent == Respondent.EMPLOYEE:
            yield PendingItem(
                "message-circle",
                _("Comment ça va au travail ?"),
                _("Trois questions, deux minutes. L’équipe vous lit."),
                _("Répondre"),
                reverse("candidate:check_in", args=[check_in.code]),
            )


def _meetings(
    user: User, candidate: Candidate, coming_meetings: list[Any]
) -> Iterator[PendingItem]:
    for meeting in meetings_awaiting_outcome(candidate_meetings_for(user, candidate)):
        if (
            meeting.state in (MeetingState.AGREED, MeetingState.CLAIMED)
            and not meeting.candidate_confirmed_at
        ):
            where = meeting.company.name if meeting.company else meeting.place
            yield PendingItem(
                "check",
                _("Votre rencontre a-t-elle eu lieu ?"),
                f"{meeting.get_kind_display()}, {where}",
                _("Répondre"),
                reverse("candidate:meeting", args=[meeting.code]),
            )
    for meeting in coming_meetings:
        if meeting.state == MeetingState.PROPOSED and not meeting.candidate_agreed_at:
            yield PendingItem(
                "calendar",
                _("On vous propose un rendez-vous."),
                _("Regardez le jour et le lieu. Puis répondez."),
                _("Voir le rendez-vous"),
                reverse("candidate:meeting", args=[meeting.code]),
            )


def _proposals(user: User, candidate: Candidate) -> Iterator[PendingItem]:
    for idea in candidate_proposals_for(user, candidate).filter(
        state=ProposalState.TO_CONSIDER
    ):
        yield PendingItem(
            "briefcase",
            _("Une idée de travail pour vous"),
            f"{idea.opportunity.title}, {idea.opportunity.employer}",
            _("Regarder"),
            reverse("candidate:proposal", args=[idea.code]),
        )


def _cv(cv: CV | None, visibility: CVVisibility) -> Iterator[PendingItem]:
    cv_url, consent_url = reverse("candidate:cv"), reverse("candidate:consent")
    if cv is None:
        return
    if cv.state == CVState.CHANGES_REQUESTED:
        text, label = _("Elle propose une retouche."), _("Voir la retouche")
        yield PendingItem("pencil", _("L’équipe a lu votre CV."), text, label, cv_url)
    elif visibility.state == "to_agree" or visibility.has_newer_version:
        yield PendingItem(
            "eye",
            _("Votre CV est prêt."),
            _("Regardez ce que le monde verrait. Puis choisissez."),
            _("Regarder et choisir"),
            consent_url,
        )
    elif visibility.ends_soon:
        text, label = _("Voulez-vous continuer ?"), _("Choisir")
        yield PendingItem(
            "calendar-clock",
            _("Votre accord se termine bientôt."),
            text,
            label,
            consent_url,
        )
    elif cv.state == CVState.DRAFT and visibility.state == "never":
        statuses = questions.cv_progress(cv.document, has_photo=bool(cv.photo))
        started = any(step.answered for step in statuses)
        yield PendingItem(
            "pencil",
            _("Continuer mon CV") if started else _("Écrire mon CV"),
            questions.unanswered_questions_label(statuses),
            _("Continuer") if started else _("Commencer"),
            cv_url,
        )


def _recommendations(user: User, candidate: Candidate) -> Iterator[PendingItem]:
    for letter in recommendations_to_decide_for(user, candidate):
        yield PendingItem(
            "mail-open",
            _("%(author)s a écrit quelques mots sur vous.") % {"author": letter.author},
            _("Vous les gardez pour votre CV, ou non."),
            _("Lire et choisir"),
            reverse("candidate:recommendations"),
        )


def _share_words(candidate: Candidate) -> Iterator[PendingItem]:
    for language in languages_with_proposed_messages(candidate):
        yield PendingItem(
            "megaphone",
            _("On vous propose des mots pour vous présenter."),
            _("En %(name)s. Vous dites oui ou non.")
            % {"name": language_name(language)},
            _("Lire et choisir"),
            f"{reverse('candidate:share_words')}?langue={language}",
        )


def _translations(
    user: User, candidate: Candidate, visibility: CVVisibility
) -> Iterator[PendingItem]:
    """A translation to accept waits until the CV is published: the same page asks for both."""
    asked_apart = visibility.state == "visible" and not visibility.has_newer_version
    for reading in translation_progress_for(user, candidate):
        title = _("L’équipe a lu votre CV en %(name)s.") % {
            "name": language_name(reading.language)
        }
        if reading.status == "changes_requested":
            url = reverse("candidate:translation", args=[reading.language])
            yield PendingItem(
                "languages",
                title,
                _("Elle propose une retouche."),
                _("Voir la retouche"),
                url,
            )
        elif reading.can_be_accepted and asked_apart:
            url = reverse("candidate:look_translation", args=[reading.language])
            yield PendingItem(
                "languages",
                title,
                _("À vous de choisir."),
                _("Regarder et choisir"),
                url,
            )


def _sketches(user: User, candidate: Candidate) -> Iterator[PendingItem]:
    for job in candidate_sketches_for(user, candidate):
        if not job.does_well and rules.can_edit_person_column(user, job):
            yield PendingItem(
                "puzzle",
                _("Un poste se dessine avec vous."),
                f"{job.title}, {job.employer}",
                _("Dire ce que je fais bien"),
                reverse("candidate:write_sketch", args=[job.code]),
            )
