"""Companies of the viewer's zones: list, page, verification, requests to champions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.companies import actions, queries, rules
from entremise.companies.enums import CompanyState
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.queries.meetings import (
    company_approaches_for,
    company_meetings_for,
    upcoming_meetings,
)
from entremise.spaces.team.forms import meetings as forms
from entremise.spaces.team.presenters.timeline import timeline_lines_of

from .decisions import DecisionSubject, DecisionTexts, build_decision_view


@reads(is_staff)
def companies(request: SignedInRequest) -> HttpResponse:
    form = forms.CompanyFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    listed = queries.company_list_for(
        request.user, state=wanted.get("state", ""), query=wanted.get("words", "")
    )
    return render(
        request,
        "team/companies.html",
        {
            "page": paginate(listed, request),
            "form": form,
            "may_import": is_team(request.user),
        },
    )


def _company(request: SignedInRequest, code: str) -> Any:
    return or_404(queries.company_for(request.user, code))


@reads(is_staff)
def company(request: SignedInRequest, code: str) -> HttpResponse:
    row = _company(request, code)
    context = {
        "company": row,
        "members": queries.company_members_for(request.user, row),
        "approaches": company_approaches_for(request.user, row).order_by("-created_at")[
            :10
        ],
        "meetings": upcoming_meetings(company_meetings_for(request.user, row)),
        "lines": timeline_lines_of(row.code, limit=40),
        "may_decide": rules.can_moderate_company(request.user, row),
        "may_verify": row.state != CompanyState.VERIFIED,
        "may_refuse": row.state == CompanyState.NEW,
        "may_suspend": row.state == CompanyState.VERIFIED,
    }
    return render(request, "team/company.html", context)


COMPANY = DecisionSubject(
    "company",
    queries.company_for,
    rules.can_moderate_company,
    template="team/company_decide.html",
)
verify_company = build_decision_view(
    COMPANY,
    forms.OptionalMessageForm,
    actions.verify_company,
    DecisionTexts(
        title=gettext_lazy("Vérifier cette entreprise"),
        submit=gettext_lazy("Oui, nous la connaissons"),
        done=gettext_lazy("L’entreprise est vérifiée."),
    ),
)
refuse_company = build_decision_view(
    COMPANY,
    forms.RefusalMessageForm,
    actions.refuse_company,
    DecisionTexts(
        title=gettext_lazy("Ne pas retenir cette entreprise"),
        submit=gettext_lazy("Envoyer ma réponse"),
        done=gettext_lazy("Votre réponse est partie."),
    ),
)
suspend_company = build_decision_view(
    COMPANY,
    forms.SuspensionMessageForm,
    actions.suspend_company,
    DecisionTexts(
        title=gettext_lazy("Suspendre cette entreprise"),
        submit=gettext_lazy("Fermer l’accès maintenant"),
        done=gettext_lazy("L’accès est fermé."),
    ),
)


@writes(is_staff, show=False)
def take_over_company(request: SignedInRequest, code: str) -> HttpResponse:
    actions.assign_company_owner(
        _company(request, code), owner=request.user, by=request.user
    )
    messages.success(request, _("Vous suivez cette entreprise."))
    return redirect("team:company", code)


def _kit_email_text(member: Any) -> dict[str, Any]:
    """Initial values of the form: a proposed message, to be edited."""
    text = _(
        "Près de chez vous, des personnes cherchent du travail et peu de gens les voient."
        " Votre kit de partage est prêt : des mots, une feuille à imprimer, un écran."
        " Pourriez-vous en faire connaître une ou deux cette semaine ?"
    )
    return {"message": text, "with_kit": True}


@writes(is_staff)
def ask_champion(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask a member of a company to share CVs. ``code``: of the member."""
    member = or_404(queries.company_member_for(request.user, code))
    form = forms.AskChampionForm(
        request.POST or None,
        initial=_kit_email_text(member) if "kit" in request.GET else None,
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.ask_champion(member, by=request.user, **form.cleaned_data)
            messages.success(request, _("Votre demande est partie."))
            return redirect("team:company", member.company.code)
    return render(request, "team/champion_ask.html", {"form": form, "member": member})


@writes(is_team, show=False)
def give_member_access(request: SignedInRequest, code: str) -> HttpResponse:
    """For somebody of a company who came from a list and cannot sign in yet."""
    member = or_404(queries.company_member_for(request.user, code))
    user = actions.give_member_access(member, by=request.user)
    messages.success(
        request,
        _("L’accès est ouvert. L’invitation part à %(address)s.")
        % {"address": user.known_email or user.known_phone},
    )
    return redirect("team:company", code=member.company.code)
