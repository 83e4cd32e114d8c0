"""Proposals of the viewer's zones: state, next moves, who is in charge and by when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import BaseForm
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

if TYPE_CHECKING:
    from entremise.opportunities.models import Proposal


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


def _answer(
    request: SignedInRequest,
    idea: Proposal,
    form: BaseForm,
    act: Callable[..., object],
    *,
    title: str,
    submit: str,
    done: str = "",
) -> HttpResponse:
    """The page of an answer. ``act``: called with the proposal, ``by`` and the form's values."""
    if form.is_valid():
        with errors_in(form):
            act(idea, by=request.user, **form.cleaned_data)
            if done:
                messages.success(request, done)
            return redirect("team:proposal", code=idea.code)
    context = {"form": form, "idea": idea, "title": title, "submit": submit}
    return render(request, "team/decide_proposal.html", context)


@writes(is_team)
def close_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """The employer said no to the team: the person receives the message, signed."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalClosingForm(
        request.POST or None,
        initial={"seen": idea.state},
        hint=_("La personne les reçoit, signés de vous."),
    )
    return _answer(
        request,
        idea,
        form,
        partial(proposal_actions.move_proposal, to=ProposalState.CLOSED),
        title=_("L’employeur dit non"),
        submit=_("Dire non à la personne"),
    )


@writes(is_team)
def decline_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """The person said no to somebody of the team."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalMessageForm(
        request.POST or None, label=_("Ce que la personne a dit"), required=False
    )
    return _answer(
        request,
        idea,
        form,
        partial(proposal_actions.move_proposal, to=ProposalState.DECLINED),
        title=_("La personne dit non"),
        submit=_("Noter sa réponse"),
    )


@writes(is_team)
def tell_closing(request: SignedInRequest, code: str) -> HttpResponse:
    """The employer closed the proposal: somebody of the team tells the person."""
    idea = or_404(proposal_for(request.user, code))
    form = ProposalMessageForm(
        request.POST or None,
        label=_("Vos mots à la personne"),
        hint=_("Elle les reçoit, signés de vous."),
    )
    return _answer(
        request,
        idea,
        form,
        proposal_actions.tell_person_of_closing,
        title=_("Le dire à la personne"),
        submit=_("Envoyer à la personne"),
        done=_("La personne a vos mots."),
    )
