"""Bringing lists in: the file, its columns, the preview, then the worker's progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from entremise.candidates.forms.cv_sections import uploaded_bytes
from entremise.candidates.rules import can_edit_cohorts
from entremise.foundation.accounts.queries import zones_managed_by
from entremise.foundation.accounts.rules import can_change_settings, is_team
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.spaces.team.forms.imports import ImportColumnsForm, ImportFileForm
from entremise.spreadsheets import queries
from entremise.spreadsheets.actions import imports as actions
from entremise.spreadsheets.columns import SpreadsheetList
from entremise.spreadsheets.enums import WORKING_STATES, ImportState, RowOutcome
from entremise.spreadsheets.files import writing
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from entremise.spreadsheets.lists.templates_to_fill import template_csv, template_xlsx

if TYPE_CHECKING:
    from entremise.spreadsheets.models import ImportRun

REFRESH_SECONDS = "2"


@reads(is_team)
def imports(request: SignedInRequest) -> HttpResponse:
    page = paginate(queries.imports_for(request.user), request, size=20)
    for run in page:
        run.title = queries.declared_list_of(run).title
    return render(
        request, "team/imports.html", {"lists": ALL_LISTS.values(), "page": page}
    )


def _list_or_404(list_key: str) -> SpreadsheetList:
    return or_404(ALL_LISTS.get(list_key))


@writes(is_team, fresh_proof=True)
def new_import(request: SignedInRequest, list_key: str) -> HttpResponse:
    declared = _list_or_404(list_key)
    posted = request.method == "POST"
    form = ImportFileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        viewer=request.user,
        initial={"zone": zones_managed_by(request.user).first()},
    )
    if form.is_valid():
        with errors_in(form):
            sent = form.cleaned_data["file"]
            run = actions.start_import(
                declared.key,
                file_name=sent.name,
                data=uploaded_bytes(sent),
                zone=form.cleaned_data["zone"],
                by=request.user,
            )
            return redirect("team:import", code=run.code)
    return render(request, "team/import_new.html", {"list": declared, "form": form})


@reads(is_team)
def template_file(
    request: SignedInRequest, list_key: str, extension: str
) -> HttpResponse:
    """The file to fill in."""
    declared = _list_or_404(list_key)
    if extension == "xlsx":
        content, kind = template_xlsx(declared), writing.XLSX_TYPE
    elif extension == "csv":
        content, kind = template_csv(declared), writing.CSV_TYPE
    else:
        raise Http404
    return _attachment(content, kind, f"{_file_name(declared)}.{extension}")


def _file_name(declared: SpreadsheetList) -> str:
    """The title of the list; its key in a language that has other letters."""
    return slugify(str(declared.title)) or declared.key


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _run_of_viewer(request: SignedInRequest, code: str) -> ImportRun:
    return or_404(queries.import_for(request.user, code))


@reads(is_team)
def import_page(request: SignedInRequest, code: str) -> HttpResponse:
    """One import, wherever it is."""
    run = _run_of_viewer(request, code)
    if run.state == ImportState.COLUMNS:
        return _columns_page(request, run, ImportColumnsForm(run=run))
    if run.state in WORKING_STATES:
        response = render(request, "team/import_progress.html", _described(run))
        response["Refresh"] = REFRESH_SECONDS  # without JavaScript too
        return response
    chosen = request.GET.get("outcome", "")
    rows = queries.rows_of(run, chosen if chosen in RowOutcome.values else "")
    counts = queries.outcome_counts(run)
    context = {
        **_described(run),
        "page": paginate(rows, request, size=50),
        "chosen": chosen,
        "outcomes": [
            (outcome, outcome.label, counts[outcome]) for outcome in RowOutcome
        ],
        "preview_key": queries.preview_key(run),
        "notes": [(note, _note_link(request, note)) for note in run.notes],
        "to_import": counts[RowOutcome.NEW] + counts[RowOutcome.COMPLETED],
        "refused": counts[RowOutcome.REFUSED],
        "undoable_until": queries.undoable_until(run),
        "kept": run.rows.filter(undone="kept").count(),
    }
    return render(request, "team/import.html", context)


@dataclass(frozen=True)
class NoteLink:
    label: str
    url: str


# Kind of what is missing → the list to bring first.
LIST_OF_MISSING = {
    "candidate": "candidates",
    "coach": "coaches",
    "company": "companies",
    "pairing": "pairings",
}


def _note_link(request: SignedInRequest, note: dict[str, str]) -> NoteLink | None:
    """Where what a note misses is made, for who may; None otherwise."""
    kind = note["kind"]
    if kind in LIST_OF_MISSING:
        url = reverse("team:new_import", args=[LIST_OF_MISSING[kind]])
        return NoteLink(_("Apporter cette liste d’abord"), url)
    back = urlencode({"name": note["name"], "zone": note["zone"], "next": request.path})
    if kind == "cohort" and can_edit_cohorts(request.user):
        url = f"{reverse('team:new_cohort')}?{back}"
        return NoteLink(_("Ouvrir cette promotion"), url)
    if kind == "zone" and can_change_settings(request.user):
        url = f"{reverse('team:new_zone')}?{back}"
        return NoteLink(_("Ouvrir cette zone"), url)
    return None


def _described(run: ImportRun) -> dict[str, object]:
    return {"run": run, "list": queries.declared_list_of(run)}


def _columns_page(
    request: SignedInRequest, run: ImportRun, form: ImportColumnsForm
) -> HttpResponse:
    return render(
        request, "team/import_columns.html", {**_described(run), "form": form}
    )


@writes(is_team, show=False)
def choose_sheet(request: SignedInRequest, code: str) -> HttpResponse:
    run = _run_of_viewer(request, code)
    actions.choose_sheet(run, sheet=request.POST.get("sheet", ""), by=request.user)
    return redirect("team:import", code=code)


@writes(is_team, show=False)
def choose_columns(request: SignedInRequest, code: str) -> HttpResponse:
    run = _run_of_viewer(request, code)
    form = ImportColumnsForm(request.POST, run=run)
    if form.is_valid():
        with errors_in(form):
            actions.choose_columns(
                run,
                columns=form.chosen_columns(),
                tidies_names=form.cleaned_data["tidies_names"],
                defaults=form.chosen_defaults(),
                by=request.user,
            )
            return redirect("team:import", code=code)
    return _columns_page(request, run, form)


@writes(is_team, show=False)
def reopen_columns(request: SignedInRequest, code: str) -> HttpResponse:
    actions.reopen_columns(_run_of_viewer(request, code), by=request.user)
    return redirect("team:import", code=code)


@writes(is_team, show=False)
def check_again(request: SignedInRequest, code: str) -> HttpResponse:
    actions.check_again(_run_of_viewer(request, code), by=request.user)
    return redirect("team:import", code=code)


@writes(is_team, show=False, fresh_proof=True)
def confirm_import(request: SignedInRequest, code: str) -> HttpResponse:
    run = _run_of_viewer(request, code)
    try:
        actions.confirm_import(
            run, preview=request.POST.get("preview", ""), by=request.user
        )
    except MoveRefused as refused:
        messages.warning(request, str(refused))
    return redirect("team:import", code=code)


@writes(is_team, show=False)
def discard_import(request: SignedInRequest, code: str) -> HttpResponse:
    actions.discard_import(_run_of_viewer(request, code), by=request.user)
    messages.success(request, _("Le fichier est effacé. Rien n’a été importé."))
    return redirect("team:imports")


@writes(is_team, fresh_proof=True)
def undo_import(request: SignedInRequest, code: str) -> HttpResponse:
    run = _run_of_viewer(request, code)
    if request.method == "POST":
        actions.undo_import(run, by=request.user)
        return redirect("team:import", code=code)
    if queries.undoable_until(run) is None:
        raise Http404
    return render(request, "team/import_undo.html", _described(run))


@reads(is_team, fresh_proof=True)
def refused_file(request: SignedInRequest, code: str, extension: str) -> HttpResponse:
    """The rows that were refused, to correct and give again."""
    run = _run_of_viewer(request, code)
    headings, rows = queries.refused_table(run)
    refused = slugify(_("refusées")) or RowOutcome.REFUSED.value
    name = f"{_file_name(queries.declared_list_of(run))}-{refused}"
    if extension == "xlsx":
        sheet = writing.WorkbookSheet(run.sheet or _("Lignes refusées"), headings, rows)
        content, kind = writing.xlsx_bytes([sheet]), writing.XLSX_TYPE
    elif extension == "csv":
        content, kind = writing.csv_bytes(headings, rows), writing.CSV_TYPE
    else:
        raise Http404
    return _attachment(content, kind, f"{name}.{extension}")
