"""The home page, and files for robots: robots.txt, sitemap.xml, security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit import links
from entremise.foundation.web.decorators import anyone, reads
from entremise.foundation.web.notes import request_notes, response_notes
from entremise.foundation.web.page_cache import (
    ALWAYS_REVALIDATE,
    cached_page,
    version_named,
)
from entremise.gallery.queries.people import (
    cvs_open_to_search_engines,
    earliest_consent_end,
    least_seen_people,
)
from entremise.gallery.rules import GALLERY_CACHE_VERSION
from entremise.impact.queries.figures import key_figures
from entremise.sharing.content import ai_crawlers
from entremise.sharing.middleware.view_counting import Shown
from entremise.spaces.shared.gallery.cards import render_person_cards

PEOPLE_SHOWN = 9


@reads(anyone)
@cached_page(version=version_named(GALLERY_CACHE_VERSION))
def home(request: HttpRequest) -> HttpResponse:
    people = least_seen_people(PEOPLE_SHOWN)
    request_notes(request).shown = Shown(
        people=tuple(person.candidate for person in people)
    )
    response = render(
        request,
        "public/home.html",
        {
            "cards": render_person_cards(
                people, url_name="public:cv", without_strengths=True
            ),
            "figures": key_figures(),
        },
    )
    response_notes(response).cache_until = earliest_consent_end(people)
    response.headers["X-Robots-Tag"] = "index, follow"
    response.headers["Cache-Control"] = ALWAYS_REVALIDATE
    return response


@reads(anyone)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are forbidden no page of ours: they must read it to see its « noindex »."""
    spaces = [
        links.path_to(purpose)
        for purpose in ("candidate_home", "coach_home", "company_home", "team_today")
        if links.has_link(purpose)
    ]
    for language, _name in settings.LANGUAGES:
        with override(language):
            # Only robots that ignore this file go there.
            spaces.append(links.path_to("trap"))
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in spaces),
        "Allow: /",
        "",
        # What is gathered to make other texts from it cannot be withdrawn.
        *(f"User-agent: {name}" for name in ai_crawlers()),
        "Disallow: /",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@reads(anyone)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Our own pages, and the CVs that search engines may show."""
    pages = [
        links.url_to(purpose)
        for purpose in ("home", "gallery", "how_counting", "accessibility")
        if links.has_link(purpose)
    ]
    people = [
        (links.url_to("cv", code=code), at) for code, at in cvs_open_to_search_engines()
    ]
    response = render(
        request,
        "public/sitemap.xml",
        {"pages": pages, "people": people},
        content_type="application/xml",
    )
    response.headers["Cache-Control"] = "private, no-cache, max-age=0, must-revalidate"
    return response


@reads(anyone)
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a vulnerability."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{current_settings().contact_email}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")
