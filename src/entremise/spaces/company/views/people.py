"""Candidates seen by a company, and the company's approaches.

Only what is public is shown before a meeting.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.alerts.queries import identical_search_for
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.companies.queries import company_of_user
from entremise.companies.rules import is_company_member, is_company_verified
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import cache_versions
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings import forms as meeting_forms
from entremise.meetings.actions import planning
from entremise.meetings.actions.approaches import withdraw_approach
from entremise.meetings.enums import ApproachState, MeetingKind
from entremise.meetings.queries.meetings import (
    approach_for,
    company_approaches_for,
    company_meetings_for,
    pending_approach,
)
from entremise.sharing.actions.credits import create_credited_approach
from entremise.sharing.middleware.view_counting import visitor_key_of
from entremise.spaces.shared.gallery.people_listing import people_listing

from .searches import search_criteria_in, search_query_string

PEOPLE_PER_PAGE = 12


@reads(is_company_member)
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody whose CV is published, in the same order as for the public."""
    with cache_versions.pin_cache_versions():
        listing = people_listing(
            request.GET,
            page_size=PEOPLE_PER_PAGE,
            everybody_url=reverse("company:people"),
            card_url_name="company:person",
        )
        criteria = search_criteria_in(listing.context["form"])
    context = {
        "identical_search": identical_search_for(request.user, criteria)
        if criteria
        else None,
        "to_keep": search_query_string(criteria) if criteria else "",
    }
    return render(request, "company/people.html", listing.context | context)


@reads(is_company_member)
def person(request: SignedInRequest, code: str) -> HttpResponse:
    publication, shown = _published(code)
    waiting = pending_approach(company_of_user(request.user), publication.candidate)
    return render(request, "company/person.html", {"person": shown, "waiting": waiting})


def _published(code: str) -> tuple[Any, Any]:
    """The publication of this code, and its public CV."""
    publication = or_404(live_publications().filter(code=code).first())
    return publication, public_cv_from_publication(publication)


@writes(is_company_member)
def approach_person(request: SignedInRequest, code: str) -> HttpResponse:
    publication, shown = _published(code)
    company: Any = company_of_user(request.user)
    form = meeting_forms.ApproachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            row = create_credited_approach(
                publication.candidate,
                company=company,
                sender=request.user,
                visitor_key=visitor_key_of(request),
                **form.cleaned_data,
            )
            messages.success(request, _("Votre proposition est chez l’équipe."))
            return redirect("company:approach", row.code)
    return render(
        request,
        "company/approach_person.html",
        {"form": form, "person": shown, "company": company},
    )


@reads(is_company_member)
def approaches(request: SignedInRequest) -> HttpResponse:
    sent = company_approaches_for(
        request.user, or_404(company_of_user(request.user))
    ).order_by("-created_at")
    return render(request, "company/approaches.html", {"page": paginate(sent, request)})


def _own_approach_or_404(request: SignedInRequest, code: str) -> Any:
    row = or_404(approach_for(request.user, code))
    return or_404(
        row
        if row.company_id == getattr(company_of_user(request.user), "pk", None)
        and row.sender_id
        else None
    )


@reads(is_company_member)
def approach(request: SignedInRequest, code: str) -> HttpResponse:
    row = _own_approach_or_404(request, code)
    context = {
        "approach": row,
        "meetings": company_meetings_for(request.user, row.company).filter(
            approach=row
        ),
        "may_plan": row.state == ApproachState.ACCEPTED
        and is_company_verified(row.company),
    }
    return render(request, "company/approach.html", context)


@writes(is_company_member, show=False)
def take_back_approach(request: SignedInRequest, code: str) -> HttpResponse:
    withdraw_approach(
        _own_approach_or_404(request, code),
        by=request.user,
        message=request.POST.get("message", ""),
    )
    messages.success(request, _("Votre proposition est retirée."))
    return redirect("company:approach", code)


@writes(is_company_member)
def propose_meeting(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose a date once the person said yes."""
    row = _own_approach_or_404(request, code)
    form = meeting_forms.ProposeMeetingForm(
        request.POST or None, initial={"place": row.place}
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            meeting = planning.propose_meeting(
                row.candidate,
                kind=MeetingKind.TRANSFORMING,
                approach=row,
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, _("La date est proposée."))
            return redirect("company:meeting", meeting.code)
    return render(
        request, "company/meeting_propose.html", {"form": form, "approach": row}
    )
