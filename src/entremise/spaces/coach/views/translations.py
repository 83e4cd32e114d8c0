"""Translations of a coached candidate's CV, who alone decides to publish one."""

from functools import partial
from typing import Any

from entremise.coaching import queries
from entremise.coaching.rules import is_coach
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.translations import build_translation_urls


def editable_person_or_404(request: SignedInRequest, code: str) -> Any:
    """The candidate whose CV the coach writes with them; noted as an access to their file."""
    person = or_404(queries.own_pairing_for(request.user, code)).candidate
    request_notes(request).accessed_person = person
    return person


translation_urls = partial(
    build_translation_urls,
    CVScreens("coach", is_coach, person_for=editable_person_or_404),
)
