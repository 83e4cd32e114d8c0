"""What waits for the person, the most pressing first: each in one line, with one button."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from entremise.candidates import questions
from entremise.candidates.enums import CVState
from entremise.candidates.languages import name_of
from entremise.candidates.queries import Visibility
from entremise.candidates.recommended import letters_to_choose
from entremise.candidates.translated import readings_of
from entremise.foundation.kit.text import gettext as _
from entremise.meetings import queries as meetings
from entremise.meetings.enums import MeetingState
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Voice
from entremise.opportunities import queries as opportunities
from entremise.opportunities import rules
from entremise.opportunities.enums import ProposalState
from entremise.sharing.queries.words import languages_with_proposed_words


@dataclass(frozen=True)
class Waiting:
    icon: str
    title: str
    words: str
    label: str = ""
    url: str = ""


def waiting_for(
    user: Any, candidate: Any, *, cv: Any, visibility: Visibility, to_come: list[Any]
) -> list[Waiting]:
    """Nothing that a page of this space asks for is left out: an empty list means that
    nothing waits.
    """
    return [
        *_approaches(user),
        *_check_ins(user),
        *_meetings(user, candidate, to_come),
        *_proposals(user, candidate),
        *_cv(cv, visibility),
        *_letters(user, candidate),
        *_words(candidate),
        *_translations(user, candidate, visibility),
        *_sketches(user, candidate),
    ]


def _approaches(user: Any) -> Iterator[Waiting]:
    for approach in meetings.approaches_to_answer(user):
        who = approach.company.name if approach.company else approach.contact_name
        yield Waiting(
            "handshake",
            _("%(who)s voudrait vous rencontrer.") % {"who": who},
            _("Vous lisez, puis vous choisissez."),
            _("Lire la proposition"),
            reverse("candidate:approach", args=[approach.code]),
        )


def _check_ins(user: Any) -> Iterator[Waiting]:
    for check_in in onboarding.waiting_for(user):
        if check_in.voice == Voice.EMPLOYEE:
            yield Waiting(
                "message-circle",
                _("Comment ça va au travail ?"),
                _("Trois questions, deux minutes. L’équipe vous lit."),
                _("Répondre"),
                reverse("candidate:check_in", args=[check_in.code]),
            )


def _meetings(user: Any, candidate: Any, to_come: list[Any]) -> Iterator[Waiting]:
    for meeting in meetings.to_tell(meetings.meetings_of(user, candidate)):
        if (
            meeting.state in (MeetingState.AGREED, MeetingState.CLAIMED)
            and not meeting.candidate_confirmed_at
        ):
            where = meeting.company.name if meeting.company else meeting.place
            yield Waiting(
                "check",
                _("Votre rencontre a-t-elle eu lieu ?"),
                f"{meeting.get_kind_display()}, {where}",
                _("Répondre"),
                reverse("candidate:meeting", args=[meeting.code]),
            )
    for meeting in to_come:
        if meeting.state == MeetingState.PROPOSED and not meeting.candidate_agreed_at:
            yield Waiting(
                "calendar",
                _("On vous propose un rendez-vous."),
                _("Regardez le jour et le lieu. Puis répondez."),
                _("Voir le rendez-vous"),
                reverse("candidate:meeting", args=[meeting.code]),
            )


def _proposals(user: Any, candidate: Any) -> Iterator[Waiting]:
    for idea in opportunities.proposals_of(user, candidate).filter(
        state=ProposalState.TO_CONSIDER
    ):
        yield Waiting(
            "briefcase",
            _("Une idée de travail pour vous"),
            f"{idea.opportunity.title}, {idea.opportunity.employer}",
            _("Regarder"),
            reverse("candidate:proposal", args=[idea.code]),
        )


def _cv(cv: Any, visibility: Visibility) -> Iterator[Waiting]:
    here, consent = reverse("candidate:cv"), reverse("candidate:consent")
    if cv is None:
        return
    if cv.state == CVState.CHANGES_REQUESTED:
        words, label = _("Elle propose une retouche."), _("Voir la retouche")
        yield Waiting("pencil", _("L’équipe a lu votre CV."), words, label, here)
    elif visibility.state == "to_agree" or visibility.newer:
        yield Waiting(
            "eye",
            _("Votre CV est prêt."),
            _("Regardez ce que le monde verrait. Puis choisissez."),
            _("Regarder et choisir"),
            consent,
        )
    elif visibility.ends_soon:
        words, label = _("Voulez-vous continuer ?"), _("Choisir")
        yield Waiting(
            "calendar-clock",
            _("Votre accord se termine bientôt."),
            words,
            label,
            consent,
        )
    elif cv.state == CVState.DRAFT and visibility.state == "never":
        walk = questions.steps(cv.document, has_photo=bool(cv.photo))
        started = any(step.answered for step in walk)
        yield Waiting(
            "pencil",
            _("Continuer mon CV") if started else _("Écrire mon CV"),
            questions.left_in_words(walk),
            _("Continuer") if started else _("Commencer"),
            here,
        )


def _letters(user: Any, candidate: Any) -> Iterator[Waiting]:
    for letter in letters_to_choose(user, candidate):
        yield Waiting(
            "mail-open",
            _("%(author)s a écrit quelques mots sur vous.") % {"author": letter.author},
            _("Vous les gardez pour votre CV, ou non."),
            _("Lire et choisir"),
            reverse("candidate:recommendations"),
        )


def _words(candidate: Any) -> Iterator[Waiting]:
    for language in languages_with_proposed_words(candidate):
        yield Waiting(
            "megaphone",
            _("On vous propose des mots pour vous présenter."),
            _("En %(name)s. Vous dites oui ou non.") % {"name": name_of(language)},
            _("Lire et choisir"),
            f"{reverse('candidate:share_words')}?langue={language}",
        )


def _translations(
    user: Any, candidate: Any, visibility: Visibility
) -> Iterator[Waiting]:
    """One to accept waits with the CV itself until that is visible: the same page asks for both."""
    asked_apart = visibility.state == "visible" and not visibility.newer
    for reading in readings_of(user, candidate):
        title = _("L’équipe a lu votre CV en %(name)s.") % {
            "name": name_of(reading.language)
        }
        if reading.standing == "changes_requested":
            url = reverse("candidate:translation", args=[reading.language])
            yield Waiting(
                "languages",
                title,
                _("Elle propose une retouche."),
                _("Voir la retouche"),
                url,
            )
        elif reading.can_be_accepted and asked_apart:
            url = reverse("candidate:look_translation", args=[reading.language])
            yield Waiting(
                "languages",
                title,
                _("À vous de choisir."),
                _("Regarder et choisir"),
                url,
            )


def _sketches(user: Any, candidate: Any) -> Iterator[Waiting]:
    for job in opportunities.sketches_for(user, candidate):
        if not job.does_well and rules.can_write_for_the_person(user, job):
            yield Waiting(
                "puzzle",
                _("Un poste se dessine avec vous."),
                f"{job.title}, {job.employer}",
                _("Dire ce que je fais bien"),
                reverse("candidate:write_sketch", args=[job.code]),
            )
