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

from entremise.foundation.kit.errors import DomainError, EditConflict
from entremise.foundation.kit.forms import EditForm

from .requests import parts_of_url

T = TypeVar("T")


@contextmanager
def errors_in(form: BaseForm) -> Iterator[None]:
    """Turn a DomainError raised in the block into an error of the form.

    It is shown on the field that it names, when the form has it; else at the top. The block
    runs in a transaction that is rolled back on error. Return the success response from
    inside the block; what follows it shows the form again, with what was typed.
    """
    refusal: DomainError | None = None
    with transaction.atomic():
        try:
            yield
        except DomainError as error:
            refusal = error
            if error.rolls_back:
                transaction.set_rollback(True)
    if refusal is None:
        return
    if isinstance(refusal, EditConflict) and isinstance(form, EditForm):
        form.show_conflict(refusal.stored)
    form.add_error(
        refusal.field if refusal.field in form.fields else None, str(refusal)
    )


def or_404(result: T | None) -> T:
    """The result of a query, or 404 when it is None.

    Unknown and not visible to the viewer give the same page.
    """
    if result is None:
        raise Http404
    return result


def paginate(items: QuerySet | Sequence, request: HttpRequest, size: int = 24) -> Page:
    return Paginator(items, size).get_page(request.GET.get("page"))


def safe_next_url(request: HttpRequest, default: str) -> str:
    """The address in ``next``, if it is a page of this site that answers GET; else the default."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if _answers_get(target) else default


def previous_page(request: HttpRequest) -> str:
    """The page of this site the reader comes from, else the page asked for; "" for neither.

    Only a page that answers GET.
    """
    came_from = parts_of_url(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host():
        path = came_from.path + (f"?{came_from.query}" if came_from.query else "")
        if _answers_get(path):
            return path
    return request.path if _answers_get(request.path) else ""


def _answers_get(target: str) -> bool:
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(
        target, allowed_hosts=None
    ):
        return False
    try:
        view = resolve(target.split("?")[0]).func
    except Resolver404:
        return False
    return "GET" in getattr(view, "methods", ("GET",))
