"""Proposals of the viewer's zones: state, next moves, who is in charge and by when."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.opportunities import rules, wording
from entremise.opportunities.actions import proposals as proposal_actions
from entremise.opportunities.enums import ProposalState
from entremise.opportunities.forms import ProposalClosingForm, ProposalMessageForm
from entremise.opportunities.queries.leads import match_facts_for
from entremise.opportunities.queries.opportunities import (
    proposal_for,
    proposal_moves_for,
    proposals_for,
)


@reads(is_staff)
def proposals(request: SignedInRequest) -> HttpResponse:
    over = request.GET.get("closes") == "oui"
    page = paginate(proposals_for(request.user, live=not over), request)
    return render(request, "team/proposals.html", {"page": page, "over": over})


@reads(is_staff)
def proposal(request: SignedInRequest, code: str) -> HttpResponse:
    idea = or_404(proposal_for(request.user, code))
    request_notes(request).accessed_person = idea.candidate
    facts = match_facts_for(request.user, idea.candidate, idea.opportunity)
    allowed = rules.allowed_proposal_moves(request.user, idea)
    plain_moves = [
        (to, ProposalState(to).label)
        for to in allowed
        if to not in (ProposalState.CLOSED, ProposalState.DECLINED)
    ]
    context = {
        "idea": idea,
        "moves": proposal_moves_for(request.user, idea),
        "sentences": wording.fact_sentences(facts) if facts else None,
        "plain_moves": plain_moves,
        "can_close": ProposalState.CLOSED in allowed,
        "can_decline": ProposalState.DECLINED in allowed,
        "can_tell": rules.can_tell_closing(request.user, idea),
        "can_hire": idea.state == ProposalState.OFFERED
        and rules.can_manage_proposal(request.user, idea),
    }
    return render(request, "team/proposal.html", context)


@writes(is_team, show=False)
def move_proposal(request: SignedInRequest, code: str, to: str) -> HttpResponse:
    idea = or_404(proposal_for(request.user, code))
    if to not in ProposalState.values:
        raise Http404
    moved = proposal_actions.move_proposal(
        idea, to=to, by=request.user, seen=request.POST.get("seen", "")
    )
    messages.success(
        request, _("Étape notée : %(state)s.") % {"state": moved.get_state_display()}
    )
    return redirect("team:proposal", code=code)


@writes(is_team)
def close_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """The employer said no to the team: the person receives the message, signed."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalClosingForm(
        request.POST or None,
        initial={"seen": idea.state},
        hint=_("La personne les reçoit, signés de vous."),
    )
    if form.is_valid():
        with errors_in(form):
            proposal_actions.move_proposal(
                idea, to=ProposalState.CLOSED, by=request.user, **form.cleaned_data
            )
            return redirect("team:proposal", code=code)
    return render(request, "team/close_proposal.html", {"form": form, "idea": idea})


@writes(is_team)
def decline_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """The person said no to somebody of the team."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalMessageForm(
        request.POST or None, label=_("Ce que la personne a dit"), required=False
    )
    if form.is_valid():
        with errors_in(form):
            proposal_actions.move_proposal(
                idea,
                to=ProposalState.DECLINED,
                by=request.user,
                message=form.cleaned_data["message"],
            )
            return redirect("team:proposal", code=code)
    return render(request, "team/decline_proposal.html", {"form": form, "idea": idea})


@writes(is_team)
def tell_closing(request: SignedInRequest, code: str) -> HttpResponse:
    """The employer closed the proposal: somebody of the team tells the person."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalMessageForm(
        request.POST or None,
        label=_("Vos mots à la personne"),
        hint=_("Elle les reçoit, signés de vous."),
    )
    if form.is_valid():
        with errors_in(form):
            proposal_actions.tell_person_of_closing(
                idea, message=form.cleaned_data["message"], by=request.user
            )
            messages.success(request, _("La personne a vos mots."))
            return redirect("team:proposal", code=code)
    return render(request, "team/tell_closing.html", {"form": form, "idea": idea})
