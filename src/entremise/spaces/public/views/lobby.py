"""A screen in a hall: one person at a time, another each minute. Only who agreed to the screens of companies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.web import anyone, reads
from entremise.sharing import queries
from entremise.sharing.enums import Channel

SECONDS = 60


@reads(anyone)
def lobby(request: HttpRequest) -> HttpResponse:
    """Without script: the header says when to ask again. Not counted as exposure: nobody may stand before a screen."""
    zone, still = request.GET.get("zone", "")[:60], "fixe" in request.GET
    order = queries.on_screens(zone) or queries.on_screens()
    minute = int(timezone.now().timestamp() // SECONDS)
    shown = queries.people([order[minute % len(order)]]) if order else []
    context = {"zone": zone, "still": still, "cv": shown[0].cv if shown else None}
    if shown:
        token = queries.tokens_of(shown[0].cv.code).get(Channel.SCREEN, "")
        context["address"] = url_to("cv", code=shown[0].cv.code) + (f"?s={token}" if token else "")
    response = render(request, "public/lobby.html", context)
    if not still:
        response.headers["Refresh"] = str(SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
