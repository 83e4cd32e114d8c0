"""Opportunities of the viewer's zones: review, sketch one for a person, propose one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.queries.candidates import candidate_for
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.queries import has_open_zone, zones_for
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.queries.meetings import meeting_for
from entremise.opportunities import rules, wording
from entremise.opportunities.actions import opportunities as opportunity_actions
from entremise.opportunities.actions.proposals import propose_opportunity
from entremise.opportunities.enums import OpportunityState
from entremise.opportunities.forms import JobForm, SketchByTeamForm, SketchColumnForm
from entremise.opportunities.queries.leads import (
    match_facts_for,
    suggested_people_for,
    trade_choices,
    trade_name,
)
from entremise.opportunities.queries.opportunities import (
    opportunities_for,
    opportunities_to_review_for,
    opportunity_for,
    opportunity_proposals_for,
    proposable_candidates_for,
)
from entremise.spaces.team.forms.opportunities import (
    ExternalJobInZoneForm,
    OpportunityDecisionForm,
    ProposeOpportunityForm,
    SketchInCompanyForm,
)

from .decisions import DecisionSubject, DecisionTexts, build_decision_view

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User
    from entremise.opportunities.models import Opportunity


@reads(is_staff)
def opportunities(request: SignedInRequest) -> HttpResponse:
    state = request.GET.get("etat", "")
    context = {
        "to_read": opportunities_to_review_for(request.user)[:50],
        "page": paginate(opportunities_for(request.user, state=state), request),
        "states": OpportunityState.choices,
        "state": state,
    }
    return render(request, "team/opportunities.html", context)


@reads(is_staff)
def opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    people = (
        suggested_people_for(request.user, job)
        if job.state == OpportunityState.OPEN
        else []
    )
    page = paginate(people, request, size=30)
    may_decide = rules.can_review_opportunity(request.user, job)
    context = {
        "job": job,
        "is_sketch": rules.is_sketch(job),
        "can_write": rules.can_edit_opportunity(request.user, job),
        "can_write_person": rules.can_edit_person_column(request.user, job),
        "can_submit": rules.can_submit_opportunity(request.user, job),
        "to_decide": may_decide and job.state == OpportunityState.PENDING_REVIEW,
        "to_close": may_decide and job.state == OpportunityState.OPEN,
        "to_reopen": may_decide
        and job.state in (OpportunityState.CLOSED, OpportunityState.REFUSED),
        "can_propose": may_decide and job.state == OpportunityState.OPEN,
        "proposals": opportunity_proposals_for(request.user, job),
        "page": page,
        "people": [(person, wording.fact_sentences(facts)) for person, facts in page],
        "trades": trade_choices(job),
        "trade_name": trade_name(job),
    }
    return render(request, "team/opportunity.html", context)


@writes(is_staff)
def new_opportunity(request: SignedInRequest) -> HttpResponse:
    """A job found outside, of an employer without account."""
    form = ExternalJobInZoneForm(request.POST or None, zones=zones_for(request.user))
    if form.is_valid():
        with errors_in(form):
            job = opportunity_actions.add_external_opportunity(
                by=request.user, **form.cleaned_data
            )
            return redirect("team:opportunity", code=job.code)
    return render(
        request,
        "team/opportunity_form.html",
        {"form": form, "job": None, "is_open": has_open_zone()},
    )


@writes(is_staff)
def edit_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    kind = SketchByTeamForm if rules.is_sketch(job) else JobForm
    form = kind(
        request.POST or None,
        initial=opportunity_actions.job_values(job),
    )
    for column in opportunity_actions.SKETCH_COLUMNS:
        form.fields.pop(column, None)
    if form.is_valid():
        with errors_in(form):
            opportunity_actions.update_opportunity(
                job, by=request.user, **form.cleaned_data
            )
            return redirect("team:opportunity", code=code)
    return render(request, "team/opportunity_form.html", {"form": form, "job": job})


@writes(is_staff)
def new_sketch(request: SignedInRequest, code: str) -> HttpResponse:
    """Sketch a job after a meeting with a company."""
    meeting = or_404(meeting_for(request.user, code))
    or_404(meeting.company)
    return _sketch(
        request,
        SketchByTeamForm(request.POST or None),
        meeting.candidate,
        meeting=meeting,
    )


@writes(is_staff)
def new_sketch_for(request: SignedInRequest, code: str) -> HttpResponse:
    """Sketch a job for a person in a company, without a recorded meeting."""
    candidate = or_404(candidate_for(request.user, code))
    form = SketchInCompanyForm(
        request.POST or None, companies=companies_visible_to(request.user)
    )
    return _sketch(request, form, candidate)


def _sketch(
    request: SignedInRequest, form: Any, candidate: Any, meeting: Any = None
) -> HttpResponse:
    if form.is_valid():
        with errors_in(form):
            values = {
                "company": meeting.company if meeting else None,
                **form.cleaned_data,
            }
            job = opportunity_actions.sketch_opportunity(
                meeting, candidate=candidate, by=request.user, **values
            )
            return redirect("team:opportunity", code=job.code)
    return render(
        request,
        "team/new_sketch.html",
        {"form": form, "candidate": candidate, "meeting": meeting},
    )


@writes(is_staff)
def write_sketch(request: SignedInRequest, code: str, column: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    if column not in opportunity_actions.SKETCH_COLUMNS or not rules.is_sketch(job):
        raise Http404
    label = (
        _("Ce que la personne fait bien")
        if column == "does_well"
        else _("Ce qui reste à faire dans l’entreprise")
    )
    form = SketchColumnForm(job, column, request.POST or None, label=label)
    if form.is_valid():
        with errors_in(form):
            opportunity_actions.write_sketch_column(
                job, column, by=request.user, **form.cleaned_data
            )
            return redirect("team:opportunity", code=code)
    return render(
        request, "team/write_sketch.html", {"form": form, "job": job, "label": label}
    )


@writes(is_staff, show=False)
def submit_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    opportunity_actions.submit_opportunity(
        or_404(opportunity_for(request.user, code)), by=request.user
    )
    return redirect("team:opportunity", code=code)


def _decide_opportunity(
    job: Opportunity, *, by: User, decision: str, message: str
) -> None:
    """Open it, give it back to its authors, or refuse it; with a message to them."""
    decide = {
        "open": opportunity_actions.open_opportunity,
        "give_back": opportunity_actions.return_opportunity,
        "refuse": opportunity_actions.refuse_opportunity,
    }
    decide[decision](job, by=by, message=message)


decide_opportunity = build_decision_view(
    DecisionSubject(
        "opportunity",
        opportunity_for,
        rules.can_review_opportunity,
        template="team/decide_opportunity.html",
    ),
    OpportunityDecisionForm,
    _decide_opportunity,
    DecisionTexts(
        title=gettext_lazy("Relire un poste"), submit=gettext_lazy("Décider")
    ),
)


@writes(is_team, show=False)
def close_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    opportunity_actions.close_opportunity(
        or_404(opportunity_for(request.user, code)), by=request.user
    )
    messages.info(
        request,
        _("Le poste est clos. Chaque personne concernée attend quelques mots de vous."),
    )
    return redirect("team:opportunity", code=code)


@writes(is_team, show=False)
def fill_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    opportunity_actions.close_opportunity(
        or_404(opportunity_for(request.user, code)),
        by=request.user,
        filled=True,
    )
    messages.info(
        request,
        _(
            "Le poste est pourvu. Chaque personne concernée attend quelques mots de vous."
        ),
    )
    return redirect("team:opportunity", code=code)


@writes(is_team, show=False)
def reopen_opportunity(request: SignedInRequest, code: str) -> HttpResponse:
    opportunity_actions.reopen_opportunity(
        or_404(opportunity_for(request.user, code)), by=request.user
    )
    return redirect("team:opportunity", code=code)


@writes(is_team)
def propose(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose the opportunity to a person, with the reasons for it."""
    job = or_404(opportunity_for(request.user, code))
    initial = {
        "candidate": request.GET.get("personne")
        or (job.created_for.code if job.created_for else "")
    }
    people = proposable_candidates_for(request.user, job)
    somebody = people.filter(code=initial["candidate"]).first()
    facts = match_facts_for(request.user, somebody, job) if somebody else None
    form = ProposeOpportunityForm(request.POST or None, people=people, initial=initial)
    if form.is_valid():
        with errors_in(form):
            proposal = propose_opportunity(job, by=request.user, **form.cleaned_data)
            return redirect("team:proposal", code=proposal.code)
    context = {
        "form": form,
        "job": job,
        "person": somebody,
        "sentences": wording.fact_sentences(facts) if facts else None,
    }
    return render(request, "team/propose.html", context)
