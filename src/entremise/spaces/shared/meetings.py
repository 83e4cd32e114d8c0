"""The page of one meeting and its verbs, for each of the four spaces that has one.

A space says in a ``Room`` who comes in and in whose name they write; ``urls_of`` makes its
addresses. A page on which a question is asked is ``<space>/meeting_form.html``, the meeting
itself ``<space>/meeting.html``.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.foundation.web.views import (
    View,
    errors_in,
    found,
    page_of,
    reads,
    writes,
)
from entremise.meetings import actions, forms, queries, rules
from entremise.meetings.enums import Side
from entremise.meetings.page import page_for

VERBS = ("agree", "confirm", "move", "cancel", "prepare", "debrief", "miss")
TO_PREPARE = gettext_lazy("Préparer la rencontre")
CONFIRMED = gettext_lazy("C’est confirmé. Bravo pour cette rencontre.")
Words = str | Promise


def _nothing_more(meeting: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Room:
    """What the page of a meeting is in one space."""

    space: str  # namespace of its addresses, folder of its templates
    test: Callable[[Any], bool]
    side: Side | None = (
        None  # the one its people stand on; None: they may also stand beside
    )
    readers: Words = ""  # who reads what that side writes
    to_prepare: Words = TO_PREPARE
    confirmed: Words = CONFIRMED
    more: Callable[[Any], dict[str, Any]] = _nothing_more  # what its page shows besides

    def meeting(self, viewer: Any, code: str) -> Any:
        meeting = found(queries.meeting_for(viewer, code))
        return found(
            meeting if self.side in (None, rules.side_of(viewer, meeting)) else None
        )

    def written_for(self, viewer: Any, meeting: Any) -> Side:
        """The space's own side; beside: theirs when they are one of the two, else the person's."""
        return self.side or rules.side_of(viewer, meeting) or Side.CANDIDATE

    def read_by(self, side: Side) -> str:
        if self.side:
            return str(self.readers)
        if side == Side.CANDIDATE:
            return _("Vous, la personne et l’équipe lisez ces mots.")
        return _("Vous et l’équipe lisez ces mots.")

    def addresses(self, meeting: Any) -> dict[str, str]:
        to = {
            verb: reverse(f"{self.space}:{verb}_meeting", args=[meeting.code])
            for verb in VERBS
        }
        return to | {
            "confirm_without": reverse(
                f"{self.space}:confirm_meeting_without_code", args=[meeting.code]
            )
        }

    def back(self, request: HttpRequest, code: str, done: Words) -> HttpResponse:
        messages.success(request, str(done))
        return redirect(f"{self.space}:meeting", code)

    def page(
        self, request: HttpRequest, meeting: Any, code_form: BaseForm
    ) -> HttpResponse:
        context = {
            "page": page_for(request.user, meeting),
            "to": self.addresses(meeting),
            "code_form": code_form,
        }
        return render(
            request, f"{self.space}/meeting.html", context | self.more(meeting)
        )

    def ask(
        self,
        request: HttpRequest,
        meeting: Any,
        form: BaseForm,
        act: Callable[..., Any],
        **words: str,
    ) -> HttpResponse:
        """A question on a page of its own, then back to the meeting."""
        if request.method == "POST" and form.is_valid():
            with errors_in(form):
                act(meeting, by=request.user, **form.cleaned_data)
                return self.back(request, meeting.code, words["done"])
        context = {"form": form, "page": page_for(request.user, meeting), **words}
        return render(request, f"{self.space}/meeting_form.html", context)


def urls_of(room: Room, at: str) -> list[URLPattern]:
    """The page of a meeting, below ``at`` and its code, and its verbs."""

    def below(
        end: str, name: str, opened: Callable[[View], View], view: View
    ) -> URLPattern:
        @functools.wraps(view)
        def inside(request: HttpRequest, code: str) -> HttpResponse:
            return view(room, request, code)

        return path(f"{at}<str:code>/{end}", opened(inside), name=name)

    read, write, post = (
        reads(room.test),
        writes(room.test),
        writes(room.test, show=False),
    )
    return [
        below("", "meeting", read, show),
        below("oui/", "agree_meeting", post, agree),
        below("confirmer/", "confirm_meeting", post, confirm),
        below(
            "confirmer-sans-chiffres/",
            "confirm_meeting_without_code",
            post,
            confirm_without_code,
        ),
        below("autre-date/", "move_meeting", write, move),
        below("annuler/", "cancel_meeting", write, cancel),
        below("preparer/", "prepare_meeting", write, prepare),
        below("raconter/", "debrief_meeting", write, debrief),
        below("absence/", "miss_meeting", write, miss),
    ]


def by_time(request: HttpRequest, mine: Any) -> dict[str, Any]:
    """The three parts of a list of meetings."""
    return {
        "coming": queries.not_begun(mine),
        "to_tell": queries.to_tell(mine),
        "past": page_of(queries.past(mine), request, size=12),
    }


def show(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    return room.page(request, room.meeting(request.user, code), forms.CodeForm())


def agree(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    meeting = room.meeting(viewer, code)
    if room.side:
        actions.agree(meeting, by=viewer)
        return room.back(request, code, _("C’est noté : vous venez."))
    actions.agree(meeting, by=viewer, side=request.POST.get("side", ""))
    return room.back(request, code, _("C’est noté."))


def confirm(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    meeting, form = room.meeting(viewer, code), forms.CodeForm(request.POST)
    if form.is_valid():
        try:  # a wrong code stays counted: its refusal undoes nothing
            actions.confirm(meeting, by=viewer, code=form.cleaned_data["code"])
            return room.back(request, code, room.confirmed)
        except DomainError as error:
            form.add_error("code", str(error))
    return room.page(request, meeting, form)


def confirm_without_code(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    actions.confirm(room.meeting(viewer, code), by=viewer)
    return room.back(
        request, code, _("C’est noté. L’autre personne confirme de son côté.")
    )


def move(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    meeting = room.meeting(request.user, code)
    return room.ask(
        request,
        meeting,
        forms.MoveForm(request.POST or None, initial={"starts_at": meeting.starts_at}),
        actions.reschedule,
        title=_("Proposer une autre date"),
        submit=_("Envoyer cette date"),
        done=_("Votre nouvelle date est envoyée."),
    )


def cancel(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    return room.ask(
        request,
        room.meeting(request.user, code),
        forms.CancelForm(request.POST or None),
        actions.cancel,
        title=_("Annuler la rencontre"),
        submit=_("Annuler et envoyer ce mot"),
        done=_("La rencontre est annulée."),
    )


def prepare(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    meeting = room.meeting(request.user, code)
    side = room.written_for(request.user, meeting)
    written = queries.preparation_of(meeting, side)
    initial = {"wants": written.wants, "needs": written.needs} if written else {}
    return room.ask(
        request,
        meeting,
        forms.PrepareForm(request.POST or None, initial=initial),
        functools.partial(actions.prepare, side=side),
        title=str(room.to_prepare),
        submit=_("Garder ma préparation"),
        done=_("Votre préparation est gardée.")
        if room.side
        else _("La préparation est gardée."),
        lead=room.read_by(side),
    )


def debrief(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    meeting = room.meeting(request.user, code)
    side = room.written_for(request.user, meeting)
    told = queries.debrief_of(meeting, side)
    initial = (
        {"changed": told.changed, "next_step": told.next_step, "words": told.words}
        if told
        else {}
    )
    return room.ask(
        request,
        meeting,
        forms.DebriefForm(request.POST or None, initial=initial),
        functools.partial(actions.debrief, side=side),
        title=_("Raconter la rencontre"),
        submit=_("Envoyer à l’équipe"),
        done=_("Merci. L’équipe a vos mots."),
        lead=room.read_by(side),
    )


def miss(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    meeting = room.meeting(request.user, code)
    page = page_for(request.user, meeting)
    return room.ask(
        request,
        meeting,
        forms.MissedForm(request.POST or None, own=page.side, whom=page.whom),
        actions.report_no_show,
        title=_("Quelqu’un n’est pas venu"),
        submit=_("Le dire à l’équipe"),
        done=_("L’équipe est prévenue. Elle vous appelle."),
    )
