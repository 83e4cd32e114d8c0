"""Lists of the team as files: whose rows, which columns, what a spreadsheet program does."""

import csv
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from entremise.candidates.models import Candidate, Referrer, ReferrerOrganization
from entremise.companies.models import Company
from entremise.foundation.accounts.models import StaffRole, User, UserSession
from entremise.foundation.journal.models import JournalEntry, PersonAccess
from entremise.foundation.journal.registry import verb_sentence
from entremise.foundation.kit import privacy
from entremise.meetings.models import Meeting
from entremise.onboarding.models import Hire
from entremise.spreadsheets.exports.fields import EXPORTED_FIELDS, NEVER_EXPORTED
from entremise.spreadsheets.exports.lists import EXPORTED_LISTS
from tests.architecture.world import build_world
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    meetings,
    onboarding,
)
from tests.kit.pages import PageClient
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db

Rows = list[dict[str, Any]]
HOSTILE = ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x.test")']


def take(
    client: Client,
    name: str,
    query: str = "",
    file_format: str = "xlsx",
    reason: str = "work",
) -> Any:
    return client.post(
        f"/equipe/exporter/{name}/{query}",
        {"file_format": file_format, "reason": reason},
    )


def content(answer: Any) -> bytes:
    assert answer.status_code == 200
    assert answer.streaming, answer.content.decode()[:2000]
    return b"".join(answer.streaming_content)


def rows_of(answer: Any) -> Rows:
    sheet = load_workbook(BytesIO(content(answer))).worksheets[0]
    headings, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, line, strict=True)) for line in lines]


def csv_rows_of(answer: Any) -> Rows:
    text = content(answer).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline=""), delimiter=";"))


@world
def paris() -> Any:
    return accounts.zone("Paris")


@world
def team(paris: Any) -> User:
    return accounts.team_member(paris)


@world
def ali(paris: Any) -> Candidate:
    return candidates.candidate(paris, first_name="Ali")


@pytest.fixture
def browser(team: User, as_user: Callable[[Any], Client]) -> Client:
    return as_user(team)


def test_only_the_zones_of_whoever_asks(
    paris: Any, ali: Candidate, browser: Client
) -> None:
    candidates.candidate(accounts.zone("Lyon"), first_name="Zohra")
    assert [row["Prénom"] for row in rows_of(take(browser, "candidats"))] == ["Ali"]


@pytest.mark.parametrize("name", EXPORTED_LISTS)
def test_nobody_else_takes_a_list(
    name: str, paris: Any, as_user: Callable[[Any], Client]
) -> None:
    ali = candidates.candidate(paris)
    pairing = coaching.pairing(ali)
    for person in (
        ali.user,
        pairing.coach.user,
        companies.recruiter_of(companies.company(paris)),
    ):
        assert take(as_user(person), name).status_code == 404
    assert not JournalEntry.objects.filter(verb="spreadsheets.exported").exists()


def test_unknown_list_is_not_found(browser: Client) -> None:
    assert browser.get("/equipe/exporter/utilisateurs/").status_code == 404


def test_advisor_has_no_way_to_reach_people(
    paris: Any, team: User, as_user: Callable[[Any], Client]
) -> None:
    lyon = accounts.zone("Lyon")
    both = accounts.team_member(paris)
    StaffRole.objects.create(user=both, role="advisor", zone=lyon)
    candidates.candidate(paris, first_name="Ali", phone="+33612345678")
    candidates.candidate(lyon, first_name="Zohra", phone="+33687654321")
    advised = rows_of(take(as_user(accounts.advisor(paris)), "candidats"))
    assert "Téléphone" not in advised[0]
    assert advised[0]["Prénom"] == "Ali"
    shown = {
        r["Prénom"]: r["Téléphone"] for r in rows_of(take(as_user(both), "candidats"))
    }
    assert shown == {"Ali": "06 12 34 56 78", "Zohra": None}


def test_filters_of_the_list_are_those_of_the_file(paris: Any, browser: Client) -> None:
    candidates.candidate(paris, first_name="Ali", state="active")
    candidates.candidate(paris, first_name="Rosa", state="left", account=False)
    candidates.candidate(paris, first_name="Aline", state="left", account=False)
    assert {
        r["Prénom"] for r in rows_of(take(browser, "candidats", "?state=left"))
    } == {
        "Rosa",
        "Aline",
    }
    both = rows_of(take(browser, "candidats", "?state=left&words=ali&page=3"))
    assert [row["Prénom"] for row in both] == ["Aline"]
    form = browser.get("/equipe/exporter/candidats/?state=left&words=ali").content
    assert "1 fiche part" in form.decode()


