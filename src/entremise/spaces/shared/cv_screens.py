"""Where a space works on somebody's CV: whose it is, who may come in, and what its
addresses look like.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from entremise.foundation.web.decorators import ViewFunction


@dataclass(frozen=True)
class CVScreens:
    space: str  # namespace of its addresses, folder of its templates
    test: Callable[[Any], bool]
    person_for: Callable[
        [HttpRequest, str], Any
    ]  # whose CV: 404 for who may not write it
    code_in_urls: bool = True  # its addresses hold the code of the person

    def url(self, name: str, person: Any, *more: str) -> str:
        return reverse(
            f"{self.space}:{name}",
            args=[*([person.code] if self.code_in_urls else []), *more],
        )

    def bind_view(self, view: ViewFunction) -> ViewFunction:
        """The view gets this room and the person in place of a code."""

        @functools.wraps(view)
        def inside(request: HttpRequest, code: str = "", **kwargs: Any) -> HttpResponse:
            return view(self, request, self.person_for(request, code), **kwargs)

        return inside
