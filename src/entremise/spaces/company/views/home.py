"""The company's home page, its members and its profile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.companies import actions
from entremise.companies.queries import (
    closed_company_of_user,
    company_member_for,
    company_members_for,
    company_of_user,
)
from entremise.companies.rules import (
    can_invite_to_company,
    has_any_membership,
    is_company_member,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings.enums import PENDING_APPROACH_STATES, ApproachState
from entremise.meetings.queries.meetings import (
    company_approaches_for,
    company_meetings_for,
    meetings_awaiting_outcome,
    meetings_not_started,
)
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Respondent
from entremise.spaces.company import forms


@reads(has_any_membership)
def home(request: SignedInRequest) -> HttpResponse:
    company = company_of_user(request.user)
    if company is None:
        return render(
            request,
            "company/closed.html",
            {"company": closed_company_of_user(request.user)},
        )
    meetings = company_meetings_for(request.user, company)
    approaches = company_approaches_for(request.user, company)
    context = {
        "company": company,
        "to_tell": meetings_awaiting_outcome(meetings),
        "coming": meetings_not_started(meetings)[:3],
        "to_plan": approaches.filter(
            state=ApproachState.ACCEPTED, meetings__isnull=True
        ),
        "waiting": approaches.filter(state__in=PENDING_APPROACH_STATES),
        "members": company_members_for(request.user, company),
        "check_ins": [
            c
            for c in onboarding.check_ins_waiting_for(request.user)
            if c.respondent == Respondent.MANAGER
        ],
    }
    return render(request, "company/home.html", context)


@reads(is_company_member)
def members(request: SignedInRequest) -> HttpResponse:
    company: Any = company_of_user(request.user)
    context = {
        "company": company,
        "members": company_members_for(request.user, company),
        "may_invite": can_invite_to_company(request.user, company),
    }
    return render(request, "company/members.html", context)


@writes(is_company_member)
def add_member(request: SignedInRequest) -> HttpResponse:
    company: Any = company_of_user(request.user)
    form = forms.AddMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.add_company_member(company, by=request.user, **form.cleaned_data)
            messages.success(request, _("L’invitation est partie."))
            return redirect("company:members")
    return render(request, "company/member_add.html", {"form": form})


@writes(is_company_member, show=False)
def end_member(request: SignedInRequest, code: str) -> HttpResponse:
    member = or_404(company_member_for(request.user, code))
    actions.end_company_membership(member, by=request.user)
    messages.success(request, _("Cette personne n’a plus ce rôle."))
    return redirect(
        "company:home" if member.user_id == request.user.pk else "company:members"
    )


@writes(is_company_member)
def describe(request: SignedInRequest) -> HttpResponse:
    """Edit the company's profile: activity, commitments, obstacles removed."""
    company: Any = company_of_user(request.user)
    form = forms.CompanyDescriptionForm(
        request.POST or None, initial=forms.CompanyDescriptionForm.initial_for(company)
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.update_company_profile(
                company, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Votre présentation est à jour."))
            return redirect("company:members")
    return render(request, "company/describe.html", {"form": form, "company": company})
