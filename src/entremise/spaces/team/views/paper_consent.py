"""Consents signed on paper: recorded by one person of the team, read by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions.paper_consent import (
    accept_paper_consent,
    record_paper_consent,
    refuse_paper_consent,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.forms.consent import PaperConsentForm
from entremise.candidates.forms.cv_sections import uploaded_bytes
from entremise.candidates.queries.candidates import candidate_for
from entremise.candidates.queries.consent import grant_for
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.queries.paper_consent import (
    can_accept_paper_consent,
    may_be_read_alone_from,
    paper_consent_for,
)
from entremise.candidates.queries.publications import stored_photo_bytes
from entremise.candidates.queries.translations import translations_matching_snapshot
from entremise.candidates.rules import can_manage_candidate
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _, name_with_of
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.team.forms.candidates import PaperReadForm, PaperRefusalForm

if TYPE_CHECKING:
    from entremise.candidates.models import PaperConsent


@writes(is_team)
def paper_grant(request: SignedInRequest, code: str) -> HttpResponse:
    person = or_404(candidate_for(request.user, code))
    snapshot = latest_snapshot_of(person)
    if not can_manage_candidate(request.user, person) or snapshot is None:
        raise Http404
    posted = request.method == "POST"
    form = PaperConsentForm(
        person,
        snapshot,
        request.POST if posted else None,
        request.FILES if posted else None,
    )
    if form.is_valid():
        with errors_in(form):
            paper = record_paper_consent(
                person,
                snapshot=snapshot,
                consent_version=consent_versions.CURRENT_CONSENT_VERSION,
                language=form.cleaned_data["language"],
                scan=uploaded_bytes(form.cleaned_data["scan"]),
                by=request.user,
                **form.selected_choices,
            )
            messages.success(
                request,
                _("Le papier est gardé. Le CV sera visible quand il aura été relu.")
                if may_be_read_alone_from(paper)
                else _(
                    "Le papier est gardé. Une autre personne de l’équipe doit le lire avant que le "
                    "CV soit visible."
                ),
            )
            return redirect("team:candidate", code=code)
    return render(
        request,
        "team/paper_grant.html",
        {"candidate": person, "form": form, "texts": _texts()},
    )


def _texts() -> list[tuple[str, list[str]]]:
    return [
        (
            language,
            consent_versions.consent_paragraphs(
                consent_versions.CURRENT_CONSENT_VERSION, language
            ),
        )
        for language in consent_versions.consent_languages()
    ]


@reads(is_team)
def paper_consent(request: SignedInRequest, code: str) -> HttpResponse:
    paper = or_404(paper_consent_for(request.user, code))
    return _page(request, paper, PaperReadForm(), PaperRefusalForm())


@writes(is_team, show=False)
def accept_paper(request: SignedInRequest, code: str) -> HttpResponse:
    paper = or_404(paper_consent_for(request.user, code))
    form = PaperReadForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            accept_paper_consent(paper, by=request.user)
            messages.success(
                request,
                _("Vous avez lu l’accord %(of_name)s. Le CV est visible.")
                % {"of_name": name_with_of(paper.candidate.first_name)},
            )
            return redirect("team:candidate", code=paper.candidate.code)
    return _page(request, paper, form, PaperRefusalForm())


@writes(is_team, show=False)
def refuse_paper(request: SignedInRequest, code: str) -> HttpResponse:
    paper = or_404(paper_consent_for(request.user, code))
    form = PaperRefusalForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            refuse_paper_consent(
                paper, remark=form.cleaned_data["remark"], by=request.user
            )
            messages.success(request, _("Ce papier est refusé et détruit."))
            return redirect("team:candidate", code=paper.candidate.code)
    return _page(request, paper, PaperReadForm(), form)


def _page(
    request: SignedInRequest,
    paper: PaperConsent,
    form: PaperReadForm,
    refusal: PaperRefusalForm,
) -> HttpResponse:
    request_notes(request).accessed_person = paper.candidate
    context = {
        "paper": paper,
        "candidate": paper.candidate,
        "choices": _choices_of(paper),
        "may_accept": can_accept_paper_consent(request.user, paper),
        "alone_from": may_be_read_alone_from(paper),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "team/paper_consent.html", context)


def _choices_of(paper: PaperConsent) -> list[tuple[str, bool]]:
    """Every choice of the paper, and whether it was ticked."""
    rows = [(str(one.label), one.value in paper.fields) for one in GrantField]
    rows += [(str(one.label), one.value in paper.channels) for one in GrantChannel]
    rows += [
        (language_name(text.language), text.code in paper.translations)
        for text in translations_matching_snapshot(paper.candidate, paper.snapshot)
    ]
    return rows


@reads(is_team)
def paper_to_read(request: SignedInRequest, code: str) -> HttpResponse:
    """The picture of a paper that waits, on the page where it is read."""
    paper = or_404(paper_consent_for(request.user, code))
    return HttpResponse(stored_photo_bytes(paper.scan.name), content_type="image/jpeg")


@reads(is_team)
def paper_scan(request: SignedInRequest, code: str) -> HttpResponse:
    grant = or_404(grant_for(request.user, code))
    name = or_404(grant.scan.name or None)
    kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    response = HttpResponse(stored_photo_bytes(name), content_type=kind)
    response["Content-Disposition"] = "attachment"
    return response
