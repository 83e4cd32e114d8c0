"""What is printed or hung up: card, poster, slide. Only of a CV whose owner agreed to a version to print."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language

from entremise.candidates.content import PublicCV
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.web import anyone, reads
from entremise.sharing import queries, rendering
from entremise.sharing.rendering.papers import PAPERS

from .cv import as_file, current, of_published

View = Callable[..., HttpResponse]


def of_printable(view: View) -> View:
    """Paper cannot be called back: nobody's without their yes to a version to print."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, shown: PublicCV, **kwargs: Any) -> HttpResponse:
        if not rendering.may_be_printed(shown):
            raise Http404
        return view(request, shown, **kwargs)

    return of_published(wrapper)


def _paper(request: HttpRequest, shown: PublicCV, name: str, make: Callable[..., bytes], kind: str) -> HttpResponse:
    """In the reader's language, with the code of its own link."""
    token = queries.tokens_of(shown.code).get(PAPERS[name][1], "")
    address = url_to("cv", code=shown.code) + (f"?s={token}" if token else "")
    response = as_file(request, shown, make(shown, get_language() or "fr", address), kind)
    named = f"{name}-{slugify(shown.first_name) or 'entremise'}.{kind.rpartition('/')[2]}"
    response.headers["Content-Disposition"] = f'inline; filename="{named}"'
    return response


@reads(anyone)
@of_printable
def card(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "carte", rendering.card_pdf, "application/pdf")


@reads(anyone)
@of_printable
def poster(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "affiche", rendering.poster_pdf, "application/pdf")


@reads(anyone)
@of_printable
def slide(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "ecran", rendering.slide_jpeg, "image/jpeg")


@reads(anyone)
@of_printable
@current
def paper(request: HttpRequest, shown: PublicCV, name: str) -> HttpResponse:
    """Small, to choose by looking."""
    if name not in PAPERS:
        raise Http404
    language = get_language() or "fr"
    return as_file(request, shown, rendering.thumbnail_jpeg(shown, name, language), "image/jpeg")
