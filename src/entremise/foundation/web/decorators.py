"""Decorators of views: who may open a page, and whether it may write.

``@reads(test)``   answers GET and HEAD only; SQL that writes raises WriteInReadOnlyView.
``@writes(test)``  GET shows the form (and may not write either); POST runs in one
                   transaction, once per form.

``test`` is a predicate on the user (``anyone``, ``is_team`` …). Whoever fails it gets 404;
whoever is not signed in is asked to sign in.

``fresh_proof``: they must have proved themselves a moment ago, in this session, by a code
or a key; AccountMiddleware asks for it, and nothing that was typed is lost. A predicate
instead of True says who is asked.

``by_card``: the view also opens in a session that a printed card opened, which somebody
else may hold; AccountMiddleware refuses the others. Nothing is declared: it does not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import redirect

from entremise.foundation.kit.forms import FORM_KEY_FIELD

from .models import SubmittedForm

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

ViewFunction = Callable[..., HttpResponse]
UserTest = Callable[[Any], bool]
_READ_ONLY_SQL = re.compile(
    r"^\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|EXPLAIN|WITH\b(?!.*\b(INSERT|UPDATE|DELETE)\b))",
    re.I | re.S,
)


class WriteInReadOnlyView(Exception):
    """A view that may only read sent SQL that writes."""


def anyone(user: Viewer) -> bool:
    """Public page: no account is needed."""
    return True


def is_signed_in(user: Viewer) -> bool:
    return bool(user.is_authenticated)


def _refuse_writes(
    execute: Callable, sql: str, params: object, many: bool, context: dict
) -> Any:
    if not _READ_ONLY_SQL.match(sql):
        raise WriteInReadOnlyView(sql[:120])
    return execute(sql, params, many, context)


def _guarded_view(
    view: ViewFunction,
    test: UserTest,
    methods: tuple[str, ...],
    inner: ViewFunction,
    fresh_proof: bool | UserTest,
    by_card: bool,
) -> ViewFunction:
    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if test is not anyone and not test(request.user):
            raise Http404
        return inner(request, *args, **kwargs)

    # read by LoginRequiredMiddleware and by AccountMiddleware
    wrapper.login_required = test is not anyone  # type: ignore[attr-defined]
    # read by the test that sweeps all views
    wrapper.test = test  # type: ignore[attr-defined]
    wrapper.methods = methods  # type: ignore[attr-defined]
    # who is asked for a fresh proof; read by AccountMiddleware
    asked = anyone if fresh_proof is True else fresh_proof
    wrapper.fresh_proof = asked  # type: ignore[attr-defined]
    # read by AccountMiddleware
    wrapper.by_card = by_card  # type: ignore[attr-defined]
    return wrapper


def reads(
    test: UserTest, *, fresh_proof: bool | UserTest = False, by_card: bool = False
) -> Callable[[ViewFunction], ViewFunction]:
    """A view that answers GET and HEAD, and may not write to the database."""

    def decorate(view: ViewFunction) -> ViewFunction:
        def inner(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponse:
            with connection.execute_wrapper(_refuse_writes):
                return view(request, *args, **kwargs)

        return _guarded_view(view, test, ("GET", "HEAD"), inner, fresh_proof, by_card)

    return decorate


def writes(
    test: UserTest,
    *,
    show: bool = True,
    in_transaction: bool = True,
    fresh_proof: bool | UserTest = False,
    by_card: bool = False,
) -> Callable[[ViewFunction], ViewFunction]:
    """A view whose POST runs in one transaction, once per form key.

    ``show=False``: it has no page of its own and answers POST only.
    ``in_transaction=False``: for a view that waits for another machine, which must not hold
    the database meanwhile; what it writes is then an action of its own, and the form may be
    sent twice.
    """

    def decorate(view: ViewFunction) -> ViewFunction:
        def inner(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponse:
            if request.method != "POST":
                with connection.execute_wrapper(_refuse_writes):
                    return view(request, *args, **kwargs)
            if not in_transaction:
                return view(request, *args, **kwargs)
            with transaction.atomic():
                return _run_once(request, lambda: view(request, *args, **kwargs))

        methods = ("GET", "HEAD", "POST") if show else ("POST",)
        return _guarded_view(view, test, methods, inner, fresh_proof, by_card)

    return decorate


def _run_once(request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Run once for each form key; a form sent again is redirected to where the first led."""
    key = request.POST.get(FORM_KEY_FIELD, "")[:40]
    if not key:
        return run()
    try:
        with transaction.atomic():
            SubmittedForm.objects.create(key=key)
    except IntegrityError:
        return redirect(SubmittedForm.objects.get(key=key).location or request.path)
    response = run()
    if isinstance(response, HttpResponseRedirect):
        SubmittedForm.objects.filter(key=key).update(location=response.url[:500])
    else:  # the form came back with errors: it was not accepted
        SubmittedForm.objects.filter(key=key).delete()
    return response


def notified(test: UserTest) -> Callable[[ViewFunction], ViewFunction]:
    """A view that a machine calls to tell something, by GET or POST: both may write.

    It has no page and no form; a browser has no reason to follow its address.
    """

    def decorate(view: ViewFunction) -> ViewFunction:
        def inner(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponse:
            with transaction.atomic():
                return view(request, *args, **kwargs)

        methods = ("GET", "HEAD", "POST")
        return _guarded_view(view, test, methods, inner, False, False)

    return decorate
