"""Lists of the team, taken away as files."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.team.forms.exports import ExportForm
from entremise.spreadsheets.exports.lists import EXPORTED_LISTS, FILTER_LABELS
from entremise.spreadsheets.exports.recording import PreparedFile, export_list


@writes(is_staff, fresh_proof=True)
def export(request: SignedInRequest, name: str) -> HttpResponse:
    """``name``: of EXPORTED_LISTS; the address has the filters of the list on screen."""
    exported = or_404(EXPORTED_LISTS.get(name))
    filters = exported.chosen_in(request.GET.dict())
    form = ExportForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            prepared = export_list(
                exported, filters=filters, by=request.user, **form.cleaned_data
            )
            return _download(prepared)
    query = f"?{request.GET.urlencode()}" if filters else ""
    context = {
        "form": form,
        "title": exported.declared.title,
        "number": exported.visible_to(request.user, filters).count(),
        "narrowed_by": [FILTER_LABELS[name] for name in filters],
        "columns": [column.label for column in exported.columns_for(request.user)],
        "without_contacts": not is_team(request.user),
        "back": reverse(f"team:{exported.declared.key}") + query,
    }
    return render(request, "team/export.html", context)


def _download(prepared: PreparedFile) -> HttpResponse:
    response = StreamingHttpResponse(
        prepared.content(), content_type=prepared.content_type
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{prepared.name}"'
    response.headers["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # as the decorators of views say it
