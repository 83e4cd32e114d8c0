"""The meetings of our company: agreed, prepared, confirmed, told."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.companies.queries import company_of
from entremise.companies.rules import is_member
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, page_of, reads, writes
from entremise.meetings import actions, forms, queries, rules
from entremise.meetings.enums import Side
from entremise.meetings.page import page_for

VERBS = ("agree", "confirm", "move", "cancel", "prepare", "debrief", "miss")


def _mine(request: HttpRequest, code: str) -> Any:
    meeting = found(queries.meeting_for(request.user, code))
    return found(meeting if rules.side_of(request.user, meeting) == Side.OTHER else None)


def _addresses(meeting: Any) -> dict[str, str]:
    to = {verb: reverse(f"company:{verb}_meeting", args=[meeting.code]) for verb in VERBS}
    return to | {"confirm_without": reverse("company:confirm_meeting_without_code", args=[meeting.code])}


def _show(request: HttpRequest, meeting: Any, code_form: BaseForm, status: int = 200) -> HttpResponse:
    context = {"page": page_for(request.user, meeting), "to": _addresses(meeting), "code_form": code_form}
    return render(request, "company/meeting.html", context, status=status)


def _by_form(
    request: HttpRequest, meeting: Any, form: BaseForm, act: Callable[[Any], Any], **words: str
) -> HttpResponse:
    """A question on a page of its own, then back to the meeting."""
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            act(form.cleaned_data)
        if form.is_valid():
            messages.success(request, words["done"])
            return redirect("company:meeting", meeting.code)
    return render(
        request, "company/meeting_form.html", {"form": form, "page": page_for(request.user, meeting), **words}
    )


@reads(is_member)
def meetings(request: HttpRequest) -> HttpResponse:
    mine = queries.meetings_of_company(request.user, company_of(request.user))
    context = {
        "coming": queries.not_begun(mine),
        "to_tell": queries.to_tell(mine),
        "past": page_of(queries.past(mine), request, size=12),
    }
    return render(request, "company/meetings.html", context)


@reads(is_member)
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _mine(request, code), forms.CodeForm())


@writes(is_member, show=False)
def agree_meeting(request: HttpRequest, code: str) -> HttpResponse:
    actions.agree(_mine(request, code), by=request.user)
    messages.success(request, _("C’est noté : vous venez."))
    return redirect("company:meeting", code)


@writes(is_member, show=False)
def confirm_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row, form = _mine(request, code), forms.CodeForm(request.POST)
    if form.is_valid():
        try:  # a wrong code stays counted: its refusal undoes nothing
            actions.confirm(row, by=request.user, code=form.cleaned_data["code"])
            messages.success(request, _("C’est confirmé. Merci d’avoir ouvert votre porte."))
            return redirect("company:meeting", code)
        except DomainError as error:
            form.add_error("code", str(error))
    return _show(request, row, form)


@writes(is_member, show=False)
def confirm_meeting_without_code(request: HttpRequest, code: str) -> HttpResponse:
    actions.confirm(_mine(request, code), by=request.user)
    messages.success(request, _("C’est noté. L’autre personne confirme de son côté."))
    return redirect("company:meeting", code)


@writes(is_member)
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


@writes(is_member)
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


@writes(is_member)
def prepare_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    written = queries.preparation_of(row, Side.OTHER)
    initial = {"wants": written.wants, "needs": written.needs} if written else {}
    return _by_form(
        request,
        row,
        forms.PrepareForm(request.POST or None, initial=initial),
        lambda data: actions.prepare(row, side=Side.OTHER, by=request.user, **data),
        title=_("Préparer la rencontre"),
        submit=_("Garder ma préparation"),
        done=_("Votre préparation est gardée."),
        lead=_("Vos collègues et l’équipe lisent ces mots. La personne ne les voit pas."),
    )


@writes(is_member)
def debrief_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    told = queries.debrief_of(row, Side.OTHER)
    initial = {"changed": told.changed, "next_step": told.next_step, "words": told.words} if told else {}
    return _by_form(
        request,
        row,
        forms.DebriefForm(request.POST or None, initial=initial),
        lambda data: actions.debrief(row, side=Side.OTHER, by=request.user, **data),
        title=_("Raconter la rencontre"),
        submit=_("Envoyer à l’équipe"),
        done=_("Merci. L’équipe a vos mots."),
        lead=_("Vos collègues et l’équipe lisent ces mots. La personne ne les voit pas."),
    )


@writes(is_member)
def miss_meeting(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    whom = page_for(request.user, row).whom
    return _by_form(
        request,
        row,
        forms.MissedForm(request.POST or None, own=Side.OTHER, whom=whom),
        lambda data: actions.report_no_show(row, by=request.user, **data),
        title=_("Quelqu’un n’est pas venu"),
        submit=_("Le dire à l’équipe"),
        done=_("L’équipe est prévenue. Elle vous appelle."),
    )
