"""The team writes the CV of a candidate of its zones. Whether to show it is the person's choice."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest

from entremise.candidates.queries.candidates import candidate_for
from entremise.candidates.rules import can_manage_candidate
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.shared.cv_editor import CVEditorScreens, build_cv_urls
from entremise.spaces.shared.trades import build_trade_urls


def _person(request: HttpRequest, code: str) -> Any:
    """404 unless the viewer is of the team of the zone: being their coach is not enough."""
    person = or_404(candidate_for(request.user, code))
    if not can_manage_candidate(request.user, person):
        raise Http404
    request_notes(request).accessed_person = person
    return person


cv_screens = CVEditorScreens(
    "team",
    is_team,
    person_for=_person,
    submitted_message=_("Le CV est envoyé à la relecture."),
)
cv_urls = partial(build_cv_urls, cv_screens)
trade_urls = partial(build_trade_urls, cv_screens)
