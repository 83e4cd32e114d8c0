"""A page for a screen in a hall: one person, reloaded every 60 seconds.

Only people who granted the partners channel.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from entremise.foundation.web.decorators import anyone, reads
from entremise.sharing.enums import ShareChannel
from entremise.sharing.queries import partners

SECONDS_PER_PERSON = 60


@reads(anyone)
def lobby(request: HttpRequest) -> HttpResponse:
    """Reloads without script. Not counted as an impression: nobody may be there to see it."""
    zone, still = request.GET.get("zone", "")[:60], "fixe" in request.GET
    order = partners.partner_publications(
        partners.PartnerRequest(zone=zone)
    ) or partners.partner_publications(partners.PartnerRequest())
    minute = int(timezone.now().timestamp() // SECONDS_PER_PERSON)
    cards = (
        partners.partner_cards([order[minute % len(order)]], ShareChannel.SCREEN)
        if order
        else []
    )
    context = {"zone": zone, "still": still, "card": cards[0] if cards else None}
    response = render(request, "public/lobby.html", context)
    if not still:
        response.headers["Refresh"] = str(SECONDS_PER_PERSON)
    response.headers["Cache-Control"] = "no-store"
    return response
