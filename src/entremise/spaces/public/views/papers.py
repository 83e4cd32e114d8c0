"""Printed papers: card, poster, slide. 404 unless the candidate agreed to a printable version."""

import functools
from collections.abc import Callable
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from entremise.candidates.content.cv import PublicCV
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.rendering.papers import (
    PAPER_FORMATS,
    can_be_printed,
    card_pdf,
    poster_pdf,
    slide_jpeg,
    thumbnail_jpeg,
)
from entremise.sharing.actions.copies import (
    delete_copies_of_address,
    register_copy_address,
)
from entremise.sharing.enums import CHANNEL_OF_PAPER
from entremise.sharing.queries.copies import is_copy_recorded_for
from entremise.sharing.queries.links import link_from_token, tokens_by_channel
from entremise.spaces.public.forms.papers import PDFCopyForm

from .cv import (
    cv_file_response,
    redirect_to_current_rendering,
    share_token_in,
    with_published_cv,
)
from .share import is_from_our_page

View = Callable[..., HttpResponse]


def with_printable_cv(view: View) -> View:
    """404 unless the candidate agreed to a printable version: paper cannot be withdrawn."""

    @functools.wraps(view)
    def wrapper(
        request: HttpRequest, shown: PublicCV, **kwargs: object
    ) -> HttpResponse:
        if not can_be_printed(shown):
            raise Http404
        return view(request, shown, **kwargs)

    return with_published_cv(wrapper)


def _token_of_own_link(request: HttpRequest, shown: PublicCV) -> str:
    """The share token of the query string, if it is a kit's or supporter's link to this CV."""
    link = link_from_token(share_token_in(request))
    return link.token if link and link.candidate.publication.code == shown.code else ""


def _paper(
    request: HttpRequest,
    shown: PublicCV,
    name: str,
    make: Callable[..., bytes],
    kind: str,
) -> HttpResponse:
    """The file in the language of the page, with the QR code of its own share link."""
    token = _token_of_own_link(request, shown) or tokens_by_channel(shown.code).get(
        CHANNEL_OF_PAPER[name], ""
    )
    address = url_to("cv", code=shown.code) + (f"?s={token}" if token else "")
    response = cv_file_response(
        request, shown, make(shown, get_language() or "fr", address), kind
    )
    named = (
        f"{name}-{slugify(shown.first_name) or 'entremise'}.{kind.rpartition('/')[2]}"
    )
    response.headers["Content-Disposition"] = f'inline; filename="{named}"'
    return response


@csrf_exempt
@writes(anyone)
@with_printable_cv
def cv_copy(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    """Ask to be told when a copied PDF is out of date, without account nor cookie."""
    form = PDFCopyForm(request.POST or None)
    here = path_to("cv_copy", code=shown.code)
    if request.method == "POST" and form.is_valid() and is_from_our_page(request):
        if form.is_filled_by_robot:
            return redirect(f"{here}?note=1")
        if not rate_limits.allow_attempt(
            "pdf_copy",
            rate_limits.client_network(request),
            limit=10,
            period=timedelta(hours=1),
        ):
            return render(request, "kit/too_many.html", status=429)
        email, language = form.cleaned_data["email"], get_language() or "fr"
        if not register_copy_address(shown.code, email=email, language=language):
            return render(request, "kit/too_many.html", status=429)
        return redirect(f"{here}?note=1")
    context = {
        "cv": shown,
        "form": form,
        "noted": "note" in request.GET,
        "pdf": path_to("cv_pdf", code=shown.code),
        "remembered": is_copy_recorded_for(request.user, shown.code),
    }
    return render(request, "public/copy.html", context)


@csrf_exempt
@writes(anyone)
def copy_stop(request: HttpRequest, key: str) -> HttpResponse:
    """Link of our e-mails: forget the address for every CV. Opening the page changes nothing."""
    if request.method == "POST" and delete_copies_of_address(key):
        return redirect(f"{request.path}?fait=1")
    return render(request, "public/copy_stop.html", {"done": "fait" in request.GET})


@reads(anyone)
@with_printable_cv
def cv_card(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "carte", card_pdf, "application/pdf")


@reads(anyone)
@with_printable_cv
def cv_poster(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "affiche", poster_pdf, "application/pdf")


@reads(anyone)
@with_printable_cv
def cv_slide(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return _paper(request, shown, "ecran", slide_jpeg, "image/jpeg")


@reads(anyone)
@with_printable_cv
@redirect_to_current_rendering
def paper(request: HttpRequest, shown: PublicCV, name: str) -> HttpResponse:
    """A thumbnail of a paper."""
    if name not in PAPER_FORMATS:
        raise Http404
    language = get_language() or "fr"
    return cv_file_response(
        request, shown, thumbnail_jpeg(shown, name, language), "image/jpeg"
    )
