"""Short functions that most views call."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from entremise.foundation.kit.errors import DomainError

T = TypeVar("T")


@contextmanager
def errors_in(form: BaseForm) -> Iterator[None]:
    """What the domain refuses is said on the form, with everything still typed in it.

    The work inside is undone when it fails, and what follows the block shows the form
    again: answer from inside.
    """
    try:
        with transaction.atomic():
            yield
    except DomainError as error:
        form.add_error(None, str(error))


def or_404(thing: T | None) -> T:
    """What a query gave, or 404: unknown and not yours look the same."""
    if thing is None:
        raise Http404
    return thing


def paginate(items: QuerySet | Sequence, request: HttpRequest, size: int = 24) -> Page:
    return Paginator(items, size).get_page(request.GET.get("page"))


def safe_next_url(request: HttpRequest, default: str) -> str:
    """Where the person wanted to go, if that is one of our own pages (a page: not a verb
    that is only posted).
    """
    target = request.POST.get("next") or request.GET.get("next") or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None
    ):
        try:
            view = resolve(target.split("?")[0]).func
        except Resolver404:
            return default
        return target if "GET" in getattr(view, "methods", ("GET",)) else default
    return default
