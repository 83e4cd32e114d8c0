from django.http import HttpResponse
from django.shortcuts import render

from entremise.candidates.queries.candidates import candidate_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.impact.queries.funnel import candidate_reach_for as reach_of
from entremise.spaces.shared.reach import reach_by_channel


@reads(is_staff)
def reach(request: SignedInRequest, code: str) -> HttpResponse:
    """What the shares of the CV of a candidate brought."""
    person = or_404(candidate_for(request.user, code))
    request_notes(request).accessed_person = person
    reached = or_404(reach_of(request.user, person))
    context = {
        "candidate": person,
        "reach": reached,
        "picture": reach_by_channel(reached),
    }
    return render(request, "team/reach.html", context)
