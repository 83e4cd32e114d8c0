"""Static pages, the report form, the honeypot, and the brand of the deployment."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response

from entremise.foundation.accounts.queries import open_zones_with_contact
from entremise.foundation.association.queries import (
    current_settings,
    logo_file,
    logo_version,
    retention_delays,
)
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
                to=current_settings().contact_email,
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
    audit = current_settings().accessibility_audit
    return render(request, "public/accessibility.html", {"audit": audit})


@reads(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"site": current_settings(), "delays": retention_delays()}
    return render(request, "public/privacy.html", context)


@reads(anyone)
def legal(request: HttpRequest) -> HttpResponse:
    """What the association set; what is missing is left out."""
    return render(request, "public/legal.html", {"site": current_settings()})


@reads(anyone)
def brand_colours(request: HttpRequest) -> HttpResponse:
    """The deployment's colours; the URL changes with them."""
    site = current_settings()
    response = HttpResponse(
        brand.brand_stylesheet(site.primary_colour, site.accent_colour),
        content_type="text/css",
    )
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@reads(anyone)
def manifest(request: HttpRequest) -> HttpResponse:
    """The name and icon of the site on the first screen of a telephone."""
    site = current_settings()
    logo = logo_file(site)
    source = reverse("public:logo") if logo else static("kit/mark.svg")
    kind = logo[1] if logo else "image/svg+xml"
    response = JsonResponse(
        {
            "name": site.site_name,
            "short_name": site.site_name,
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbf8f1",
            "theme_color": "#fbf8f1",
            "icons": [{"src": source, "sizes": "any", "type": kind}],
        },
        content_type="application/manifest+json",
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@reads(anyone)
def logo(request: HttpRequest) -> HttpResponse:
    """The deployment's logo, served so that nothing in it may run."""
    file = logo_file(current_settings())
    if file is None:
        return redirect(static("kit/mark.svg"))
    content, kind = file
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    response.headers["Cache-Control"] = "public, no-cache"
    etag = f'"{logo_version(current_settings())}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
