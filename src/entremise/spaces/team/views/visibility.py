"""Candidates who are seen less than the others, with advice for each.

In alphabetical order in each group: nobody is ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.sharing.queries.impressions import (
    PersonImpressions,
    cvs_for_impressions,
    impression_report_for,
)
from entremise.spaces.shared import charts

if TYPE_CHECKING:
    from entremise.candidates.content.cv import PublicCV

PEOPLE_PER_PAGE = 40


@dataclass(frozen=True)
class VisibilityRow:
    person: Any
    advice: str = ""
    url: str = ""


@reads(is_staff)
def visibility(request: SignedInRequest) -> HttpResponse:
    zones = list(zones_for(request.user))
    zone = request.GET.get("zone", "")
    zone = zone if zone in {one.slug for one in zones} else ""
    report = impression_report_for(request.user, zone=zone)
    page = Paginator([*report.to_help, *report.others], PEOPLE_PER_PAGE).get_page(
        request.GET.get("page")
    )
    cvs = cvs_for_impressions(person for person in page if person.needs_help)
    context = {
        "page": page,
        "lines": [_line(person, cvs.get(person.pk)) for person in page],
        "helped": len(report.to_help),
        "total": len(report.people),
        "zones": zones,
        "zone": zone,
        "chart": _chart(report),
    }
    return render(request, "team/visibility.html", context)


def _line(person: PersonImpressions, cv: PublicCV | None) -> VisibilityRow:
    """The first piece of advice that applies; none for who is seen enough."""
    file = reverse("team:candidate", args=[person.code])
    if not person.needs_help or cv is None:
        return VisibilityRow(person)
    if not cv.photo:
        return VisibilityRow(person, _("Lui proposer une photo"), file)
    if not cv.content.story:
        return VisibilityRow(person, _("Lui proposer de raconter son histoire"), file)
    if person.visits and not person.contacts:
        return VisibilityRow(
            person,
            _("Présenter à quelqu’un"),
            reverse("team:introduce", args=[person.code]),
        )
    return VisibilityRow(
        person,
        _("Demander à une personne moteur"),
        f"{reverse('team:companies')}?state=verified",
    )


def _chart(report: Any) -> charts.Chart:
    names = [
        _("Moins de la moitié de leur part"),
        _("De la moitié à 80 %"),
        _("Leur part, à 20 % près"),
        _("De 120 % à 150 %"),
        _("Plus de 150 %"),
    ]
    steps = report.spread()
    total = sum(number for _start, _end, number in steps)
    rows = [
        (name, n, total, n)
        for name, (_start, _end, n) in zip(names, steps, strict=True)
    ]
    return charts.bar_chart(_("Combien de personnes ont reçu quelle part"), rows)
