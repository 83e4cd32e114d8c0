"""The CV of somebody I walk with, in their other languages. Only they choose to show one."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from entremise.coaching import queries
from entremise.coaching.rules import is_coach
from entremise.foundation.web.views import found
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.translations import urls_of


def person_of(request: HttpRequest, code: str) -> Any:
    return found(queries.my_pairing(request.user, code)).candidate


urls = partial(urls_of, CVRoom("coach", is_coach, person=person_of))
