"""The first year at work: answer a check-in, tick a step of the plan, in the four spaces.

``build_hire_urls`` makes the URLs of a space. Its template: ``<space>/check_in.html``.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise

from entremise.foundation.web.decorators import ViewFunction, writes
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.onboarding import actions, queries
from entremise.onboarding.forms import CheckInForm


@dataclass(frozen=True)
class HireScreens:
    space: str  # namespace of its URLs, folder of its templates
    test: Callable[[Any], bool]
    thanks_message: str | Promise  # shown once a check-in is answered
    back_url_name: str  # the page to come back to
    back_to_one_hire: bool = False  # that page shows one hire, its URL holds a code

    def redirect_back(self, row: Any) -> HttpResponse:
        """``row``: a check-in or a step."""
        return (
            redirect(self.back_url_name, code=row.hire.code)
            if self.back_to_one_hire
            else redirect(self.back_url_name)
        )


def build_hire_urls(screens: HireScreens, prefix: str) -> list[URLPattern]:
    """URLs of check-ins and steps, below ``prefix``."""

    def below(
        end: str,
        name: str,
        opened: Callable[[ViewFunction], ViewFunction],
        view: ViewFunction,
    ) -> URLPattern:
        @functools.wraps(view)
        def inside(request: HttpRequest, code: str) -> HttpResponse:
            return view(screens, request, code)

        return path(f"{prefix}{end}", opened(inside), name=name)

    post = writes(screens.test, show=False)
    return [
        below("points/<str:code>/", "check_in", writes(screens.test), check_in),
        below("etapes/<str:code>/fait/", "tick_step", post, tick_step),
        below("etapes/<str:code>/rouvrir/", "untick_step", post, untick_step),
    ]


def tick_step(screens: HireScreens, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    step = actions.complete_plan_step(
        or_404(queries.plan_step_for(viewer, code)), by=viewer
    )
    return screens.redirect_back(step)


def untick_step(screens: HireScreens, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    step = actions.reopen_plan_step(
        or_404(queries.plan_step_for(viewer, code)), by=viewer
    )
    return screens.redirect_back(step)


def check_in(screens: HireScreens, request: HttpRequest, code: str) -> HttpResponse:
    """Answered by the person, the manager or the coach; or by the team in their name."""
    viewer: Any = request.user
    question = or_404(queries.check_in_for(viewer, code))
    form = CheckInForm(request.POST or None, respondent=question.respondent)
    if form.is_valid():
        with errors_in(form):
            actions.answer_check_in(question, by=viewer, **form.cleaned_data)
            messages.success(request, str(screens.thanks_message))
            return screens.redirect_back(question)
    return render(
        request, f"{screens.space}/check_in.html", {"form": form, "check_in": question}
    )
