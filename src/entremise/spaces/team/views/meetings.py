"""The agenda of the zone: the team sees and helps; the two people who meet confirm."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, page_of, reads, writes
from entremise.meetings import actions, forms, queries, rules
from entremise.meetings.enums import Side
from entremise.meetings.page import page_for
from entremise.spaces.team.views.journal import timeline_of

VERBS = ("agree", "confirm", "move", "cancel", "prepare", "debrief", "miss")


def _mine(request: HttpRequest, code: str) -> Any:
    return found(queries.meeting_for(request.user, code))


def _addresses(meeting: Any) -> dict[str, str]:
    to = {verb: reverse(f"team:{verb}_meeting", args=[meeting.code]) for verb in VERBS}
    return to | {"confirm_without": reverse("team:confirm_meeting_without_code", args=[meeting.code])}


def _show(request: HttpRequest, meeting: Any, code_form: BaseForm, status: int = 200) -> HttpResponse:
    context = {"page": page_for(request.user, meeting), "to": _addresses(meeting), "code_form": code_form}
    context["lines"] = timeline_of(meeting.code, limit=30)
    return render(request, "team/meeting.html", context, status=status)


def _by_form(
    request: HttpRequest, meeting: Any, form: BaseForm, act: Callable[[Any], Any], **words: str
) -> HttpResponse:
    """A question on a page of its own, then back to the meeting."""
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            act(form.cleaned_data)
        if form.is_valid():
            messages.success(request, words["done"])
            return redirect("team:meeting", meeting.code)
    return render(request, "team/meeting_form.html", {"form": form, "page": page_for(request.user, meeting), **words})


def _chosen(request: HttpRequest, row: Any) -> Side:
    """For whom the team writes: itself when it is one of the two, else the person."""
    return rules.side_of(request.user, row) or Side.CANDIDATE


@reads(is_staff)
def meetings(request: HttpRequest) -> HttpResponse:
    mine = queries.meetings_for(request.user)
    context = {
        "coming": queries.not_begun(mine),
        "to_tell": queries.to_tell(mine),
        "past": page_of(queries.past(mine), request, size=12),
    }
    return render(request, "team/meetings.html", context)


@reads(is_staff)
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _mine(request, code), forms.CodeForm())


@writes(is_staff, show=False)
def agree_meeting(request: HttpRequest, code: str) -> HttpResponse:
    actions.agree(_mine(request, code), by=request.user, side=request.POST.get("side", ""))
    messages.success(request, _("C’est noté."))
    return redirect("team:meeting", code)


@writes(is_staff, show=False)
def confirm_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row, form = _mine(request, code), forms.CodeForm(request.POST)
    if form.is_valid():
        try:  # a wrong code stays counted: its refusal undoes nothing
            actions.confirm(row, by=request.user, code=form.cleaned_data["code"])
            messages.success(request, _("C’est confirmé. Bravo pour cette rencontre."))
            return redirect("team:meeting", code)
        except DomainError as error:
            form.add_error("code", str(error))
    return _show(request, row, form)


@writes(is_staff, show=False)
def confirm_meeting_without_code(request: HttpRequest, code: str) -> HttpResponse:
    actions.confirm(_mine(request, code), by=request.user)
    messages.success(request, _("C’est noté. L’autre personne confirme de son côté."))
    return redirect("team:meeting", code)


@writes(is_staff)
def move_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    form = forms.MoveForm(request.POST or None, initial={"starts_at": row.starts_at})
    return _by_form(
        request,
        row,
        form,
        lambda data: actions.reschedule(row, by=request.user, **data),
        title=_("Proposer une autre date"),
        submit=_("Envoyer cette date"),
        done=_("Votre nouvelle date est envoyée."),
    )


@writes(is_staff)
def cancel_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    return _by_form(
        request,
        row,
        forms.CancelForm(request.POST or None),
        lambda data: actions.cancel(row, by=request.user, **data),
        title=_("Annuler la rencontre"),
        submit=_("Annuler et envoyer ce mot"),
        done=_("La rencontre est annulée."),
    )


@writes(is_staff)
def prepare_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    side = _chosen(request, row)
    written = queries.preparation_of(row, side)
    initial = {"wants": written.wants, "needs": written.needs} if written else {}
    return _by_form(
        request,
        row,
        forms.PrepareForm(request.POST or None, initial=initial),
        lambda data: actions.prepare(row, side=side, by=request.user, **data),
        title=_("Préparer la rencontre"),
        submit=_("Garder ma préparation"),
        done=_("La préparation est gardée."),
        lead=_("Vous, la personne et l’équipe lisez ces mots.")
        if side == Side.CANDIDATE
        else _("Vous et l’équipe lisez ces mots."),
    )


@writes(is_staff)
def debrief_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    side = _chosen(request, row)
    told = queries.debrief_of(row, side)
    initial = {"changed": told.changed, "next_step": told.next_step, "words": told.words} if told else {}
    return _by_form(
        request,
        row,
        forms.DebriefForm(request.POST or None, initial=initial),
        lambda data: actions.debrief(row, side=side, by=request.user, **data),
        title=_("Raconter la rencontre"),
        submit=_("Envoyer à l’équipe"),
        done=_("Merci. L’équipe a vos mots."),
        lead=_("Vous, la personne et l’équipe lisez ces mots.")
        if side == Side.CANDIDATE
        else _("Vous et l’équipe lisez ces mots."),
    )


@writes(is_staff)
def miss_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    page = page_for(request.user, row)
    own = page.side
    return _by_form(
        request,
        row,
        forms.MissedForm(request.POST or None, own=own, whom=page.whom),
        lambda data: actions.report_no_show(row, by=request.user, **data),
        title=_("Quelqu’un n’est pas venu"),
        submit=_("Le dire à l’équipe"),
        done=_("L’équipe est prévenue. Elle vous appelle."),
    )
