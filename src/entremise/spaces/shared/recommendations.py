"""Recommendations of a candidate: ask for one, see those awaited and those received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions.recommendations import request_recommendation
from entremise.candidates.forms.recommendations import RecommendationRequestForm
from entremise.candidates.queries.recommendations import (
    MAX_SHOWN_RECOMMENDATIONS,
    is_recommendation_link_expired,
    recommendations_for,
)
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import ViewFunction, writes
from entremise.foundation.web.shortcuts import errors_in

from .cv_screens import CVScreens

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def build_recommendations_view(screens: CVScreens) -> ViewFunction:
    opened = writes(screens.test, by_card=screens.is_own)
    return opened(screens.bind_view(recommendations))


def recommendations(
    screens: CVScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    """Those received, those awaited with the link to hand on, and a form to ask for one."""
    viewer: Any = request.user
    form = RecommendationRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            asked = request_recommendation(person, by=viewer, **form.cleaned_data)
            sent = (
                _("Le message est parti.")
                if asked.author_email
                else _("Le lien est prêt. Donnez-le à la personne.")
            )
            messages.success(request, sent)
            return redirect(screens.url("recommendations", person))
    rows = recommendations_for(request.user, person)
    waiting = [
        row
        for row in rows
        if not row.written_at
        and not row.accepted_at
        and not is_recommendation_link_expired(row)
    ]
    context = {
        "candidate": person,
        "form": form,
        "written": [row for row in rows if row.written_at or row.accepted_at],
        "waiting": [
            (row, url_to("recommendation", secret=row.secret)) for row in waiting
        ],
        "most": MAX_SHOWN_RECOMMENDATIONS,
    }
    return render(request, f"{screens.space}/recommendations.html", context)
