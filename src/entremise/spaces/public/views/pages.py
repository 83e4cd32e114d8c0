"""Static pages, the report form, the honeypot, and the brand of the deployment."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from entremise.foundation.accounts.queries import open_zones_with_contact
from entremise.foundation.kit import brand
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.sharing.middleware import scraper_guard
from entremise.spaces.public.forms.pages import ReportForm

from .spam import hold_for_moderation


@reads(anyone)
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "public/contact.html", {"zones": open_zones_with_contact()})


@writes(anyone)
def report(request: HttpRequest) -> HttpResponse:
    """Report a person, a message or a page."""
    form = ReportForm(
        request.POST or None, initial={"page": request.GET.get("page", "")[:200]}
    )
    if request.method == "POST":
        if not rate_limits.allow_attempt(
            "report",
            rate_limits.client_network(request),
            limit=5,
            period=timedelta(hours=1),
        ):
            return render(request, "kit/too_many.html", status=429)
        if form.is_valid() and form.is_filled_by_robot:
            hold_for_moderation(request, form)
            messages.success(request, _("Merci. L’équipe a reçu votre signalement."))
            return redirect("public:report")
        if form.is_valid():
            queue_message(
                to=settings.CONTACT_EMAIL,
                purpose="public.report",
                subject=_("Signalement"),
                text=form.as_text(),
            )
            messages.success(request, _("Merci. L’équipe a reçu votre signalement."))
            return redirect("public:report")
    return render(request, "public/report.html", {"form": form})


@reads(anyone)
def honeypot(request: HttpRequest) -> HttpResponse:
    """A page that only robots visit, which follow hidden links and ignore robots.txt."""
    # Read by sharing.middleware.
    request_notes(request).hit_honeypot = scraper_guard.is_honeypot_hit(request)
    return render(request, "public/trap.html")


@reads(anyone)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@reads(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@reads(anyone)
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "public/legal.html")


@reads(anyone)
def brand_colours(request: HttpRequest) -> HttpResponse:
    """The deployment's colours; the URL changes with them."""
    response = HttpResponse(brand.brand_stylesheet(), content_type="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@reads(anyone)
def logo(request: HttpRequest) -> HttpResponse:
    """The deployment's logo, served so that nothing in it may run."""
    if not settings.BRAND_LOGO:
        return redirect(static("kit/mark.svg"))
    response = HttpResponse(
        Path(settings.BRAND_LOGO).read_bytes(), content_type="image/svg+xml"
    )
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
