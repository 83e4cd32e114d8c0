"""Opportunities proposed to the candidate, and the candidate's column of a sketched job."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.opportunities import rules, wording
from entremise.opportunities.actions.opportunities import write_sketch_column
from entremise.opportunities.actions.proposals import move_proposal
from entremise.opportunities.enums import ProposalState
from entremise.opportunities.forms import ProposalMessageForm, SketchColumnForm
from entremise.opportunities.queries.leads import match_facts_for
from entremise.opportunities.queries.opportunities import (
    candidate_proposals_for,
    candidate_sketches_for,
    opportunity_for,
    proposal_for,
)


@reads(is_candidate)
def proposals(request: SignedInRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    all_proposals = list(candidate_proposals_for(request.user, candidate))
    for proposal in all_proposals:
        proposal.state_label = rules.proposal_state_label(proposal)
    context = {
        "to_consider": [
            p for p in all_proposals if p.state == ProposalState.TO_CONSIDER
        ],
        "others": [p for p in all_proposals if p.state != ProposalState.TO_CONSIDER],
        "sketches": candidate_sketches_for(request.user, candidate),
    }
    return render(request, "candidate/proposals.html", context)


@reads(is_candidate)
def proposal(request: SignedInRequest, code: str) -> HttpResponse:
    idea = or_404(proposal_for(request.user, code))
    facts = match_facts_for(request.user, idea.candidate, idea.opportunity)
    allowed = rules.allowed_proposal_moves(request.user, idea)
    context = {
        "idea": idea,
        "state_words": rules.proposal_state_label(idea),
        "sentences": wording.fact_sentences(facts) if facts else None,
        "can_say_yes": ProposalState.INTERESTED in allowed,
        "can_say_no": ProposalState.DECLINED in allowed,
    }
    return render(request, "candidate/proposal.html", context)


@writes(is_candidate, show=False)
def accept_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    idea = or_404(proposal_for(request.user, code))
    move_proposal(idea, to=ProposalState.INTERESTED, by=request.user)
    messages.success(
        request, _("L’équipe le sait. Elle prend contact avec l’employeur.")
    )
    return redirect("candidate:proposal", code=code)


@writes(is_candidate)
def decline_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    idea = or_404(proposal_for(request.user, code))
    form = ProposalMessageForm(
        request.POST or None,
        label=_("Pourquoi ?"),
        hint=_("Si vous voulez. Cela aide l’équipe à mieux chercher avec vous."),
        required=False,
    )
    if form.is_valid():
        with errors_in(form):
            move_proposal(
                idea,
                to=ProposalState.DECLINED,
                by=request.user,
                message=form.cleaned_data["message"],
            )
            messages.success(request, _("C’est noté. Dire non est votre droit."))
            return redirect("candidate:proposal", code=code)
    return render(
        request, "candidate/decline_proposal.html", {"form": form, "idea": idea}
    )


@reads(is_candidate)
def sketch(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    if not rules.is_sketch(job):
        raise Http404
    can_write = rules.can_edit_person_column(request.user, job)
    return render(
        request, "candidate/sketch.html", {"job": job, "can_write": can_write}
    )


@writes(is_candidate)
def write_sketch(request: SignedInRequest, code: str) -> HttpResponse:
    job = or_404(opportunity_for(request.user, code))
    if not rules.can_edit_person_column(request.user, job):
        return redirect("candidate:proposals")
    form = SketchColumnForm(
        job,
        "does_well",
        request.POST or None,
        label=_("Ce que je fais bien"),
        hint=_(
            "Ce que vous aimez faire. Ce que l’on vous demande souvent. Ce que vous avez montré"
            " là-bas."
        ),
    )
    if form.is_valid():
        with errors_in(form):
            write_sketch_column(job, "does_well", by=request.user, **form.cleaned_data)
            messages.success(
                request, _("C’est écrit. L’équipe et l’entreprise peuvent le lire.")
            )
            return redirect("candidate:sketch", code=code)
    return render(request, "candidate/write_sketch.html", {"form": form, "job": job})
