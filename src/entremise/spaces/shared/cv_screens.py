"""Screens about one CV, shared by spaces.

``CVScreens`` says how a space finds the person (404 when the viewer may not write that CV)
and builds its URLs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from entremise.foundation.web.decorators import ViewFunction

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def saves_itself(request: HttpRequest) -> bool:
    """The page sends its form by itself while it is written: the answer is JSON."""
    return "X-Saves-Itself" in request.headers


@dataclass(frozen=True)
class CVScreens:
    space: str  # namespace of its URLs, folder of its templates
    test: Callable[[Any], bool]
    # Whose CV it is, by code; raises 404 when the viewer may not write it.
    person_for: Callable[..., Any]
    code_in_urls: bool = True  # False in the person's own space: its URLs hold no code

    @property
    def is_own(self) -> bool:
        """The CV is the viewer's own."""
        return not self.code_in_urls

    @property
    def page_base(self) -> str:
        """The template that the shared pages extend."""
        return f"{self.space}/base.html"

    def url(self, name: str, person: Candidate, *more: str) -> str:
        return reverse(
            f"{self.space}:{name}",
            args=[*([person.code] if self.code_in_urls else []), *more],
        )

    def bind_view(self, view: ViewFunction) -> ViewFunction:
        """A view called with these screens and the person, instead of a code."""

        @functools.wraps(view)
        def inside(
            request: HttpRequest, code: str = "", **kwargs: object
        ) -> HttpResponse:
            return view(self, request, self.person_for(request, code), **kwargs)

        return inside
