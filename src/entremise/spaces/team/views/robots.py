"""Networks that read CVs like robots: block one, or unblock it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, paginate
from entremise.sharing.actions.suspected_scrapers import (
    block_scraper,
    leave_scraper,
    unblock_scraper,
)
from entremise.sharing.queries.suspected_scrapers import (
    recent_scrapers,
    scraper_of_today,
)


@reads(is_staff)
def robots(request: SignedInRequest) -> HttpResponse:
    context = {
        "page": paginate(recent_scrapers(), request),
        "now": timezone.now(),
        "today": timezone.localdate(),
        "may_decide": is_team(request.user),
        "people": settings.MOST_PEOPLE_AN_HOUR,
        "hours": settings.SCRAPER_BLOCK_HOURS,
    }
    return render(request, "team/robots.html", context)


@writes(is_team, show=False)
def refuse_robot(request: SignedInRequest, code: str) -> HttpResponse:
    block_scraper(or_404(scraper_of_today(code)), by=request.user)
    messages.success(
        request, _("La lecture est fermée à ce réseau pour quelques heures.")
    )
    return redirect("team:robots")


@writes(is_team, show=False)
def let_robot_read(request: SignedInRequest, code: str) -> HttpResponse:
    unblock_scraper(or_404(scraper_of_today(code)), by=request.user)
    messages.success(request, _("La lecture est rouverte à ce réseau."))
    return redirect("team:robots")


@writes(is_team, show=False)
def leave_robot(request: SignedInRequest, code: str) -> HttpResponse:
    leave_scraper(or_404(scraper_of_today(code)), by=request.user)
    messages.success(request, _("La lecture reste ouverte à ce réseau."))
    return redirect("team:robots")
