"""Who wants to meet me, and my meetings: one page each, one thing to do at a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, page_of, reads, writes
from entremise.meetings import actions, forms, queries, rules
from entremise.meetings.enums import ApproachState, Side
from entremise.meetings.page import page_for

VERBS = ("agree", "confirm", "move", "cancel", "prepare", "debrief", "miss")


def _mine(request: HttpRequest, code: str) -> Any:
    meeting = found(queries.meeting_for(request.user, code))
    return found(meeting if rules.side_of(request.user, meeting) == Side.CANDIDATE else None)


def _addresses(meeting: Any) -> dict[str, str]:
    to = {verb: reverse(f"candidate:{verb}_meeting", args=[meeting.code]) for verb in VERBS}
    return to | {"confirm_without": reverse("candidate:confirm_meeting_without_code", args=[meeting.code])}


def _show(request: HttpRequest, meeting: Any, code_form: BaseForm, status: int = 200) -> HttpResponse:
    context = {"page": page_for(request.user, meeting), "to": _addresses(meeting), "code_form": code_form}
    return render(request, "candidate/meeting.html", context, status=status)


def _by_form(
    request: HttpRequest, meeting: Any, form: BaseForm, act: Callable[[Any], Any], **words: str
) -> HttpResponse:
    """A question on a page of its own, then back to the meeting."""
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            act(form.cleaned_data)
        if form.is_valid():
            messages.success(request, words["done"])
            return redirect("candidate:meeting", meeting.code)
    return render(
        request, "candidate/meeting_form.html", {"form": form, "page": page_for(request.user, meeting), **words}
    )


@reads(is_candidate)
def meetings(request: HttpRequest) -> HttpResponse:
    mine = queries.meetings_for(request.user).filter(candidate__user=request.user)
    context = {
        "approaches": queries.approaches_to_answer(request.user),
        "coming": queries.not_begun(mine),
        "to_tell": queries.to_tell(mine),
        "past": page_of(queries.past(mine), request, size=12),
    }
    return render(request, "candidate/meetings.html", context)


@reads(is_candidate)
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _mine(request, code), forms.CodeForm())


@writes(is_candidate, show=False)
def agree_meeting(request: HttpRequest, code: str) -> HttpResponse:
    actions.agree(_mine(request, code), by=request.user)
    messages.success(request, _("C’est noté : vous venez."))
    return redirect("candidate:meeting", code)


@writes(is_candidate, show=False)
def confirm_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row, form = _mine(request, code), forms.CodeForm(request.POST)
    if form.is_valid():
        try:  # a wrong code stays counted: its refusal undoes nothing
            actions.confirm(row, by=request.user, code=form.cleaned_data["code"])
            messages.success(request, _("C’est confirmé. Bravo pour cette rencontre."))
            return redirect("candidate:meeting", code)
        except DomainError as error:
            form.add_error("code", str(error))
    return _show(request, row, form)


@writes(is_candidate, show=False)
def confirm_meeting_without_code(request: HttpRequest, code: str) -> HttpResponse:
    actions.confirm(_mine(request, code), by=request.user)
    messages.success(request, _("C’est noté. L’autre personne confirme de son côté."))
    return redirect("candidate:meeting", code)


@writes(is_candidate)
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


@writes(is_candidate)
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


@writes(is_candidate)
def prepare_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    written = queries.preparation_of(row, Side.CANDIDATE)
    initial = {"wants": written.wants, "needs": written.needs} if written else {}
    return _by_form(
        request,
        row,
        forms.PrepareForm(request.POST or None, initial=initial),
        lambda data: actions.prepare(row, side=Side.CANDIDATE, by=request.user, **data),
        title=_("Préparer ma rencontre"),
        submit=_("Garder ma préparation"),
        done=_("Votre préparation est gardée."),
        lead=_("Vous, votre coach et l’équipe lisez ces mots. L’entreprise ne les voit pas."),
    )


@writes(is_candidate)
def debrief_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    told = queries.debrief_of(row, Side.CANDIDATE)
    initial = {"changed": told.changed, "next_step": told.next_step, "words": told.words} if told else {}
    return _by_form(
        request,
        row,
        forms.DebriefForm(request.POST or None, initial=initial),
        lambda data: actions.debrief(row, side=Side.CANDIDATE, by=request.user, **data),
        title=_("Raconter la rencontre"),
        submit=_("Envoyer à l’équipe"),
        done=_("Merci. L’équipe a vos mots."),
        lead=_("Vous, votre coach et l’équipe lisez ces mots. L’entreprise ne les voit pas."),
    )


@writes(is_candidate)
def miss_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    whom = page_for(request.user, row).whom
    return _by_form(
        request,
        row,
        forms.MissedForm(request.POST or None, own=Side.CANDIDATE, whom=whom),
        lambda data: actions.report_no_show(row, by=request.user, **data),
        title=_("Quelqu’un n’est pas venu"),
        submit=_("Le dire à l’équipe"),
        done=_("L’équipe est prévenue. Elle vous appelle."),
    )


@reads(is_candidate)
def approach(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "candidate/approach.html", {"approach": _to_me(request, code)})


def _to_me(request: HttpRequest, code: str) -> Any:
    row = found(queries.approach_for(request.user, code))
    return found(row if row.let_through_at and row.candidate.user_id == request.user.pk else None)


@writes(is_candidate, show=False)
def accept_approach(request: HttpRequest, code: str) -> HttpResponse:
    actions.accept(_to_me(request, code), by=request.user)
    messages.success(request, _("Vous avez dit oui. Une date arrive bientôt."))
    return redirect("candidate:approach", code)


@writes(is_candidate)
def decline_approach(request: HttpRequest, code: str) -> HttpResponse:
    row = _to_me(request, code)
    form = forms.DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.decline(row, by=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Vous avez dit non. C’est votre choix, et il est respecté."))
            return redirect("candidate:approach", code)
    open_still = row.state == ApproachState.LET_THROUGH
    return render(request, "candidate/approach_decline.html", {"form": form, "approach": row, "open": open_still})
