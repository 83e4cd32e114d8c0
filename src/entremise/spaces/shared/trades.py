"""Choose a trade for a CV: the server searches the list, which is too long to be loaded.

``build_trade_urls`` makes the URLs of a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates.actions.cv_draft import save_cv_section
from entremise.candidates.content.cv import MAX_GOALS
from entremise.candidates.content.fields import ShownText
from entremise.candidates.content.job_families import goals_with_trade
from entremise.candidates.enums import CVSection
from entremise.candidates.queries.cv_drafts import candidate_cv_for
from entremise.candidates.wording.marking import mark_own_words, sentence_texts
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries.trade_lookup import (
    trades_matching,
    valid_trade_name,
)
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import or_404

from .cv_screens import CVScreens
from .search_results import search_query_in

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def build_trade_urls(screens: CVScreens, prefix: str) -> list[URLPattern]:
    """URLs of the list of trades, below ``prefix``."""
    return [
        path(prefix, reads(screens.test)(screens.bind_view(trades)), name="trades"),
        path(
            f"{prefix}choisir/",
            writes(screens.test, show=False)(screens.bind_view(pick_trade)),
            name="pick_trade",
        ),
    ]


def _goal_index(typed: str | None) -> int:
    """Index of the goal to set; 0 when ``typed`` is not one."""
    known = [str(index) for index in range(MAX_GOALS)]
    return known.index(typed) if typed in known else 0


def trades(screens: CVScreens, request: HttpRequest, person: Candidate) -> HttpResponse:
    """A search field and the trades that match, for the goal of the query parameter ``pour``."""
    cv = or_404(candidate_cv_for(request.user, person))
    index, goals = _goal_index(request.GET.get("pour")), cv.document.goals
    typed = search_query_in(request)
    if "q" not in request.GET and index < len(goals):
        typed = goals[index].occupation
    context = {
        "page_base": screens.page_base,
        "candidate": person,
        "cv": cv,
        "typed": typed,
        "place": index,
        "trades": trades_matching(typed),
        "back_url": screens.url("cv_question", person, CVSection.GOALS),
        "pick_url": screens.url("pick_trade", person),
    }
    return render(request, "candidates/writing/trades.html", context)


def pick_trade(
    screens: CVScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv = or_404(candidate_cv_for(request.user, person))
    viewer: Any = request.user
    code, index = request.POST.get("code", ""), _goal_index(request.POST.get("pour"))
    name = or_404(valid_trade_name(code, request.POST.get("name", "")) or None)
    goals = goals_with_trade(cv.document.dump()["goals"], index, code=code, name=name)
    save_cv_section(
        cv, section=CVSection.GOALS, value=goals, version=cv.version, by=viewer
    )
    messages.success(
        request,
        mark_own_words(
            sentence_texts(
                _("C’est noté : %(trade)s. Vous pouvez le redire avec vos mots."),
                trade=[ShownText(name, own=True)],
            ),
            "fr",
        ),
    )
    return redirect(screens.url("cv_question", person, CVSection.GOALS))
