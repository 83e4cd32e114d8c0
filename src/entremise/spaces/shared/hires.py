"""The first year at work: answering a check-in and ticking a step of the plan, for each of
the four spaces.

``urls_of`` makes the addresses of a space; a check-in is asked on ``<space>/check_in.html``.
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

from entremise.foundation.web.views import ViewFunction, errors_in, or_404, writes
from entremise.onboarding import actions, queries
from entremise.onboarding.forms import CheckInForm


@dataclass(frozen=True)
class HireScreens:
    space: str  # namespace of its addresses, folder of its templates
    test: Callable[[Any], bool]
    thanks_message: str | Promise  # what is said once a check-in is answered
    back_url_name: str  # the address to come back to
    back_to_one_hire: bool = False  # that page shows one hire, by its code

    def redirect_back(self, of_hire: Any) -> HttpResponse:
        return (
            redirect(self.back_url_name, code=of_hire.hire.code)
            if self.back_to_one_hire
            else redirect(self.back_url_name)
        )


def build_hire_urls(screens: HireScreens, prefix: str) -> list[URLPattern]:
    """Check-ins and steps, below ``at``."""

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
    """Answered by one of the three voices, or noted by the team in their name."""
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
