"""The candidate's data: what is stored, who opened their file, export, requests."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from entremise.candidates import exports
from entremise.candidates.actions.data_requests import (
    DATA_REQUEST_KINDS,
    request_data_change,
)
from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import grants_for
from entremise.candidates.queries.file_accesses import file_accesses_of
from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404


@reads(is_candidate)
def data(request: SignedInRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    return render(
        request,
        "candidate/data.html",
        {
            "candidate": candidate,
            "grants": grants_for(request.user, candidate),
            "purposes": exports.personal_data_purposes(),
        },
    )


@reads(is_candidate)
def export(request: SignedInRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    response = HttpResponse(
        exports.personal_data_archive(request.user, candidate),
        content_type="application/zip",
    )
    response["Content-Disposition"] = (
        f'attachment; filename="mes-donnees-{timezone.localdate()}.zip"'
    )
    return response


@writes(is_candidate)
def ask_about_data(request: SignedInRequest, wish: str) -> HttpResponse:
    if wish not in DATA_REQUEST_KINDS:
        raise Http404
    candidate = or_404(candidate_of_user(request.user))
    if request.method == "POST":
        request_data_change(candidate, kind=wish, by=request.user)
        messages.success(
            request, _("C’est demandé. L’équipe vous répond dans le mois.")
        )
        return redirect("candidate:data")
    return render(
        request, "candidate/data_ask.html", {"wish": wish, "candidate": candidate}
    )


@reads(is_candidate)
def lookers(request: SignedInRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    return render(
        request,
        "candidate/lookers.html",
        {"lookers": file_accesses_of(candidate)},
    )
