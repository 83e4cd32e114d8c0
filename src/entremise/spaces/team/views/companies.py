"""Companies of the zone: to verify first, then whoever we work with, with what was asked of
whom last.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.companies import actions, queries, rules
from entremise.companies.enums import CompanyState
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, page_of, reads, writes
from entremise.meetings.queries import (
    approaches_of_company,
    meetings_of_company,
    to_come,
)
from entremise.spaces.team.forms import meetings as forms
from entremise.spaces.team.views.journal import timeline_of


@reads(is_staff)
def companies(request: HttpRequest) -> HttpResponse:
    form = forms.FilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    listed = queries.companies_to_follow(
        request.user, state=wanted.get("state", ""), words=wanted.get("words", "")
    )
    return render(
        request, "team/companies.html", {"page": page_of(listed, request), "form": form}
    )


def _company(request: HttpRequest, code: str) -> Any:
    return found(queries.company_for(request.user, code))


@reads(is_staff)
def company(request: HttpRequest, code: str) -> HttpResponse:
    row = _company(request, code)
    context = {
        "company": row,
        "members": queries.members_for(request.user, row),
        "approaches": approaches_of_company(request.user, row).order_by("-created_at")[
            :10
        ],
        "meetings": to_come(meetings_of_company(request.user, row)),
        "lines": timeline_of(row.code, limit=40),
        "may_decide": rules.can_decide(request.user, row),
        "may_verify": row.state != CompanyState.VERIFIED,
        "may_refuse": row.state == CompanyState.NEW,
        "may_suspend": row.state == CompanyState.VERIFIED,
    }
    return render(request, "team/company.html", context)


def _decide(
    request: HttpRequest,
    code: str,
    form: Any,
    act: Callable[..., Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> HttpResponse:
    row = _company(request, code)
    if not rules.can_decide(request.user, row):
        row = found(None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            act(row, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect("team:company", code)
    context = {"form": form, "company": row, "title": title, "submit": submit}
    return render(request, "team/company_decide.html", context)


@writes(is_team)
def verify_company(request: HttpRequest, code: str) -> HttpResponse:
    return _decide(
        request,
        code,
        forms.OptionalWordsForm(request.POST or None),
        actions.verify,
        title=_("Vérifier cette entreprise"),
        submit=_("Oui, nous la connaissons"),
        done=_("L’entreprise est vérifiée."),
    )


@writes(is_team)
def refuse_company(request: HttpRequest, code: str) -> HttpResponse:
    return _decide(
        request,
        code,
        forms.WordsForm(request.POST or None),
        actions.refuse,
        title=_("Ne pas retenir cette entreprise"),
        submit=_("Envoyer ma réponse"),
        done=_("Votre réponse est partie."),
    )


@writes(is_team)
def suspend_company(request: HttpRequest, code: str) -> HttpResponse:
    return _decide(
        request,
        code,
        forms.WordsForm(request.POST or None),
        actions.suspend,
        title=_("Suspendre cette entreprise"),
        submit=_("Fermer l’accès maintenant"),
        done=_("L’accès est fermé."),
    )


@writes(is_staff, show=False)
def take_over_company(request: HttpRequest, code: str) -> HttpResponse:
    actions.take_over(_company(request, code), owner=request.user, by=request.user)
    messages.success(request, _("Vous suivez cette entreprise."))
    return redirect("team:company", code)


def _the_kit(member: Any) -> dict[str, Any]:
    """What the team usually writes; to be changed by whoever sends it."""
    words = _(
        "Près de chez vous, des personnes cherchent du travail et peu de gens les voient."
        " Votre kit de partage est prêt : des mots, une feuille à imprimer, un écran."
        " Pourriez-vous en faire connaître une ou deux cette semaine ?"
    )
    return {"words": words, "with_kit": True}


@writes(is_staff)
def ask_champion(request: HttpRequest, code: str) -> HttpResponse:
    """``code``: a member's."""
    member = found(queries.member_for(request.user, code))
    form = forms.AskForm(
        request.POST or None, initial=_the_kit(member) if "kit" in request.GET else None
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.ask_champion(member, by=request.user, **form.cleaned_data)
            messages.success(request, _("Votre demande est partie."))
            return redirect("team:company", member.company.code)
    return render(request, "team/champion_ask.html", {"form": form, "member": member})
