"""The candidate writes their CV, one question a page."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.shared.cv_editor import CVEditorScreens, build_cv_urls


def _me(request: HttpRequest, code: str = "") -> Any:
    return or_404(candidate_of_user(request.user))


cv_urls = partial(
    build_cv_urls,
    CVEditorScreens(
        "candidate",
        is_candidate,
        person_for=_me,
        code_in_urls=False,
        page_after_submit="home",
        submitted_message=_("Votre CV est envoyé. L’équipe le lit et vous répond."),
        photo_saved_message=_("Votre photo est enregistrée."),
        photo_removed_message=_("Votre photo est retirée."),
    ),
)
