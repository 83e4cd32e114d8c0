"""Hires of the viewer's zones: those at risk first; plan, check-ins, manager and buddy, end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.queries.candidates import candidate_for
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.companies.queries import companies_visible_to, company_members_for
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.queries.meetings import (
    candidate_meetings_for,
    last_held_meeting_for,
)
from entremise.onboarding import actions, queries, rules
from entremise.onboarding.forms import EndHireForm, HireForm, ManagerAndBuddyForm
from entremise.opportunities.queries.opportunities import proposal_for
from entremise.sharing.queries.credits import contact_origins
from entremise.spaces.shared.hires import HireScreens, build_hire_urls

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.models import Viewer
    from entremise.opportunities.models import Proposal

hire_urls = partial(
    build_hire_urls,
    HireScreens(
        "team",
        is_team,
        gettext_lazy("Réponse notée."),
        back_url_name="team:hire",
        back_to_one_hire=True,
    ),
)


@reads(is_staff)
def hires(request: SignedInRequest) -> HttpResponse:
    over = request.GET.get("finies") == "oui"
    page = paginate(queries.hire_list_for(request.user, is_current=not over), request)
    context = {
        "page": page,
        "over": over,
        "at_risk": queries.hire_warnings_for(request.user),
    }
    return render(request, "team/hires.html", context)


@reads(is_staff)
def hire(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(queries.hire_for(request.user, code))
    request_notes(request).accessed_person = job.candidate
    context = {
        "hire": job,
        "plan": queries.onboarding_plan_for(request.user, job),
        "moments": queries.milestone_answers_for(request.user, job),
        "risk": queries.hire_warnings(job),
        "in_charge": rules.can_manage_hire(request.user, job),
        "lines": timeline_of(job.code, limit=15),
        "origins": contact_origins(job.meeting.approach if job.meeting else None),
    }
    return render(request, "team/hire.html", context)


@writes(is_team)
def new_hire(request: SignedInRequest, code: str) -> HttpResponse:
    """Record a hire that comes from no proposal."""
    return _record(request, or_404(candidate_for(request.user, code)))


@writes(is_team)
def hire_from_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    proposal = or_404(proposal_for(request.user, code))
    return _record(request, proposal.candidate, proposal=proposal)


def _record(
    request: SignedInRequest, candidate: Candidate, proposal: Proposal | None = None
) -> HttpResponse:
    form = HireForm(
        request.POST or None,
        companies=companies_visible_to(request.user),
        meetings=candidate_meetings_for(request.user, candidate).order_by("-starts_at"),
        initial=_initial_from_proposal(request.user, proposal) if proposal else {},
    )
    is_visible = cv_visibility_of(candidate).state == "visible"
    if form.is_valid():
        with errors_in(form):
            job = actions.record_hire(
                candidate, proposal=proposal, by=request.user, **form.cleaned_data
            )
            messages.success(
                request,
                _("L’embauche est notée, le plan est ouvert. Le CV n’est plus visible.")
                if is_visible
                else _("L’embauche est notée, le plan est ouvert."),
            )
            return redirect("team:hire", code=job.code)
    context = {
        "form": form,
        "candidate": candidate,
        "proposal": proposal,
        "is_visible": is_visible,
    }
    return render(request, "team/new_hire.html", context)


def _initial_from_proposal(viewer: Viewer, proposal: Proposal) -> dict[str, Any]:
    job = proposal.opportunity
    met = (
        proposal.meeting
        or job.born_from
        or (
            job.company
            and last_held_meeting_for(viewer, proposal.candidate, job.company)
        )
    )
    return {
        "company": job.company.code if job.company else None,
        "employer_name": job.employer_name,
        "title": job.title,
        "contract": job.contract,
        "meeting": met.code if met else None,
        "built_for_person": job.created_for_id == proposal.candidate_id,
    }


@writes(is_team)
def hire_people(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose the manager and the buddy."""
    job = or_404(queries.hire_for(request.user, code))
    company = or_404(job.company)
    initial = {
        name: getattr(job, name).code if getattr(job, name) else None
        for name in ("manager", "buddy")
    }
    form = ManagerAndBuddyForm(
        request.POST or None,
        members=company_members_for(request.user, company),
        initial=initial,
    )
    if form.is_valid():
        with errors_in(form):
            actions.set_hire_manager_and_buddy(
                job, by=request.user, **form.cleaned_data
            )
            return redirect("team:hire", code=code)
    return render(request, "team/hire_people.html", {"form": form, "hire": job})


@writes(is_team)
def end_hire(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(queries.hire_for(request.user, code))
    form = EndHireForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            actions.end_hire(job, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("La fin est notée. Le parcours de la personne continue avec nous."),
            )
            return redirect("team:hire", code=code)
    return render(request, "team/end_hire.html", {"form": form, "hire": job})
