from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.foundation.web.decorators import anyone, reads
from entremise.foundation.web.notes import request_notes, response_notes
from entremise.foundation.web.page_cache import (
    ALWAYS_REVALIDATE,
    cached_page,
    version_named,
)
from entremise.gallery.queries.autocomplete import searchable_terms
from entremise.gallery.queries.people import earliest_consent_end
from entremise.gallery.rules import GALLERY_CACHE_VERSION, GALLERY_PAGE_SIZE
from entremise.sharing.middleware.view_counting import Shown
from entremise.spaces.shared.gallery.people_listing import people_listing


@reads(anyone)
@cached_page(version=version_named(GALLERY_CACHE_VERSION))
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody whose CV is published, in the fair order, with a search and filters."""
    listing = people_listing(
        request.GET,
        page_size=GALLERY_PAGE_SIZE,
        everybody_url=reverse("public:gallery"),
        card_url_name="public:cv",
    )
    if not listing.searched:
        request_notes(request).shown = Shown(
            people=tuple(person.candidate for person in listing.people)
        )
    response = render(request, "public/gallery.html", listing.context)
    response_notes(response).cache_until = earliest_consent_end(
        [*listing.people, *listing.others]
    )
    response.headers["Cache-Control"] = ALWAYS_REVALIDATE
    if not request.GET:
        response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response


@reads(anyone)
@cached_page(version=version_named(GALLERY_CACHE_VERSION))
def words(request: HttpRequest) -> HttpResponse:
    """All the terms of the search in lists, for browsers that show no suggestions."""
    response = render(request, "public/words.html", {"searchable": searchable_terms()})
    response.headers["Cache-Control"] = ALWAYS_REVALIDATE
    response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response
