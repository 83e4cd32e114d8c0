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

from entremise.foundation.web.views import View, errors_in, found, writes
from entremise.onboarding import actions, queries
from entremise.onboarding.forms import CheckInForm


@dataclass(frozen=True)
class Room:
    space: str  # namespace of its addresses, folder of its templates
    test: Callable[[Any], bool]
    thanks: str | Promise  # what is said once a check-in is answered
    page: str  # the address to come back to
    one_by_one: bool = False  # that page shows one hire, by its code

    def back(self, of_hire: Any) -> HttpResponse:
        return (
            redirect(self.page, code=of_hire.hire.code)
            if self.one_by_one
            else redirect(self.page)
        )


def urls_of(room: Room, at: str) -> list[URLPattern]:
    """Check-ins and steps, below ``at``."""

    def below(
        end: str, name: str, opened: Callable[[View], View], view: View
    ) -> URLPattern:
        @functools.wraps(view)
        def inside(request: HttpRequest, code: str) -> HttpResponse:
            return view(room, request, code)

        return path(f"{at}{end}", opened(inside), name=name)

    post = writes(room.test, show=False)
    return [
        below("points/<str:code>/", "check_in", writes(room.test), check_in),
        below("etapes/<str:code>/fait/", "tick_step", post, tick),
        below("etapes/<str:code>/rouvrir/", "untick_step", post, untick),
    ]


def tick(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    step = actions.tick(found(queries.step_for(viewer, code)), by=viewer)
    return room.back(step)


def untick(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    viewer: Any = request.user
    step = actions.untick(found(queries.step_for(viewer, code)), by=viewer)
    return room.back(step)


def check_in(room: Room, request: HttpRequest, code: str) -> HttpResponse:
    """Answered by one of the three voices, or noted by the team in their name."""
    viewer: Any = request.user
    question = found(queries.check_in_for(viewer, code))
    form = CheckInForm(request.POST or None, voice=question.voice)
    if form.is_valid():
        with errors_in(form):
            actions.answer(question, by=viewer, **form.cleaned_data)
            messages.success(request, str(room.thanks))
            return room.back(question)
    return render(
        request, f"{room.space}/check_in.html", {"form": form, "check_in": question}
    )
