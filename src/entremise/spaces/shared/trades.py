"""Choosing a trade for a CV in a list that the server searches: nothing long to load on a
poor network.

``urls_of`` makes the addresses of a space, whose page is ``<space>/trades.html``.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates import actions
from entremise.candidates.content import GOALS_MAX
from entremise.candidates.enums import Section
from entremise.candidates.queries import cv_of
from entremise.candidates.trades import with_trade
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries import trade_named, trades_like
from entremise.foundation.web.views import found, reads, writes

from .cv_room import CVRoom
from .finding import typed_in


def urls_of(room: CVRoom, at: str) -> list[URLPattern]:
    """The list of trades, below ``at``."""
    return [
        path(at, reads(room.test)(room.opened(trades)), name="trades"),
        path(
            f"{at}choisir/",
            writes(room.test, show=False)(room.opened(pick)),
            name="pick_trade",
        ),
    ]


def _place(said: str | None) -> int:
    """Which of the wishes."""
    return int(said) if said and said.isdecimal() and int(said) < GOALS_MAX else 0


def trades(room: CVRoom, request: HttpRequest, person: Any) -> HttpResponse:
    """A line to type in, and what it may be."""
    cv = found(cv_of(request.user, person))
    place, goals = _place(request.GET.get("pour")), cv.document.goals
    typed = typed_in(request)
    if "q" not in request.GET and place < len(goals):
        typed = goals[place].occupation
    context = {
        "candidate": person,
        "typed": typed,
        "place": place,
        "trades": trades_like(typed),
        "back_url": room.url("cv_question", person, Section.GOALS),
        "pick_url": room.url("pick_trade", person),
    }
    return render(request, f"{room.space}/trades.html", context)


def pick(room: CVRoom, request: HttpRequest, person: Any) -> HttpResponse:
    cv = found(cv_of(request.user, person))
    viewer: Any = request.user
    code, place = request.POST.get("code", ""), _place(request.POST.get("pour"))
    name = found(trade_named(code, request.POST.get("name", "")) or None)
    goals = with_trade(cv.document.dump()["goals"], place, code=code, name=name)
    try:
        actions.save_section(
            cv, section=Section.GOALS, value=goals, version=cv.version, by=viewer
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("C’est noté : %(trade)s. Vous pouvez le redire avec vos mots.")
            % {"trade": name},
        )
    return redirect(room.url("cv_question", person, Section.GOALS))
