"""Introduce a candidate to a company, and plan the meeting with those who attend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.queries.candidates import candidate_for
from entremise.companies.actions import add_company_member
from entremise.companies.enums import MemberRole
from entremise.companies.queries import companies_visible_to, company_members_for
from entremise.companies.rules import OPEN_COMPANY_STATES
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings.actions import planning
from entremise.meetings.actions.approaches import propose_introduction
from entremise.meetings.enums import ApproachKind, MeetingKind
from entremise.meetings.queries.meetings import approach_for, approaches_for
from entremise.spaces.team.forms import meetings as forms

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.companies.models import Company
    from entremise.meetings.models import Approach

KINDS_WITHOUT_COMPANY = (MeetingKind.FIRST, MeetingKind.THREE_WAY, MeetingKind.WORKSHOP)
KINDS_WITH_COMPANY = (
    MeetingKind.VISIT,
    MeetingKind.TRANSFORMING,
    MeetingKind.INTERVIEW,
    MeetingKind.IMMERSION,
)


@reads(is_staff)
def introductions(request: SignedInRequest) -> HttpResponse:
    rows = (
        approaches_for(request.user)
        .filter(kind=ApproachKind.INTRODUCTION)
        .order_by("-created_at")
    )
    return render(request, "team/introductions.html", {"introductions": rows[:60]})


@writes(is_staff)
def introduce(request: SignedInRequest, code: str) -> HttpResponse:
    """Introduce a candidate to a company of the team. ``code``: of the candidate."""
    person = or_404(candidate_for(request.user, code))
    companies = (
        companies_visible_to(request.user)
        .filter(state__in=OPEN_COMPANY_STATES)
        .order_by("name")
    )
    form = forms.IntroductionForm(request.POST or None, companies=companies)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            row = propose_introduction(person, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("La personne reçoit votre mot. Elle dira oui ou non.")
            )
            return redirect("team:approach", row.code)
    return render(request, "team/introduce.html", {"form": form, "person": person})


@writes(is_staff)
def plan_visit(request: SignedInRequest, code: str) -> HttpResponse:
    """Once the person said yes: date, place and attendees. ``code``: of the approach."""
    row = or_404(approach_for(request.user, code))
    members = (
        list(company_members_for(request.user, row.company)) if row.company else []
    )
    form = forms.PlanMeetingForm(
        request.POST or None,
        members=members,
        kinds=KINDS_WITH_COMPANY,
        initial={"place": row.place, "kind": MeetingKind.VISIT},
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            meeting = _plan(
                request, form, row.candidate, approach=row, company=row.company
            )
            messages.success(request, _("La rencontre est proposée à chacun."))
            return redirect("team:meeting", meeting.code)
    return render(
        request,
        "team/meeting_propose.html",
        {"form": form, "person": row.candidate, "approach": row},
    )


@writes(is_staff)
def propose_meeting(request: SignedInRequest, code: str) -> HttpResponse:
    """A meeting with the team or the coach. ``code``: of the candidate."""
    person = or_404(candidate_for(request.user, code))
    form = forms.PlanMeetingForm(request.POST or None, kinds=KINDS_WITHOUT_COMPANY)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            meeting = _plan(request, form, person, approach=None, company=None)
            messages.success(request, _("La rencontre est proposée."))
            return redirect("team:meeting", meeting.code)
    return render(
        request, "team/meeting_propose.html", {"form": form, "person": person}
    )


def _plan(
    request: SignedInRequest,
    form: forms.PlanMeetingForm,
    person: Candidate,
    *,
    approach: Approach | None,
    company: Company | None,
) -> Any:
    attendees = form.invited_users()
    for name, title, email in form.invited_guests():
        if email and company:
            first, _space, last = name.partition(" ")
            member = add_company_member(
                company,
                email=email,
                first_name=first,
                last_name=last,
                job_title=title,
                role=MemberRole.SPONSOR,
                by=request.user,
            )
            attendees.append(member.user)
        else:
            attendees.append((name, title))
    if form.cleaned_data.get("comes_along"):
        attendees.append(request.user)
    return planning.propose_meeting(
        person,
        approach=approach,
        company=company,
        attendees=attendees,
        by=request.user,
        **form.meeting_values(),
    )
