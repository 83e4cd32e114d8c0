"""The page of a meeting and its actions, for the four spaces that show meetings.

A space describes its screens in a ``MeetingScreens``; ``build_meeting_urls`` makes its URLs.
Its templates: ``<space>/meeting.html`` and, for actions that need a form,
``<space>/meeting_form.html``. Raises 404 when the viewer does not take part, or stands on the
other side.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise

from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import ViewFunction, reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings import forms, rules
from entremise.meetings.actions import confirmation, planning
from entremise.meetings.enums import MeetingSide
from entremise.meetings.queries import meetings as meeting_queries
from entremise.meetings.queries.meeting_page import meeting_page_for

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer
    from entremise.meetings.models import Meeting

MEETING_VERBS = ("agree", "confirm", "move", "cancel", "prepare", "debrief", "miss")
PREPARE_TITLE = gettext_lazy("Préparer la rencontre")
CONFIRMED_MESSAGE = gettext_lazy("C’est confirmé. Bravo pour cette rencontre.")
LazyText = str | Promise


def _no_extra_context(meeting: Meeting) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class MeetingScreens:
    """How one space shows meetings."""

    space: str  # namespace of its URLs, folder of its templates
    test: Callable[[Any], bool]
    # The side of its users; None where they may also help one of the two.
    side: MeetingSide | None = None
    readers_note: LazyText = ""  # who reads what that side writes
    prepare_title: LazyText = PREPARE_TITLE
    confirmed_message: LazyText = CONFIRMED_MESSAGE
    extra_context: Callable[[Any], dict[str, Any]] = _no_extra_context

    def meeting_for(self, viewer: Viewer, code: str) -> Any:
        meeting = or_404(meeting_queries.meeting_for(viewer, code))
        return or_404(
            meeting
            if self.side in (None, rules.meeting_side_of(viewer, meeting))
            else None
        )

    def side_written_for(self, viewer: Viewer, meeting: Meeting) -> MeetingSide:
        """The space's own side, else the viewer's, else the candidate's."""
        return (
            self.side or rules.meeting_side_of(viewer, meeting) or MeetingSide.CANDIDATE
        )

    def readers_note_for(self, side: MeetingSide) -> str:
        if self.side:
            return str(self.readers_note)
        if side == MeetingSide.CANDIDATE:
            return _("Vous, la personne et l’équipe lisez ces mots.")
        return _("Vous et l’équipe lisez ces mots.")

    def verb_urls(self, meeting: Meeting) -> dict[str, str]:
        to = {
            verb: reverse(f"{self.space}:{verb}_meeting", args=[meeting.code])
            for verb in MEETING_VERBS
        }
        return to | {
            "confirm_without": reverse(
                f"{self.space}:confirm_meeting_without_code", args=[meeting.code]
            )
        }

    def redirect_to_meeting(
        self, request: HttpRequest, code: str, message: LazyText
    ) -> HttpResponse:
        messages.success(request, str(message))
        return redirect(f"{self.space}:meeting", code)

    def render_meeting(
        self, request: HttpRequest, meeting: Meeting, code_form: BaseForm
    ) -> HttpResponse:
        context = {
            "page": meeting_page_for(request.user, meeting),
            "to": self.verb_urls(meeting),
            "code_form": code_form,
        }
        return render(
            request, f"{self.space}/meeting.html", context | self.extra_context(meeting)
        )

    def render_or_apply_form(
        self,
        request: HttpRequest,
        meeting: Meeting,
        form: BaseForm,
        action: Callable[..., Any],
        **texts: str,
    ) -> HttpResponse:
        """The form on a page of its own; once valid, ``action`` is called with its values.

        ``texts``: title, submit and lead of the page, done (the message once it is applied).
        """
        if request.method == "POST" and form.is_valid():
            with errors_in(form):
                action(meeting, by=request.user, **form.cleaned_data)
                return self.redirect_to_meeting(request, meeting.code, texts["done"])
        context = {
            "form": form,
            "page": meeting_page_for(request.user, meeting),
            **texts,
        }
        return render(request, f"{self.space}/meeting_form.html", context)


def build_meeting_urls(screens: MeetingScreens, prefix: str) -> list[URLPattern]:
    """URLs of a meeting and of its actions, below ``prefix`` and its code."""

    def below(
        end: str,
        name: str,
        opened: Callable[[ViewFunction], ViewFunction],
        view: ViewFunction,
    ) -> URLPattern:
        @functools.wraps(view)
        def inside(request: HttpRequest, code: str) -> HttpResponse:
            return view(screens, request, code)

        return path(f"{prefix}<str:code>/{end}", opened(inside), name=name)

    write, post = writes(screens.test), writes(screens.test, show=False)
    # Of one's own meetings, a printed card reads when and where, and answers. It neither
    # says what took place, nor reads or writes what is told to the team.
    by_card = screens.side == MeetingSide.CANDIDATE
    read = reads(screens.test, by_card=by_card)
    answer = writes(screens.test, by_card=by_card)
    answer_post = writes(screens.test, show=False, by_card=by_card)
    return [
        below("", "meeting", read, show_meeting),
        below("oui/", "agree_meeting", answer_post, agree_meeting),
        below("confirmer/", "confirm_meeting", post, confirm_meeting),
        below(
            "confirmer-sans-chiffres/",
            "confirm_meeting_without_code",
            post,
            confirm_meeting_without_code,
        ),
        below("autre-date/", "move_meeting", answer, move_meeting),
        below("annuler/", "cancel_meeting", answer, cancel_meeting),
        below("preparer/", "prepare_meeting", write, prepare_meeting),
        below("raconter/", "debrief_meeting", write, debrief_meeting),
        below("absence/", "miss_meeting", write, miss_meeting),
    ]


