"""Cohorts: the staff sees those of its zones, the administrators change them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates.actions import cohorts
from entremise.candidates.queries.cohorts import (
    cohort_with_seats_for,
    cohorts_with_seats_for,
)
from entremise.candidates.rules import can_edit_cohorts
from entremise.candidates.wording.seats import seats_label
from entremise.foundation.accounts.queries import has_open_zone
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, safe_next_url
from entremise.spaces.team.forms.settings import CohortForm
from entremise.spaces.team.presenters.settings_history import (
    COHORT_VERBS,
    history_of_verbs,
    settings_history,
)


@reads(is_staff)
def cohort_settings(request: SignedInRequest) -> HttpResponse:
    rows = [
        {
            "cohort": row,
            "seats": seats_label(row.taken, row.seats),
            "over": is_over(row),
        }
        for row in cohorts_with_seats_for(request.user)
    ]
    return render(
        request,
        "team/settings/cohorts.html",
        {
            "rows": rows,
            "may_edit": can_edit_cohorts(request.user),
            "any_zone": has_open_zone(),
            "history": history_of_verbs(COHORT_VERBS)
            if can_edit_cohorts(request.user)
            else [],
        },
    )


def is_over(cohort: Any) -> bool:
    return cohort.seats is not None and cohort.taken > cohort.seats


@writes(can_edit_cohorts)
def new_cohort(request: SignedInRequest) -> HttpResponse:
    form = CohortForm(
        request.POST or None,
        viewer=request.user,
        initial={name: request.GET.get(name, "")[:80] for name in ("name", "zone")},
    )
    if form.is_valid():
        with errors_in(form):
            cohort = cohorts.create_cohort(**form.cleaned_data, by=request.user)
            messages.success(
                request, _("La promotion %(name)s est ouverte.") % {"name": cohort}
            )
            return redirect(safe_next_url(request, reverse("team:cohort_settings")))
    return render(request, "team/settings/cohort_new.html", {"form": form})


@writes(can_edit_cohorts)
def edit_cohort(request: SignedInRequest, code: str) -> HttpResponse:
    cohort = or_404(cohort_with_seats_for(request.user, code))
    form = CohortForm(request.POST or None, viewer=request.user, cohort=cohort)
    if form.is_valid():
        with errors_in(form):
            cohorts.update_cohort(cohort, **form.cleaned_data, by=request.user)
            messages.success(request, _("C’est enregistré."))
            return redirect("team:edit_cohort", code=code)
    return render(
        request,
        "team/settings/cohort.html",
        {
            "cohort": cohort,
            "form": form,
            "seats": seats_label(cohort.taken, cohort.seats),
            "history": settings_history(cohort.code),
        },
    )


@writes(can_edit_cohorts, show=False)
def close_cohort(request: SignedInRequest, code: str) -> HttpResponse:
    cohort = or_404(cohort_with_seats_for(request.user, code))
    cohorts.close_cohort(cohort, by=request.user)
    messages.success(request, _("La promotion est fermée."))
    return redirect("team:cohort_settings")


@writes(can_edit_cohorts, show=False)
def reopen_cohort(request: SignedInRequest, code: str) -> HttpResponse:
    cohort = or_404(cohort_with_seats_for(request.user, code))
    cohorts.reopen_cohort(cohort, by=request.user)
    messages.success(request, _("La promotion est ouverte."))
    return redirect("team:cohort_settings")


@writes(can_edit_cohorts)
def delete_cohort(request: SignedInRequest, code: str) -> HttpResponse:
    cohort = or_404(cohort_with_seats_for(request.user, code))
    if request.method == "POST":
        cohorts.delete_cohort(cohort, by=request.user)
        messages.success(request, _("La promotion est supprimée."))
        return redirect("team:cohort_settings")
    return render(request, "team/settings/cohort_delete.html", {"cohort": cohort})
