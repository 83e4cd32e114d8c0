"""The public total is the sum of the days, whatever happens to the people and to the events
they were counted from.
"""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from entremise.impact.queries.figures import Scope, key_figures
from entremise.impact.queries.funnel import funnel_steps
from entremise.sharing import jobs, rules
from entremise.sharing.actions.counting import record_share, record_visit
from entremise.sharing.actions.daily_counts import delete_old_events
from entremise.sharing.models import DayCount, ShareEvent, Visit
from entremise.sharing.queries.daily_counts import (
    ShareTotals,
    daily_counts,
    last_closed_day,
    share_totals,
)
from tests.factories import candidates
from tests.factories.sharing import share_link

pytestmark = pytest.mark.django_db


def key_of(number: int = 7) -> str:
    return f"203.0.{number}.0/24 chrome"


def some_days(time_machine: Any) -> Any:
    """Three days: five shares, and seven visits of which four by a link."""
    ali, noor = candidates.published_cv(), candidates.published_cv()
    for day, shares, by_link, plain in (
        ("16", 2, 1, 2),
        ("17", 0, 0, 0),
        ("18", 3, 3, 1),
    ):
        time_machine.move_to(f"2026-11-{day}T09:00:00Z")
        for number in range(shares):
            record_share(
                (ali, noor)[number % 2].code,
                channel="linkedin",
                visitor_key=key_of(number),
            )
        for number in range(by_link):
            record_visit(
                noor.code,
                token=share_link(noor, "whatsapp").token,
                visitor_key=key_of(number),
            )
        for number in range(plain):
            record_visit(ali.code, token="", visitor_key=key_of(number))
    return ali


TOTALS = ShareTotals(shares=5, visits=7, visits_by_link=4)


def from_file(page: Any, name: str = "csv") -> tuple[int, int]:
    """What somebody finds who adds up the columns."""
    body = page.get(f"/comment-nous-comptons/partages.{name}").content.decode(
        "utf-8-sig"
    )
    rows = (
        json.loads(body)["jours"]
        if name == "json"
        else list(csv.DictReader(io.StringIO(body), delimiter=";"))
    )
    return sum(int(row["partages"]) for row in rows), sum(
        int(row["visites"]) for row in rows
    )


def test_days_are_closed_without_changing_a_total(time_machine: Any) -> None:
    some_days(time_machine)
    before = (
        share_totals(),
        daily_counts(),
        [link.value for link in funnel_steps()],
    )
    assert before[0] == TOTALS
    jobs.close_daily_counts()
    jobs.close_daily_counts()
    assert (
        share_totals(),
        daily_counts(),
        [link.value for link in funnel_steps()],
    ) == before
    # Today goes on.
    assert {row.day for row in DayCount.objects.all()} == {date(2026, 11, 16)}
    time_machine.move_to("2026-11-19T09:00:00Z")
    jobs.close_daily_counts()
    assert (share_totals(), daily_counts()) == before[:2]
    assert last_closed_day() == date(2026, 11, 18)


def test_a_day_waits_for_its_last_visits(time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T22:59:30Z")  # 23:59 in Paris
    ali = candidates.published_cv()
    record_visit(ali.code, token="", visitor_key=key_of())
    time_machine.move_to("2026-11-18T23:05:00Z")
    jobs.close_daily_counts()
    assert not DayCount.objects.exists()
    time_machine.move_to("2026-11-18T23:10:00Z")
    jobs.close_daily_counts()
    assert DayCount.objects.get().visits == 1


def test_who_erases_their_data_takes_nothing_away_from_the_past(
    time_machine: Any,
) -> None:
    ali = some_days(time_machine)
    time_machine.move_to("2026-11-19T09:00:00Z")
    jobs.close_daily_counts()
    ali.candidate.delete()
    assert ShareEvent.objects.count() < 5
    assert share_totals() == TOTALS


def test_events_go_after_twenty_five_months_and_the_total_stays(
    time_machine: Any, page: Any
) -> None:
    ali = some_days(time_machine)
    time_machine.move_to("2028-12-17T09:00:00Z")
    record_visit(ali.code, token="", visitor_key=key_of())
    jobs.close_daily_counts()
    jobs.close_daily_counts()
    assert [visit.day.isoformat() for visit in Visit.objects.all()] == [
        "2026-11-18"
    ] * 4 + ["2028-12-17"]
    time_machine.move_to("2028-12-20T09:00:00Z")
    jobs.close_daily_counts()
    assert [visit.day.isoformat() for visit in Visit.objects.all()] == ["2028-12-17"]
    assert not ShareEvent.objects.exists()
    assert share_totals() == ShareTotals(shares=5, visits=8, visits_by_link=4)
    assert from_file(page) == (5, 8)


def test_nothing_goes_before_its_sum_is_written(time_machine: Any) -> None:
    some_days(time_machine)
    time_machine.move_to("2029-12-20T09:00:00Z")
    delete_old_events()
    assert share_totals() == TOTALS
    assert ShareEvent.objects.count() == 5


def test_a_zone_has_its_own_sum(time_machine: Any) -> None:
    ali = some_days(time_machine)
    zone = ali.candidate.zone
    expected = share_totals(zone)
    assert 0 < expected.visits < 7
    time_machine.move_to("2026-11-19T09:00:00Z")
    jobs.close_daily_counts()
    assert share_totals(zone) == expected
    assert funnel_steps(Scope(zone=zone))[0].value == expected.shares


@pytest.mark.parametrize("name", ["csv", "json"])
@pytest.mark.parametrize("closed", [False, True])
def test_anybody_finds_the_printed_total_again_in_the_file(
    time_machine: Any, page: Any, name: str, closed: bool
) -> None:
    some_days(time_machine)
    if closed:
        jobs.close_daily_counts()
    found = from_file(page, name)
    printed = page.get("/comment-nous-comptons/").content.decode()
    assert (
        tuple(int(number) for number in re.findall(r"<dd>(\d+)</dd>", printed))
        == found
        == (5, 7)
    )
    assert (
        next(figure.value for figure in key_figures() if figure.key == "shares")
        == found[0]
    )
    assert f"<dd>{found[0]}" in page.get("/").content.decode()


def test_the_files_are_open_and_nobody_is_in_them(time_machine: Any, page: Any) -> None:
    ali = some_days(time_machine)
    response = page.get("/comment-nous-comptons/partages.csv")
    text = response.content.decode("utf-8-sig")
    assert text.splitlines()[:3] == [
        "jour;moyen;partages;visites",
        "2026-11-16;direct;0;2",
        "2026-11-16;linkedin;2;0",
    ]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    for secret in (ali.code, ali.candidate.first_name, ali.candidate.zone.name):
        assert secret not in text


def test_the_page_says_how_far_somebody_can_cheat() -> None:
    """Its « twelve » is the number of kinds of browser that we tell apart."""
    assert 2 * len(rules._FAMILIES) == 12


def test_counting_starts_at_zero(page: Any) -> None:
    assert share_totals() == ShareTotals()
    assert from_file(page) == (0, 0)
    assert last_closed_day() is None
    assert timezone.localdate() not in [line.day for line in daily_counts()]