def test_who_took_what_and_why_is_noted(
    paris: Any, ali: Candidate, team: User, browser: Client
) -> None:
    candidates.candidate(paris, first_name="Rosa")
    take(browser, "candidats", "?words=ali&state=active", reason="funder")
    entry = JournalEntry.objects.get(verb="spreadsheets.exported")
    assert entry.actor == team.code
    assert entry.data == {
        "list": "candidates",
        "format": "xlsx",
        "reason": "funder",
        "number": 1,
        "filters": {"words": "…", "state": "active"},
    }
    assert "Candidats, 1" in verb_sentence(entry.verb, entry.data)
    assert list(PersonAccess.objects.values_list("viewer", "person")) == [
        (team.code, ali.code)
    ]
    take(browser, "candidats")  # the same day again
    assert PersonAccess.objects.count() == 2


def test_without_reason_no_file(browser: Client) -> None:
    assert take(browser, "candidats", reason="").status_code == 200
    assert take(browser, "candidats", reason="because").status_code == 200
    assert not JournalEntry.objects.filter(verb="spreadsheets.exported").exists()


def test_old_proof_gives_nothing(team: User, browser: Client) -> None:
    UserSession.objects.update(proved_at=timezone.now() - timedelta(minutes=16))
    answer = take(browser, "candidats")
    assert answer.status_code == 403
    assert 'name="reason" value="work"' in answer.content.decode()
    assert not JournalEntry.objects.filter(verb="spreadsheets.exported").exists()


def test_reading_of_lists_about_people_is_noted(
    paris: Any, team: User, browser: Client
) -> None:
    hire = onboarding.hire(candidates.candidate(paris, first_name="Rosa"))
    meeting = meetings.meeting(
        candidates.candidate(paris, first_name="Ali"), companies.company(paris)
    )
    take(browser, "embauches")
    take(browser, "rencontres")
    assert set(PersonAccess.objects.values_list("person", flat=True)) == {
        hire.candidate.code,
        meeting.candidate.code,
    }


def test_what_leaves_the_zone_before_the_file_is_written_is_left_out(
    paris: Any, ali: Candidate, browser: Client
) -> None:
    gone = candidates.candidate(paris, first_name="Rosa")
    answer = take(browser, "candidats")
    Candidate.objects.filter(pk=gone.pk).update(zone=accounts.zone("Lyon"))
    assert [row["Prénom"] for row in rows_of(answer)] == ["Ali"]


def test_cells_are_typed(paris: Any, browser: Client) -> None:
    ali = candidates.candidate(paris, first_name="Ali", phone="+33612345678")
    Candidate.objects.filter(pk=ali.pk).update(
        started_on=date(2026, 3, 2), last_contact_on=None
    )
    answer = content(take(browser, "candidats"))
    sheet = load_workbook(BytesIO(answer)).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    started = sheet.cell(2, at["Début du parcours"])
    assert started.value == datetime(2026, 3, 2)
    assert started.is_date
    assert started.number_format == "DD/MM/YYYY"
    phone = sheet.cell(2, at["Téléphone"])
    assert (phone.value, phone.data_type) == ("06 12 34 56 78", "s")
    assert sheet.cell(2, at["Dernier contact"]).value is None
    assert sheet.freeze_panes == "A2"
    row = csv_rows_of(take(browser, "candidats", file_format="csv"))[0]
    assert (row["Début du parcours"], row["Téléphone"]) == (
        "02/03/2026",
        "06 12 34 56 78",
    )


def test_company_has_a_row_for_each_of_its_people(paris: Any, browser: Client) -> None:
    company = companies.company(paris, name="Pluralle")
    companies.member(company, role="champion")
    companies.company(paris, name="Sans personne")
    Company.objects.filter(pk=company.pk).update(headcount=800)
    rows = rows_of(take(browser, "entreprises"))
    assert sorted(row["Nom de l’entreprise"] for row in rows).count("Pluralle") == (
        company.members.count()
    )
    assert "Sans personne" in {row["Nom de l’entreprise"] for row in rows}
    assert 800 in {row["Nombre de salariés"] for row in rows}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_is_ever_computed(hostile: str, paris: Any, browser: Client) -> None:
    person = candidates.candidate(paris)
    Candidate.objects.filter(pk=person.pk).update(last_name=hostile)
    book = content(take(browser, "candidats"))
    sheet = load_workbook(BytesIO(book)).worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    cell = sheet.cell(2, at["Nom de famille"])
    assert cell.data_type == "s"
    assert cell.quotePrefix
    # as a workbook writes a carriage return
    assert str(cell.value).replace("_x000D_", "\r").strip() == hostile.strip()
    parts = zipfile.ZipFile(BytesIO(book))
    everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in everything
    assert b"hyperlink " not in everything
    assert not [n for n in parts.namelist() if "external" in n or "media" in n]
    row = csv_rows_of(take(browser, "candidats", file_format="csv"))[0]
    assert row["Nom de famille"] == f"'{hostile}"


def test_file_speaks_the_language_of_the_page(
    paris: Any, ali: Candidate, browser: Client
) -> None:
    """Also when it is read after the page was left."""
    with override("en"):
        address = reverse("team:export", args=["candidats"])
    answer = browser.post(address, {"file_format": "xlsx", "reason": "work"})
    with override("fr"):
        assert rows_of(answer)[0]["First name"] == "Ali"


