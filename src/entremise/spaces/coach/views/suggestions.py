"""Leads for somebody I coach, each with what leads there, what stands against, and what to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import candidate_for
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.web import found, reads
from entremise.opportunities import queries, rules


@reads(is_coach)
def suggestions(request: HttpRequest, code: str) -> HttpResponse:
    candidate = found(candidate_for(request.user, code))
    leads = [(job, rules.said(facts)) for job, facts in queries.openings_for(request.user, candidate)]
    proposals = list(queries.proposals_of(request.user, candidate))
    for proposal in proposals:
        proposal.words_of_state = rules.state_words(proposal)
    context = {
        "candidate": candidate,
        "leads": leads,
        "proposals": proposals,
        "sketches": queries.sketches_for(request.user, candidate),
    }
    return render(request, "coach/suggestions.html", context)
