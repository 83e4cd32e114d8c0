"""Leads for somebody, each with why: the same verbs for the person, their coach and the team.

``urls_of`` makes the addresses of a space; its page is ``<space>/suggestions.html``.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from entremise.candidates.queries import candidate_for, candidate_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import found, page_of, reads, writes
from entremise.opportunities import actions, queries, rules, wording
from entremise.opportunities.enums import WhyAside

MANY = 5  # openings on a page
COMPANIES, MOST_COMPANIES = 3, 15  # shown at once, and in all


@dataclass(frozen=True)
class Room:
    space: str  # namespace of its addresses, folder of its templates
    test: Callable[[Any], bool]
    mine: bool = False  # the person's own space: no code in its addresses

    def person(self, request: HttpRequest, code: str) -> Any:
        return found(
            candidate_of(request.user)
            if self.mine
            else candidate_for(request.user, code)
        )

    def url(self, name: str, candidate: Any, **address: str) -> str:
        code = {} if self.mine else {"code": candidate.code}
        return reverse(f"{self.space}:{name}", kwargs=code | address)

    def back(self, candidate: Any) -> HttpResponse:
        return redirect(self.url("suggestions", candidate))


@dataclass(frozen=True)
class Lead:
    """An opening or a company, why, and where to say something of it."""

    thing: Any
    said: wording.Said
    aside_url: str
    want_url: str
    is_wanted: bool


def urls_of(room: Room, at: str) -> list[URLPattern]:
    """The leads of a person, below ``at``."""

    def suggestions(request: HttpRequest, code: str = "") -> HttpResponse:
        return show(room, request, room.person(request, code))

    def aside(
        request: HttpRequest, kind: str, lead: str, code: str = ""
    ) -> HttpResponse:
        person = room.person(request, code)
        thing = _lead(request, person, kind, lead)
        actions.set_aside(
            person, reason=request.POST.get("reason", ""), by=_me(request), **thing
        )
        messages.success(
            request, _("C’est mis de côté. Vous pouvez le reprendre en bas de page.")
        )
        return room.back(person)

    def back(request: HttpRequest, aside: str, code: str = "") -> HttpResponse:
        kept = found(queries.aside_for(request.user, aside))
        actions.take_back(kept, by=_me(request))
        return room.back(kept.candidate)

    def want(
        request: HttpRequest, kind: str, lead: str, code: str = ""
    ) -> HttpResponse:
        person = room.person(request, code)
        actions.want(person, by=_me(request), **_lead(request, person, kind, lead))
        messages.success(request, _("L’équipe le sait. Elle vous en parle bientôt."))
        return room.back(person)

    post = writes(room.test, show=False)
    return [
        path(at, reads(room.test)(suggestions), name="suggestions"),
        path(f"{at}<str:aside>/reprendre/", post(back), name="take_back_lead"),
        path(
            f"{at}<slug:kind>/<str:lead>/de-cote/", post(aside), name="set_aside_lead"
        ),
        path(f"{at}<slug:kind>/<str:lead>/oui/", post(want), name="want_lead"),
    ]


def show(room: Room, request: HttpRequest, person: Any) -> HttpResponse:
    viewer: Any = request.user
    if not room.mine:
        request.looked_at = person  # type: ignore[attr-defined]
    leads = queries.leads_for(viewer, person)
    page = page_of(leads.openings, request, size=MANY)
    wanted = queries.wanted_by(viewer, person)
    context = {
        "candidate": person,
        "page": page,
        "openings": [
            _row(room, person, "poste", job, facts, wanted) for job, facts in page
        ],
        "reasons": WhyAside.choices,
        "has_goals": queries.has_goals(person),
    }
    if page.number == 1:  # the next ones hold openings alone
        context |= _around(room, person, leads, wanted) | _already(viewer, person)
    return render(request, f"{room.space}/suggestions.html", context)


def _around(
    room: Room, person: Any, leads: queries.Leads, wanted: set[str]
) -> dict[str, Any]:
    """Companies, near trades, and what was set aside: the first ones, and those to unfold."""
    houses = [
        _row(room, person, "entreprise", *lead, wanted)
        for lead in leads.companies[:MOST_COMPANIES]
    ]
    trades = defaultdict(list)  # why -> names
    for name, facts in leads.trades:
        trades["\n".join(wording.said(facts, to_me=room.mine).for_)].append(name)
    return {
        "companies": houses[:COMPANIES],
        "more_companies": houses[COMPANIES:],
        "trades": list(trades.items()),
        "aside": [
            (kept, room.url("take_back_lead", person, aside=kept.code))
            for kept in leads.aside
        ],
    }


def _already(viewer: Any, person: Any) -> dict[str, Any]:
    """What was proposed, and drawn for them."""
    proposals = list(queries.proposals_of(viewer, person))
    for proposal in proposals:
        proposal.words_of_state = rules.state_words(proposal)  # type: ignore[attr-defined]
    return {"proposals": proposals, "sketches": queries.sketches_for(viewer, person)}


def _me(request: HttpRequest) -> Any:
    return request.user


def _row(
    room: Room, person: Any, kind: str, thing: Any, facts: Any, wanted: set[str]
) -> Lead:
    address = {"kind": kind, "lead": thing.code}
    return Lead(
        thing,
        wording.said(facts, to_me=room.mine),
        room.url("set_aside_lead", person, **address),
        room.url("want_lead", person, **address),
        thing.code in wanted,
    )


def _lead(request: HttpRequest, person: Any, kind: str, code: str) -> dict[str, Any]:
    """An opening or a company that is a lead for this person."""
    if kind == "poste":
        return {
            "opportunity": found(queries.lead_opportunity(request.user, person, code))
        }
    return {
        "company": found(
            queries.lead_company(request.user, person, code)
            if kind == "entreprise"
            else None
        )
    }
