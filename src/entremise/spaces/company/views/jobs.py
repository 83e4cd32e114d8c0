"""Opportunities of the company: posted, or sketched after a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.companies.queries import company_of_user
from entremise.companies.rules import is_company_member
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.enums import MeetingState
from entremise.meetings.queries.meetings import company_meetings_for, meeting_for
from entremise.opportunities import rules
from entremise.opportunities.actions import opportunities as opportunity_actions
from entremise.opportunities.actions.proposals import move_proposal
from entremise.opportunities.enums import OpportunityState, ProposalState
from entremise.opportunities.forms import (
    JobForm,
    ProposalClosingForm,
    SketchColumnForm,
    SketchForm,
)
from entremise.opportunities.queries.opportunities import (
    company_opportunities_for,
    opportunity_for,
    opportunity_proposals_for,
    proposal_for,
)

if TYPE_CHECKING:
    pass


@reads(is_company_member)
def opportunities(request: SignedInRequest) -> HttpResponse:
    page = paginate(
        company_opportunities_for(request.user, or_404(company_of_user(request.user))),
        request,
    )
    return render(request, "company/opportunities.html", {"page": page})


@writes(is_company_member)
def new_opportunity(request: SignedInRequest) -> HttpResponse:
    form = JobForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            job = opportunity_actions.post_opportunity(
                or_404(company_of_user(request.user)),
                by=request.user,
                **form.cleaned_data,
            )
            return redirect("company:opportunity", code=job.code)
    return render(request, "company/opportunity_form.html", {"form": form, "job": None})


@writes(is_company_member)
def edit_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    kind = SketchForm if rules.is_sketch(job) else JobForm
    form = kind(request.POST or None, initial=opportunity_actions.job_values(job))
    # It has a page of its own, which shows both texts when two people write at once.
    form.fields.pop("left_undone", None)
    if form.is_valid():
        with errors_in(form):
            opportunity_actions.update_opportunity(
                job, by=request.user, **form.cleaned_data
            )
            return redirect("company:opportunity", code=code)
    return render(request, "company/opportunity_form.html", {"form": form, "job": job})


@reads(is_company_member)
def opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    proposals = opportunity_proposals_for(request.user, job)
    for proposal in proposals:
        proposal.allowed = rules.allowed_proposal_moves(request.user, proposal)
    context = {
        "job": job,
        "is_sketch": rules.is_sketch(job),
        "can_write": rules.can_edit_opportunity(request.user, job),
        "can_submit": rules.can_submit_opportunity(request.user, job),
        "can_close": job.state == OpportunityState.OPEN,
        "proposals": proposals,
    }
    return render(request, "company/opportunity.html", context)


@writes(is_company_member, show=False)
def submit_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    opportunity_actions.submit_opportunity(job, by=request.user)
    messages.success(request, _("L’équipe relit votre poste sous 3 jours ouvrés."))
    return redirect("company:opportunity", code=code)


@writes(is_company_member, show=False)
def close_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    opportunity_actions.close_opportunity(job, by=request.user)
    messages.success(
        request, _("Le poste est clos. L’équipe répond aux personnes concernées.")
    )
    return redirect("company:opportunity", code=code)


@reads(is_company_member)
def build_job(request: SignedInRequest) -> HttpResponse:
    """People met by the company, for each of whom a job can be sketched."""
    company = or_404(company_of_user(request.user))
    met = company_meetings_for(request.user, company).filter(
        state__in=[MeetingState.AGREED, MeetingState.HELD, MeetingState.CLAIMED]
    )
    page = paginate(met.order_by("-starts_at"), request)
    return render(request, "company/build_job.html", {"page": page, "company": company})


@writes(is_company_member)
def new_sketch(request: SignedInRequest, code: str) -> HttpResponse:
    meeting = or_404(meeting_for(request.user, code))
    company = or_404(meeting.company)
    form = SketchForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            values = {
                **form.cleaned_data,
                "candidate": meeting.candidate,
                "company": company,
            }
            job = opportunity_actions.sketch_opportunity(
                meeting, by=request.user, **values
            )
            return redirect("company:opportunity", code=job.code)
    return render(
        request, "company/new_sketch.html", {"form": form, "meeting": meeting}
    )


@writes(is_company_member)
def write_sketch(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    form = SketchColumnForm(
        job,
        "left_undone",
        request.POST or None,
        label=_("Ce qui reste à faire chez nous"),
        hint=_(
            "Ce que personne n’a le temps de faire. Ce qui est fait à moitié. Ce qui vous manque."
        ),
    )
    if not (rules.is_sketch(job) and rules.can_edit_opportunity(request.user, job)):
        return redirect("company:opportunity", code=code)
    if form.is_valid():
        with errors_in(form):
            opportunity_actions.write_sketch_column(
                job, "left_undone", by=request.user, **form.cleaned_data
            )
            return redirect("company:opportunity", code=code)
    return render(request, "company/write_sketch.html", {"form": form, "job": job})


@writes(is_company_member, show=False)
def offer(request: SignedInRequest, code: str) -> HttpResponse:
    proposal = or_404(proposal_for(request.user, code))
    seen = request.POST.get("seen", "")
    move_proposal(proposal, to=ProposalState.OFFERED, by=request.user, seen=seen)
    messages.success(request, _("Merci. L’équipe prépare l’embauche avec vous."))
    return redirect("company:opportunity", code=proposal.opportunity.code)


@writes(is_company_member)
def close_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    proposal = or_404(proposal_for(request.user, code))
    form = ProposalClosingForm(
        request.POST or None,
        initial={"seen": proposal.state},
        hint=_("L’équipe les lit, puis parle elle-même à la personne."),
    )
    if form.is_valid():
        with errors_in(form):
            move_proposal(
                proposal, to=ProposalState.CLOSED, by=request.user, **form.cleaned_data
            )
            messages.success(
                request, _("C’est noté. Une personne de l’équipe le dira de vive voix.")
            )
            return redirect("company:opportunity", code=proposal.opportunity.code)
    return render(
        request, "company/close_proposal.html", {"form": form, "proposal": proposal}
    )
