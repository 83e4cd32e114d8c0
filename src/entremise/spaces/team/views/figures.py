"""The figures of the viewer's zones, by zone and by cohort: a page, a workbook, a paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from entremise.candidates.queries.candidates import cohorts_for
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.impact.enums import Outcome
from entremise.impact.exports import board_pdf
from entremise.impact.queries.report import FiguresReport, figures_report_for
from entremise.spaces.shared import charts
from entremise.spreadsheets.exports.figures import figures_workbook
from entremise.spreadsheets.files.writing import XLSX_TYPE


def _report(request: SignedInRequest) -> FiguresReport:
    """Of the part of the programme that the address names."""
    zone, cohort = request.GET.get("zone", ""), request.GET.get("promotion", "")
    return or_404(figures_report_for(request.user, zone=zone, cohort=cohort))


@reads(is_staff)
def figures(request: SignedInRequest) -> HttpResponse:
    report = _report(request)
    lines, started = report.by_zone, report.started
    context: dict[str, Any] = {
        "figures": report.figures,
        "place_goals": report.place_goals,
        "zones": zones_for(request.user, closed_too=True),
        "cohorts": cohorts_for(request.user),
        "zone": request.GET.get("zone", ""),
        "cohort": request.GET.get("promotion", ""),
        "chain": report.steps,
        "reach": report.reach,
        "origins": report.origins,
        "started": started,
        "outcomes": list(zip([o.label for o in Outcome], started.cells, strict=True)),
        "stays": report.stays,
        "by_zone": lines,
        "zone_chart": charts.bar_chart(
            _("Embauches par zone"),
            [
                (f"{line.zone} :", line.hires, max(z.hires for z in lines), line.hires)
                for line in lines
            ],
        ),
        "by_cohort": report.by_cohort,
        "outcome_labels": [o.label for o in Outcome],
    }
    return render(request, "team/figures.html", context)


@reads(is_staff)
def workbook(request: SignedInRequest) -> HttpResponse:
    """The page as an XLSX file: a sheet for each table."""
    return _file(figures_workbook(_report(request)), XLSX_TYPE, "xlsx")


@reads(is_staff)
def board_paper(request: SignedInRequest) -> HttpResponse:
    """The page on paper, for a board: small groups are not shown."""
    return _file(board_pdf(_report(request)), "application/pdf", "pdf")


def _file(content: bytes, content_type: str, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = f"chiffres-{timezone.localdate():%Y-%m-%d}.{extension}"
    shown = "inline" if extension == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
