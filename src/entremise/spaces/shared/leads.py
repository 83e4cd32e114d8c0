"""Leads of a candidate, each with its reasons, in the spaces of candidates, coaches and team.

``build_lead_urls`` makes the URLs of a space. Its template: ``<space>/suggestions.html``,
which extends ``opportunities/candidate_leads.html`` where the reader accompanies the person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from entremise.candidates.queries.candidates import candidate_for, candidate_of_user
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.shortcuts import or_404, paginate
from entremise.opportunities import rules, wording
from entremise.opportunities.actions.leads import (
    dismiss_lead,
    mark_lead_wanted,
    restore_lead,
)
from entremise.opportunities.enums import DismissalReason
from entremise.opportunities.queries.leads import (
    CandidateLeads,
    dismissed_lead_for,
    has_goals,
    lead_company_for,
    lead_opportunity_for,
    leads_for,
    wanted_lead_codes_for,
)
from entremise.opportunities.queries.opportunities import (
    candidate_proposals_for,
    candidate_sketches_for,
)

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.models import Viewer

OPENINGS_PER_PAGE = 5
COMPANIES_SHOWN, MAX_COMPANIES = 3, 15  # at first, and once unfolded


@dataclass(frozen=True)
class LeadScreens:
    space: str  # namespace of its URLs, folder of its templates
    test: Callable[[Any], bool]
    own_space: bool = False  # the person's own space: no code in its URLs

    def person_for(self, request: HttpRequest, code: str) -> Any:
        return or_404(
            candidate_of_user(request.user)
            if self.own_space
            else candidate_for(request.user, code)
        )

    def url(self, name: str, candidate: Candidate, **address: str) -> str:
        code = {} if self.own_space else {"code": candidate.code}
        return reverse(f"{self.space}:{name}", kwargs=code | address)

    def redirect_to_leads(self, candidate: Candidate) -> HttpResponse:
        return redirect(self.url("suggestions", candidate))


@dataclass(frozen=True)
class Lead:
    """An opening or a company, the reasons for it, and the URLs of its two buttons."""

    thing: Any
    sentences: wording.FactSentences
    aside_url: str
    want_url: str
    is_wanted: bool


def build_lead_urls(screens: LeadScreens, prefix: str) -> list[URLPattern]:
    """URLs of the leads of a person, below ``prefix``."""

    def suggestions(request: HttpRequest, code: str = "") -> HttpResponse:
        return show_leads(screens, request, screens.person_for(request, code))

    def aside(
        request: HttpRequest, kind: str, lead: str, code: str = ""
    ) -> HttpResponse:
        person = screens.person_for(request, code)
        thing = _lead_or_404(request, person, kind, lead)
        dismiss_lead(
            person, reason=request.POST.get("reason", ""), by=_viewer(request), **thing
        )
        messages.success(
            request, _("C’est mis de côté. Vous pouvez le reprendre en bas de page.")
        )
        return screens.redirect_to_leads(person)

    def back(request: HttpRequest, aside: str, code: str = "") -> HttpResponse:
        dismissed = or_404(dismissed_lead_for(request.user, aside))
        restore_lead(dismissed, by=_viewer(request))
        return screens.redirect_to_leads(dismissed.candidate)

    def want(
        request: HttpRequest, kind: str, lead: str, code: str = ""
    ) -> HttpResponse:
        person = screens.person_for(request, code)
        mark_lead_wanted(
            person, by=_viewer(request), **_lead_or_404(request, person, kind, lead)
        )
        messages.success(request, _("L’équipe le sait. Elle vous en parle bientôt."))
        return screens.redirect_to_leads(person)

    post = writes(screens.test, show=False)
    return [
        path(prefix, reads(screens.test)(suggestions), name="suggestions"),
        path(f"{prefix}<str:aside>/reprendre/", post(back), name="take_back_lead"),
        path(
            f"{prefix}<slug:kind>/<str:lead>/de-cote/",
            post(aside),
            name="set_aside_lead",
        ),
        path(f"{prefix}<slug:kind>/<str:lead>/oui/", post(want), name="want_lead"),
    ]


def show_leads(
    screens: LeadScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    viewer: Any = request.user
    if not screens.own_space:
        request_notes(request).accessed_person = person
    leads = leads_for(viewer, person)
    page = paginate(leads.openings, request, size=OPENINGS_PER_PAGE)
    wanted = wanted_lead_codes_for(viewer, person)
    context = {
        "page_base": f"{screens.space}/base.html",
        "file_url": ""
        if screens.own_space
        else reverse(f"{screens.space}:candidate", args=[person.code]),
        "candidate": person,
        "page": page,
        "openings": [
            _row(screens, person, "poste", job, facts, wanted) for job, facts in page
        ],
        "reasons": DismissalReason.choices,
        "has_goals": has_goals(person),
    }
    if page.number == 1:  # the next ones hold openings alone
        context |= _companies_trades_and_set_aside(
            screens, person, leads, wanted
        ) | _proposals_and_sketches(viewer, person)
    return render(request, f"{screens.space}/suggestions.html", context)


def _companies_trades_and_set_aside(
    screens: LeadScreens, person: Candidate, leads: CandidateLeads, wanted: set[str]
) -> dict[str, Any]:
    """Context of the first page: companies, near trades, and leads set aside."""
    companies = [
        _row(screens, person, "entreprise", *lead, wanted)
        for lead in leads.companies[:MAX_COMPANIES]
    ]
    trades = defaultdict(list)  # why -> names
    for name, facts in leads.trades:
        sentences = wording.fact_sentences(facts, second_person=screens.own_space)
        trades[tuple(sentences.for_)].append(name)
    return {
        "companies": companies[:COMPANIES_SHOWN],
        "more_companies": companies[COMPANIES_SHOWN:],
        "trades": list(trades.items()),
        "aside": [
            (dismissed, screens.url("take_back_lead", person, aside=dismissed.code))
            for dismissed in leads.dismissed
        ],
    }


def _proposals_and_sketches(viewer: Viewer, person: Candidate) -> dict[str, Any]:
    """What was proposed to the person, and sketched for them."""
    proposals = list(candidate_proposals_for(viewer, person))
    for proposal in proposals:
        proposal.state_label = rules.proposal_state_label(proposal)
    return {
        "proposals": proposals,
        "sketches": candidate_sketches_for(viewer, person),
    }


def _viewer(request: HttpRequest) -> Any:
    return request.user


def _row(
    screens: LeadScreens,
    person: Candidate,
    kind: str,
    thing: Any,
    facts: Any,
    wanted: set[str],
) -> Lead:
    address = {"kind": kind, "lead": thing.code}
    return Lead(
        thing,
        wording.fact_sentences(facts, second_person=screens.own_space),
        screens.url("set_aside_lead", person, **address),
        screens.url("want_lead", person, **address),
        thing.code in wanted,
    )


def _lead_or_404(
    request: HttpRequest, person: Candidate, kind: str, code: str
) -> dict[str, Any]:
    """The opening or company of this code, as keyword arguments; 404 unless it is a lead."""
    if kind == "poste":
        return {"opportunity": or_404(lead_opportunity_for(request.user, person, code))}
    return {
        "company": or_404(
            lead_company_for(request.user, person, code)
            if kind == "entreprise"
            else None
        )
    }
