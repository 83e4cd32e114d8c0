"""The page of a published CV, its photo, preview image and PDF.

404: unknown code; 410: no longer published. Consent is checked at each request.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import get_language, override

from entremise.candidates.content.cv import GONE, PublicCV
from entremise.candidates.enums import GrantChannel
from entremise.candidates.queries.publications import published_cv, rendering_key_for
from entremise.foundation.association.queries import current_settings, face_version
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.web.decorators import anyone, reads
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.page_cache import ALWAYS_REVALIDATE, cached_page
from entremise.foundation.web.shortcuts import or_404
from entremise.gallery.queries.people import least_seen_people
from entremise.rendering import cv_text, documents
from entremise.sharing.middleware.view_counting import Shown
from entremise.sharing.queries.copies import is_copy_recorded_for
from entremise.sharing.rules import is_share_token
from entremise.spaces.shared.gallery.cards import render_person_cards

OPEN_GRAPH_LOCALES = {"fr": "fr_FR", "en": "en_GB", "ar": "ar_AR"}


def with_published_cv(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the published CV instead of its code.

    404: unknown code; 410: no longer published.
    """

    @functools.wraps(view)
    def wrapper(request: HttpRequest, code: str, **kwargs: object) -> HttpResponse:
        shown = or_404(published_cv(code))
        response = cv_gone(request) if shown is GONE else view(request, shown, **kwargs)
        response.headers.setdefault("Cache-Control", ALWAYS_REVALIDATE)
        return response

    return wrapper


def cv_gone(request: HttpRequest) -> HttpResponse:
    """Does not say why, and shows other people."""
    others = render_person_cards(least_seen_people(4), url_name="public:cv")
    return render(request, "public/gone.html", {"cards": others}, status=410)


def share_token_in(request: HttpRequest) -> str:
    """The share token of the query string; empty when it is not one."""
    token = request.GET.get("s", "")
    return token if is_share_token(token) else ""


@reads(anyone)
@cached_page(version=rendering_key_for)
@with_published_cv
def cv(request: HttpRequest, shown: PublicCV, language: str = "") -> HttpResponse:
    """In its original language, or in a translation that the candidate accepted."""
    if language and (language not in shown.languages or language == shown.language):
        return redirect("public:cv", code=shown.code)
    token = share_token_in(request)
    # Read by sharing.middleware.
    request_notes(request).shown = Shown(cv=shown.code, token=token)
    shown = shown.in_language(language)
    findable = GrantChannel.SEARCH_ENGINES in shown.channels
    context = _head(shown, language) | {
        "cv": shown,
        "token": token,
        "structured": findable,
        "other_languages": [
            (other, cv_path(shown, other))
            for other in shown.languages
            if other != shown.language
        ],
        "pdf": _pdf_path(shown) if GrantChannel.PDF in shown.channels else "",
        "remembered": is_copy_recorded_for(request.user, shown.code),
    }
    response = render(request, "public/cv.html", context)
    if findable:
        response.headers["X-Robots-Tag"] = "index, follow, noarchive"
    return response


def cv_path(shown: PublicCV, language: str) -> str:
    """Path of the page in one of its languages; the interface has the same language if it can."""
    with override(language if language in dict(settings.LANGUAGES) else get_language()):
        if language == (shown.original_language or shown.language):
            return path_to("cv", code=shown.code)
        return path_to("cv_in", code=shown.code, language=language)


def _pdf_path(shown: PublicCV) -> str:
    if not shown.original_language:
        return path_to("cv_pdf", code=shown.code)
    return path_to("cv_pdf_in", code=shown.code, language=shown.language)


def _head(shown: PublicCV, language: str) -> dict[str, Any]:
    """Metadata for networks and search engines, in the language of the CV if the URL names one."""
    spoken = (
        cv_text.interface_language_of(shown) if language else get_language() or "fr"
    )
    with override(spoken):
        headline, description = (
            cv_text.headline_of(shown),
            cv_text.description_of(shown),
        )
    alternates = [
        (other, settings.SITE_URL + cv_path(shown, other)) for other in shown.languages
    ]
    picture = shown.language if language else spoken
    return {
        "headline": headline,
        "description": description,
        "canonical": settings.SITE_URL + cv_path(shown, language)
        if language
        else url_to("cv", code=shown.code),
        "alternates": alternates if len(alternates) > 1 else [],
        "locale": OPEN_GRAPH_LOCALES.get(language or spoken, ""),
        "preview": url_to(
            "cv_preview",
            code=shown.code,
            rendering=rendering_version(shown),
            picture=picture,
        ),
    }


def rendering_version(shown: PublicCV) -> str:
    """Changes with the publication and with the face of the association, printed on it."""
    return f"{shown.rendering_key}-{face_version(current_settings())}"


def redirect_to_current_rendering(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """A URL of an earlier rendering redirects to the current one."""

    @functools.wraps(view)
    def wrapper(
        request: HttpRequest, shown: PublicCV, rendering: str, **kwargs: object
    ) -> HttpResponse:
        is_preview = view.__name__ == "preview"
        current = rendering_version(shown) if is_preview else shown.rendering_key
        if rendering != current:
            purpose = f"cv_{view.__name__}"
            return HttpResponseRedirect(
                path_to(purpose, code=shown.code, rendering=current, **kwargs)
            )
        return view(request, shown, **kwargs)

    return wrapper


def cv_file_response(
    request: HttpRequest, shown: PublicCV, content: bytes | None, kind: str
) -> HttpResponse:
    response = HttpResponse(or_404(content), content_type=kind)
    etag = f'"{rendering_version(shown)}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ALWAYS_REVALIDATE
    return get_conditional_response(request, etag=etag, response=response) or response


@reads(anyone)
@cached_page(version=rendering_key_for)
@with_published_cv
@redirect_to_current_rendering
def photo(request: HttpRequest, shown: PublicCV, size: str) -> HttpResponse:
    return cv_file_response(
        request, shown, documents.photo_jpeg(shown, size), "image/jpeg"
    )


@reads(anyone)
@cached_page(version=rendering_key_for)
@with_published_cv
@redirect_to_current_rendering
def preview(request: HttpRequest, shown: PublicCV, picture: str) -> HttpResponse:
    known = picture in dict(settings.LANGUAGES) or picture in shown.languages
    return cv_file_response(
        request,
        shown,
        documents.preview_jpeg(shown, picture) if known else None,
        "image/jpeg",
    )


@reads(anyone)
@cached_page(version=rendering_key_for)
@with_published_cv
def cv_pdf(request: HttpRequest, shown: PublicCV, language: str = "") -> HttpResponse:
    if language and (language not in shown.languages or language == shown.language):
        return redirect("public:cv_pdf", code=shown.code)
    shown = shown.in_language(language)
    content = documents.cv_pdf(shown) if GrantChannel.PDF in shown.channels else None
    response = cv_file_response(request, shown, content, "application/pdf")
    if request.user.is_authenticated:
        # Read by sharing.middleware.
        request_notes(request).copied_cv = shown.code
    response.headers["Content-Disposition"] = (
        f'inline; filename="cv-{slugify(shown.first_name) or "entremise"}.pdf"'
    )
    return response