def test_file_name_says_the_list_and_the_day(browser: Client) -> None:
    today = timezone.localdate()
    answer = take(browser, "coachs", file_format="csv")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="coachs-{today:%Y-%m-%d}.csv"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    with override("ar"):
        address = reverse("team:export", args=["coachs"])
    arabic = browser.post(address, {"file_format": "csv", "reason": "work"})
    named = arabic.headers["Content-Disposition"]
    assert named == f'attachment; filename="coachs-{today:%Y-%m-%d}.csv"'


@world
def queries(paris: Any, team: User) -> dict[str, tuple[int, int]]:
    """By list, how many queries it makes with one row, and with four."""
    browser = accounts.sign_in(PageClient(), team)

    def number(name: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            content(take(browser, name))
        return len(asked)

    _one_of_each(paris)
    few = {name: number(name) for name in EXPORTED_LISTS}
    for _time in range(3):
        _one_of_each(paris)
    return {name: (few[name], number(name)) for name in EXPORTED_LISTS}


@pytest.mark.parametrize("name", EXPORTED_LISTS)
def test_a_longer_list_asks_no_more_queries(
    name: str, queries: dict[str, tuple[int, int]]
) -> None:
    few, many = queries[name]
    assert many == few


def _one_of_each(zone: Any) -> None:
    pairing = coaching.pairing(candidates.candidate(zone))
    company = companies.company(zone)
    companies.member(company)
    meetings.meeting(pairing.candidate, company)
    onboarding.hire(candidates.candidate(zone), employer=company)


def test_each_column_of_each_list_is_decided() -> None:
    for exported in EXPORTED_LISTS.values():
        keys = {column.key for column in exported.declared.exported_columns}
        assert exported.everybody | exported.team <= keys, exported.name
        assert not exported.everybody & exported.team, exported.name
    left = {e.declared.key: sorted(e.never) for e in EXPORTED_LISTS.values() if e.never}
    assert left == {
        "candidates": [
            "cv_skills",
            "cv_story",
            "cv_strengths",
            "cv_tagline",
            "cv_trades",
            "referral_message",
            "situation",
        ]
    }


# ---- what was confided ----


def _personal_fields() -> Iterator[str]:
    for app in privacy.own_apps():
        module = privacy.privacy_module_of(app)
        for name in getattr(module, "FIELDS", {}):
            yield f"{app.label}.{name}"


def test_each_personal_field_is_decided() -> None:
    """A new field about somebody: does it leave in a file of the team, or never?"""
    known = set(_personal_fields())
    decided = EXPORTED_FIELDS | set(NEVER_EXPORTED)
    assert known - decided == set(), "decide in spreadsheets/exports/fields.py"
    assert decided - known == set()
    assert not EXPORTED_FIELDS & set(NEVER_EXPORTED)


def test_files_hold_the_fields_decided_and_no_other(
    as_user: Callable[[Any], Client],
) -> None:
    """A word is hidden in every personal field of every row; who finds it in a file?"""
    world = build_world()
    coaching.session_log()
    organization = ReferrerOrganization.objects.create(name="Le Relais")
    Candidate.objects.update(
        referrer=Referrer.objects.create(organization=organization)
    )
    hidden: dict[str, str] = {}
    for number, name in enumerate(sorted(_personal_fields())):
        # codes that never change, words apart from whom they came from
        if name.startswith(("journal.", "search.")):
            continue
        hidden[name] = "zq" + "".join(chr(97 + int(d)) for d in f"{number:03d}") + "zz"
        _hide(name, hidden[name])
    Meeting.objects.filter(remote=True, remote_reason="").update(remote_reason="x")
    client = as_user(User.objects.get(pk=world.people["administrator"].pk))
    files = _every_file(client)
    User.objects.exclude(pk=world.people["administrator"].pk).update(
        email=None, phone=None
    )
    Hire.objects.update(company=None)
    # people who do not sign in yet, employers without an account
    files += _every_file(client)
    found = {name for name, word in hidden.items() if word in files.lower()}
    assert found == EXPORTED_FIELDS


def _every_file(client: Client) -> str:
    files = ""
    for exported in EXPORTED_LISTS:
        for query in ("", "?finies=oui"):
            answer = take(client, exported, query, file_format="csv")
            files += content(answer).decode()
            files += repr(rows_of(take(client, exported, query)))
    return files


def _hide(name: str, word: str) -> None:
    label, model_name, field_name = name.split(".")
    model: Any = apps.get_model(label, model_name)
    try:
        field = model._meta.get_field(field_name)
    except FieldDoesNotExist:
        return
    for row in model._base_manager.all():
        value: Any = word
        if isinstance(field, models.JSONField):
            value = [word]
        elif not isinstance(
            field, models.CharField | models.TextField | models.FileField
        ):
            continue
        elif field.unique:
            # letters only: three digits would be read as a telephone number
            value = word + "".join(chr(97 + int(digit)) for digit in str(row.pk))
            if isinstance(field, models.EmailField):
                value += "@exemple.test"
        model._base_manager.filter(pk=row.pk).update(**{field_name: value})
