"""The company's first page: what waits for us, and what we promised."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.companies import actions
from entremise.companies.queries import (
    closed_company_of,
    company_of,
    member_for,
    members_for,
)
from entremise.companies.rules import belongs_somewhere, can_invite, is_member
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.meetings import queries
from entremise.meetings.enums import APPROACH_WAITING, ApproachState
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Voice
from entremise.spaces.company import forms


@reads(belongs_somewhere)
def home(request: HttpRequest) -> HttpResponse:
    company = company_of(request.user)
    if company is None:
        return render(
            request, "company/closed.html", {"company": closed_company_of(request.user)}
        )
    ours = queries.meetings_of_company(request.user, company)
    approaches = queries.approaches_of_company(request.user, company)
    context = {
        "company": company,
        "to_tell": queries.to_tell(ours),
        "coming": queries.not_begun(ours)[:3],
        "to_plan": approaches.filter(
            state=ApproachState.ACCEPTED, meetings__isnull=True
        ),
        "waiting": approaches.filter(state__in=APPROACH_WAITING),
        "members": members_for(request.user, company),
        "check_ins": [
            c for c in onboarding.waiting_for(request.user) if c.voice == Voice.MANAGER
        ],
    }
    return render(request, "company/home.html", context)


@reads(is_member)
def members(request: HttpRequest) -> HttpResponse:
    company: Any = company_of(request.user)
    context = {
        "company": company,
        "members": members_for(request.user, company),
        "may_invite": can_invite(request.user, company),
    }
    return render(request, "company/members.html", context)


@writes(is_member)
def add_member(request: HttpRequest) -> HttpResponse:
    company: Any = company_of(request.user)
    form = forms.MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.add_member(company, by=request.user, **form.cleaned_data)
            messages.success(request, _("L’invitation est partie."))
            return redirect("company:members")
    return render(request, "company/member_add.html", {"form": form})


@writes(is_member, show=False)
def end_member(request: HttpRequest, code: str) -> HttpResponse:
    member = found(member_for(request.user, code))
    actions.end_member(member, by=request.user)
    messages.success(request, _("Cette personne n’a plus ce rôle."))
    return redirect(
        "company:home" if member.user_id == request.user.pk else "company:members"
    )


@writes(is_member)
def describe(request: HttpRequest) -> HttpResponse:
    """What we promise, and what we removed."""
    company: Any = company_of(request.user)
    form = forms.DescribeForm(
        request.POST or None, initial=forms.DescribeForm.initial_of(company)
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.describe(company, by=request.user, **form.cleaned_data)
            messages.success(request, _("Votre présentation est à jour."))
            return redirect("company:members")
    return render(request, "company/describe.html", {"form": form, "company": company})
