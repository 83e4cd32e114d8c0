"""Choose a trade for a CV: the server searches the list, which is too long to be loaded.

``build_trade_urls`` makes the URLs of a space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import get_language

from entremise.candidates.actions.cv_draft import save_cv_section
from entremise.candidates.content.cv import MAX_GOALS
from entremise.candidates.content.fields import ShownText
from entremise.candidates.content.job_families import goals_with_trade
from entremise.candidates.enums import CVSection
from entremise.candidates.queries.cv_drafts import candidate_cv_for
from entremise.candidates.wording.marking import mark_own_words, sentence_texts
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries.trade_lookup import (
    NamedTrade,
    language_of_trade_name,
    trades_matching,
    valid_trade_name,
)
from entremise.foundation.search.queries.trades import translated_trade_names
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import or_404

from .cv_screens import CVScreens
from .search_results import search_query_in

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def build_trade_urls(screens: CVScreens, prefix: str) -> list[URLPattern]:
    """URLs of the list of trades, below ``prefix``."""
    return [
        path(
            prefix,
            reads(screens.test, by_card=screens.is_own)(screens.bind_view(trades)),
            name="trades",
        ),
        path(
            f"{prefix}choisir/",
            writes(screens.test, show=False, by_card=screens.is_own)(
                screens.bind_view(pick_trade)
            ),
            name="pick_trade",
        ),
    ]


@dataclass(frozen=True)
class TradeRow:
    """A trade to choose: its name for the reader, and the names that a CV may take."""

    code: str
    title: str  # in the reader's language; empty when a name of ``names`` says it
    names: tuple[str, ...]
    language: str  # that of ``names``
    # ``names`` are French for want of one in the language of the CV, or of the reader
    in_french: bool


def trade_rows(
    trades: list[NamedTrade], *, cv_language: str, reader_language: str
) -> list[TradeRow]:
    """A row for each trade; one only when the language has one name for several."""
    rows = [_row(trade, cv_language, reader_language) for trade in trades]
    return list({(row.code, row.names): row for row in rows}.values())


def _row(trade: NamedTrade, cv_language: str, reader_language: str) -> TradeRow:
    name = translated_trade_names(cv_language).get(trade.code, "")
    language, names = (cv_language, (name,)) if name else ("fr", trade.names)
    title = ""
    if reader_language != language:
        title = (
            " / ".join(trade.names)
            if reader_language == "fr"
            else translated_trade_names(reader_language).get(trade.code, "")
        )
    return TradeRow(
        trade.code,
        title,
        names,
        language,
        in_french=language == "fr"
        and (cv_language != "fr" or (reader_language != "fr" and not title)),
    )


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
    here = get_language() or "fr"
    rows = trade_rows(
        trades_matching(typed, [here, cv.language]),
        cv_language=cv.language,
        reader_language=here,
    )
    context = {
        "page_base": screens.page_base,
        "candidate": person,
        "cv": cv,
        "typed": typed,
        "place": index,
        "trades": rows,
        "has_french_only": any(row.in_french for row in rows),
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
            language_of_trade_name(code, name),
        ),
    )
    return redirect(screens.url("cv_question", person, CVSection.GOALS))
