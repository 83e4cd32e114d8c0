"""A person's page and what is made of it. Nothing here is served without asking first whether they still agree."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import get_language

from entremise.candidates.content import GONE, PublicCV
from entremise.candidates.enums import GrantChannel
from entremise.candidates.queries import published, rendering_of
from entremise.foundation.kit.kept import ALWAYS_ASK, kept
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.kit.web import anyone, found, reads
from entremise.sharing import queries, rendering
from entremise.sharing.middleware import Shown
from entremise.sharing.rendering import words
from entremise.sharing.rules import is_token


def of_published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the CV in place of its code: 404 when there is none, 410 when there is no more."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        shown = found(published(code))
        response = gone(request) if shown is GONE else view(request, shown, **kwargs)
        response.headers.setdefault("Cache-Control", ALWAYS_ASK)
        return response

    return wrapper


def gone(request: HttpRequest) -> HttpResponse:
    """Says nothing of why, and shows other people to meet."""
    return render(request, "public/gone.html", {"people": queries.least_seen(3)}, status=410)


def token_in(request: HttpRequest) -> str:
    token = request.GET.get("s", "")
    return token if is_token(token) else ""


@reads(anyone)
@kept(by=rendering_of)
@of_published
def cv(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    token = token_in(request)
    request.shown = Shown(cv=shown.code, token=token)  # type: ignore[attr-defined]  # read by sharing.middleware
    language = get_language() or "fr"
    context = {
        "cv": shown,
        "token": token,
        "canonical": url_to("cv", code=shown.code),
        "description": words.description_of(shown),
        "preview": url_to("cv_preview", code=shown.code, rendering=shown.rendering, picture=language),
        "pdf": path_to("cv_pdf", code=shown.code) if GrantChannel.PDF in shown.channels else "",
    }
    response = render(request, "public/cv.html", context)
    if GrantChannel.SEARCH_ENGINES in shown.channels:
        response.headers["X-Robots-Tag"] = "index, follow, noarchive"
    return response


def current(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address of an earlier publication leads to today's, which shows what is agreed to today."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, shown: PublicCV, rendering: str, **kwargs: Any) -> HttpResponse:
        if rendering != shown.rendering:
            purpose = f"cv_{view.__name__}"
            return HttpResponseRedirect(path_to(purpose, code=shown.code, rendering=shown.rendering, **kwargs))
        return view(request, shown, **kwargs)

    return wrapper


def as_file(request: HttpRequest, shown: PublicCV, content: bytes | None, kind: str) -> HttpResponse:
    response = HttpResponse(found(content), content_type=kind)
    etag = f'"{shown.rendering}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ALWAYS_ASK
    return get_conditional_response(request, etag=etag, response=response) or response


@reads(anyone)
@kept(by=rendering_of)
@of_published
@current
def photo(request: HttpRequest, shown: PublicCV, size: str) -> HttpResponse:
    return as_file(request, shown, rendering.photo_jpeg(shown, size), "image/jpeg")


@reads(anyone)
@kept(by=rendering_of)
@of_published
@current
def preview(request: HttpRequest, shown: PublicCV, picture: str) -> HttpResponse:
    known = picture in dict(settings.LANGUAGES) or picture in shown.languages
    return as_file(request, shown, rendering.preview_jpeg(shown, picture) if known else None, "image/jpeg")


@reads(anyone)
@kept(by=rendering_of)
@of_published
def pdf(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    content = rendering.cv_pdf(shown) if GrantChannel.PDF in shown.channels else None
    response = as_file(request, shown, content, "application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="cv-{slugify(shown.first_name) or "entremise"}.pdf"'
    return response
