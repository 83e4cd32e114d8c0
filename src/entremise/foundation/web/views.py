"""What every view begins with: who may come in, and whether it may write.

``@reads(test)``   answers GET and HEAD only; any SQL that writes raises.
``@writes(test)``  GET shows the form (and may not write either); POST runs in one transaction,
                   once per form.

``test`` is a predicate on the user (``anyone``, ``is_team`` …); who fails it gets 404, who
is not signed in is asked to sign in.
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.forms import FORM_KEY_FIELD

from .models import SubmittedForm

ViewFunction = Callable[..., HttpResponse]
T = TypeVar("T")
_READ_ONLY_SQL = re.compile(
    r"^\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|EXPLAIN|WITH\b(?!.*\b(INSERT|UPDATE|DELETE)\b))",
    re.I | re.S,
)


class WriteInReadOnlyView(Exception):
    """A page that only shows tried to change something."""


def anyone(user: Any) -> bool:
    """Public page: no account needed."""
    return True


def is_signed_in(user: Any) -> bool:
    return bool(user.is_authenticated)


def _refuse_writes(
    execute: Callable, sql: str, params: Any, many: bool, context: dict
) -> Any:
    if not _READ_ONLY_SQL.match(sql):
        raise WriteInReadOnlyView(sql[:120])
    return execute(sql, params, many, context)


def _guarded_view(
    view: ViewFunction,
    test: Callable[[Any], bool],
    methods: tuple[str, ...],
    inner: ViewFunction,
) -> ViewFunction:
    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if test is not anyone and not test(request.user):
            raise Http404
        return inner(request, *args, **kwargs)

    wrapper.login_required = test is not anyone  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
    wrapper.test = test  # type: ignore[attr-defined]  # read by the sweep over all doors
    wrapper.methods = methods  # type: ignore[attr-defined]
    return wrapper


def reads(test: Callable[[Any], bool]) -> Callable[[ViewFunction], ViewFunction]:
    def decorate(view: ViewFunction) -> ViewFunction:
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with connection.execute_wrapper(_refuse_writes):
                return view(request, *args, **kwargs)

        return _guarded_view(view, test, ("GET", "HEAD"), inner)

    return decorate


def writes(
    test: Callable[[Any], bool], *, show: bool = True
) -> Callable[[ViewFunction], ViewFunction]:
    """``show=False``: a verb without a page of its own, POST only."""

    def decorate(view: ViewFunction) -> ViewFunction:
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                with connection.execute_wrapper(_refuse_writes):
                    return view(request, *args, **kwargs)
            with transaction.atomic():
                return _run_once(request, lambda: view(request, *args, **kwargs))

        return _guarded_view(
            view, test, ("GET", "HEAD", "POST") if show else ("POST",), inner
        )

    return decorate


def _run_once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Two clicks, two tabs, back and submit again: one effect, the same answer."""
    key = request.POST.get(FORM_KEY_FIELD, "")[:40]
    if not key:
        return act()
    try:
        with transaction.atomic():
            SubmittedForm.objects.create(key=key)
    except IntegrityError:
        return redirect(SubmittedForm.objects.get(key=key).location or request.path)
    response = act()
    if isinstance(response, HttpResponseRedirect):
        SubmittedForm.objects.filter(key=key).update(location=response.url[:500])
    else:  # the form came back with errors: it was not accepted
        SubmittedForm.objects.filter(key=key).delete()
    return response


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
