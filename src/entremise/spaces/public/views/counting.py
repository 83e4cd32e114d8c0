"""« Comment nous comptons », and daily counts as open data; the totals of pages are their sums."""

import csv
import io

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from entremise.foundation.kit.links import url_to
from entremise.foundation.web.decorators import anyone, reads
from entremise.sharing.queries.daily_counts import (
    DIRECT_CHANNEL,
    daily_counts,
    share_totals,
)

CSV_COLUMNS = ("jour", "moyen", "partages", "visites")
OPEN_DATA_CACHE_CONTROL = "no-cache, max-age=0, must-revalidate"


@reads(anyone)
def how_counting(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/how_counting.html",
        {"totals": share_totals(), "direct": DIRECT_CHANNEL},
    )


def _rows() -> list[tuple[str, str, int, int]]:
    return [
        (line.day.isoformat(), line.channel, line.shares, line.visits)
        for line in daily_counts()
    ]


@reads(anyone)
def days_csv(request: HttpRequest) -> HttpResponse:
    """One line per day and channel."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_rows())
    return _open_data(
        HttpResponse(
            "\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8"
        ),
        "partages.csv",
    )


@reads(anyone)
def days_json(request: HttpRequest) -> HttpResponse:
    rows = [dict(zip(CSV_COLUMNS, row, strict=True)) for row in _rows()]
    about = {
        "source": settings.SITE_URL,
        "definitions": url_to("how_counting"),
        "jours": rows,
    }
    return _open_data(JsonResponse(about), "partages.json")


def _open_data(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    # Figures that name nobody: any site may read them.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = OPEN_DATA_CACHE_CONTROL
    return response
