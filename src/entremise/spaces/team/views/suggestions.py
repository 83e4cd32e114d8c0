"""Leads of a candidate; the trade of an opportunity, chosen by the team."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.opportunities.actions.opportunities import set_opportunity_trade
from entremise.opportunities.queries.opportunities import opportunity_for
from entremise.spaces.shared import leads

lead_urls = partial(leads.build_lead_urls, leads.LeadScreens("team", is_staff))


@writes(is_staff, show=False)
def name_trade(request: SignedInRequest, code: str) -> HttpResponse:
    """Set the trade of an opportunity to one of those that the page proposes."""
    job = or_404(opportunity_for(request.user, code))
    set_opportunity_trade(job, code=request.POST.get("trade", ""), by=request.user)
    messages.success(request, _("Le métier est noté. Les pistes en tiennent compte."))
    return redirect("team:opportunity", code=code)