def meetings_by_time(
    request: HttpRequest, meetings: QuerySet[Meeting]
) -> dict[str, Any]:
    """Context of a list of meetings: to come, awaiting an outcome, past."""
    return {
        "coming": meeting_queries.meetings_not_started(meetings),
        "to_tell": meeting_queries.meetings_awaiting_outcome(meetings),
        "past": paginate(meeting_queries.past_meetings(meetings), request, size=12),
    }


def show_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    return screens.render_meeting(
        request, screens.meeting_for(request.user, code), forms.MeetingCodeForm()
    )


def agree_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    viewer: Any = request.user
    meeting = screens.meeting_for(viewer, code)
    if screens.side:
        planning.agree_to_meeting_date(meeting, by=viewer)
        return screens.redirect_to_meeting(request, code, _("C’est noté : vous venez."))
    planning.agree_to_meeting_date(
        meeting, by=viewer, side=request.POST.get("side", "")
    )
    return screens.redirect_to_meeting(request, code, _("C’est noté."))


def confirm_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    viewer: Any = request.user
    meeting, form = (
        screens.meeting_for(viewer, code),
        forms.MeetingCodeForm(request.POST),
    )
    if form.is_valid():
        with errors_in(form):
            confirmation.confirm_meeting(
                meeting, by=viewer, code=form.cleaned_data["code"]
            )
            return screens.redirect_to_meeting(request, code, screens.confirmed_message)
    return screens.render_meeting(request, meeting, form)


def confirm_meeting_without_code(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    viewer: Any = request.user
    confirmation.confirm_meeting(screens.meeting_for(viewer, code), by=viewer)
    return screens.redirect_to_meeting(
        request, code, _("C’est noté. L’autre personne confirme de son côté.")
    )


def move_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    meeting = screens.meeting_for(request.user, code)
    return screens.render_or_apply_form(
        request,
        meeting,
        forms.RescheduleMeetingForm(
            request.POST or None, initial={"starts_at": meeting.starts_at}
        ),
        planning.reschedule_meeting,
        title=_("Proposer une autre date"),
        submit=_("Envoyer cette date"),
        done=_("Votre nouvelle date est envoyée."),
    )


def cancel_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    return screens.render_or_apply_form(
        request,
        screens.meeting_for(request.user, code),
        forms.CancelMeetingForm(request.POST or None),
        planning.cancel_meeting,
        title=_("Annuler la rencontre"),
        submit=_("Annuler et envoyer ce mot"),
        done=_("La rencontre est annulée."),
    )


def prepare_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    meeting = screens.meeting_for(request.user, code)
    side = screens.side_written_for(request.user, meeting)
    preparation = meeting_queries.preparation_of(meeting, side)
    initial = (
        {"wants": preparation.wants, "needs": preparation.needs} if preparation else {}
    )
    return screens.render_or_apply_form(
        request,
        meeting,
        forms.PreparationForm(request.POST or None, initial=initial),
        functools.partial(planning.save_preparation, side=side),
        title=str(screens.prepare_title),
        submit=_("Garder ma préparation"),
        done=_("Votre préparation est gardée.")
        if screens.side
        else _("La préparation est gardée."),
        lead=screens.readers_note_for(side),
    )


def debrief_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    meeting = screens.meeting_for(request.user, code)
    side = screens.side_written_for(request.user, meeting)
    debrief = meeting_queries.debrief_of(meeting, side)
    initial = (
        {
            "changed": debrief.changed,
            "next_step": debrief.next_step,
            "comment": debrief.comment,
        }
        if debrief
        else {}
    )
    return screens.render_or_apply_form(
        request,
        meeting,
        forms.DebriefForm(request.POST or None, initial=initial),
        functools.partial(confirmation.save_debrief, side=side),
        title=_("Raconter la rencontre"),
        submit=_("Envoyer à l’équipe"),
        done=_("Merci. L’équipe a vos mots."),
        lead=screens.readers_note_for(side),
    )


def miss_meeting(
    screens: MeetingScreens, request: HttpRequest, code: str
) -> HttpResponse:
    meeting = screens.meeting_for(request.user, code)
    page = meeting_page_for(request.user, meeting)
    return screens.render_or_apply_form(
        request,
        meeting,
        forms.MeetingNoShowForm(
            request.POST or None, own=page.side, counterpart=page.counterpart
        ),
        confirmation.report_meeting_no_show,
        title=_("Quelqu’un n’est pas venu"),
        submit=_("Le dire à l’équipe"),
        done=_("L’équipe est prévenue. Elle vous appelle."),
    )
