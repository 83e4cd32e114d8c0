"""What one installation gives, another takes: nothing is lost, and twice changes nothing."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from entremise.candidates.models import (
    Candidate,
    Cohort,
    Referrer,
    ReferrerOrganization,
)
from entremise.coaching.actions import end_pairing
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.spreadsheets.exports.lists import EXPORTED_LISTS
from entremise.spreadsheets.exports.recording import export_list
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    onboarding,
    spreadsheets,
)

pytestmark = pytest.mark.django_db

# In the order in which they are brought in: people first.
NAMES = ["candidats", "coachs", "entreprises", "binomes", "embauches"]
Files = dict[tuple[str, str], bytes]


@pytest.fixture
def administrator() -> User:
    """Of the other installation: it has its zone and its promotion already."""
    paris = accounts.zone("Paris")
    Cohort.objects.create(
        zone=paris,
        name="Printemps",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 9, 2),
    )
    return accounts.administrator()


def files_of(by: User, file_format: str) -> Files:
    """Each list of this installation, hires that ended included."""
    return {
        (name, query.get("finies", "")): given(name, query, file_format, by)
        for name in NAMES
        for query in ([{}, {"finies": "oui"}] if name == "embauches" else [{}])
    }


def given(name: str, query: Mapping[str, str], file_format: str, by: User) -> bytes:
    prepared = export_list(
        EXPORTED_LISTS[name],
        filters=query,
        file_format=file_format,
        reason="move",
        by=by,
    )
    return b"".join(prepared.content())


def rows(data: bytes, file_format: str) -> list[Any]:
    """Sorted: the order is that of rows, which are others elsewhere."""
    if file_format == "xlsx":
        sheet = load_workbook(BytesIO(data)).worksheets[0]
        lines: Iterator[Any] = sheet.iter_rows(values_only=True)
    else:
        text = data.decode("utf-8-sig")
        lines = (
            tuple(r) for r in csv.reader(StringIO(text, newline=""), delimiter=";")
        )
    return sorted(lines, key=repr)


def an_association() -> None:
    """People at each step, pairs and hires that last and that ended, hostile words."""
    paris = accounts.zone("Paris")
    organization = ReferrerOrganization.objects.create(name="Le Relais", zone=paris)
    referrer = Referrer.objects.create(
        organization=organization,
        first_name="Claire",
        last_name="Petit",
        phone="+33144556677",
    )
    ali = candidates.candidate(paris, first_name="Ali", phone="+33612345678")
    rosa = candidates.candidate(paris, first_name="Rosa", last_name="Le Goff-Ñúñez")
    noe = candidates.candidate(paris, first_name="Noé", state="left", account=False)
    candidates.candidate(paris, first_name="Oumar", state="applied", account=False)
    Candidate.objects.filter(pk=ali.pk).update(
        referrer=referrer, cohort=Cohort.objects.get(), started_on=date(2026, 3, 2)
    )
    Candidate.objects.filter(pk=rosa.pk).update(language="ar")
    coaching.pairing(ali, of=coaching.coach(paris, capacity=3))
    over = coaching.pairing(rosa)
    end_pairing(over, reason="goal", comment="", by=candidates.team_member_of(paris))
    pluralle = companies.company(paris, name="Pluralle")
    Company.objects.filter(pk=pluralle.pk).update(
        headcount=800,
        activity="=1+1 bricolage",
        presentation="- Deux lignes\net demie ; oui",
    )
    companies.member(pluralle, role="champion")
    companies.company(paris, name="Sans personne")
    onboarding.hire(ali, employer=pluralle, days_ago=40)
    ended = onboarding.hire(noe, employer=pluralle, days_ago=200)
    type(ended).objects.filter(pk=ended.pk).update(
        ended_on=timezone.localdate() - timedelta(days=30), end_reason="term"
    )


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_leaves_arrives_elsewhere_and_twice_changes_nothing(
    administrator: User, file_format: str
) -> None:
    paris = accounts.zone("Paris")
    with transaction.atomic():  # the first installation, of which nothing stays here
        an_association()
        files = files_of(administrator, file_format)
        transaction.set_rollback(True)
    assert not Candidate.objects.exists()
    for (name, _query), data in files.items():
        key = EXPORTED_LISTS[name].declared.key
        run = spreadsheets.imported(data, by=administrator, zone=paris, list_key=key)
        assert not run.counts.get("refused"), (name, _reasons(run))
        assert run.state == "done"
    arrived = files_of(administrator, file_format)
    for where, data in files.items():
        assert rows(arrived[where], file_format) == rows(data, file_format), where
    for (name, _query), data in files.items():
        key = EXPORTED_LISTS[name].declared.key
        run = spreadsheets.imported(data, by=administrator, zone=paris, list_key=key)
        moved = {key: n for key, n in run.counts.items() if n and key != "same"}
        assert not moved, (name, moved, _reasons(run))
    again = files_of(administrator, file_format)
    for where, data in arrived.items():
        assert rows(again[where], file_format) == rows(data, file_format), where


def _reasons(run: Any) -> list[Any]:
    return [(row.label, row.reasons) for row in run.rows.exclude(reasons=[])]


def test_lists_that_are_imported_give_what_the_import_asks_for() -> None:
    """Sessions of pairs are notes, and stay."""
    given_lists = {e.declared.key: e for e in EXPORTED_LISTS.values()}
    assert set(ALL_LISTS) - set(given_lists) == {"sessions"}
    for key, exported in given_lists.items():
        required = {c.key for c in exported.declared.columns if c.required}
        assert required <= exported.everybody, key
