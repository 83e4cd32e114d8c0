"""People we may meet, and what we wrote to them.

Only what the whole world may read, until a meeting.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.alerts.queries import same_as
from entremise.candidates.queries import public_cv, published_all
from entremise.companies.queries import company_of
from entremise.companies.rules import is_member, is_verified
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import cache_versions
from entremise.foundation.web.views import errors_in, found, page_of, reads, writes
from entremise.meetings import actions, queries
from entremise.meetings import forms as meeting_forms
from entremise.meetings.enums import ApproachState, MeetingKind
from entremise.sharing import actions as sharing_actions
from entremise.sharing.middleware import trace_of
from entremise.spaces.shared.gallery import listing

from .searches import asked_in, query_of

ON_A_PAGE = 12


@reads(is_member)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met, found and ordered as they are for the public: no
    score, nobody above anybody.
    """
    with cache_versions.read_once():
        shown = listing(
            request.GET,
            size=ON_A_PAGE,
            everybody=reverse("company:people"),
            door="company:person",
        )
        asked = asked_in(shown.context["form"])
    context = {
        "kept": same_as(request.user, asked) if asked else None,
        "to_keep": query_of(asked) if asked else "",
    }
    return render(request, "company/people.html", shown.context | context)


@reads(is_member)
def person(request: HttpRequest, code: str) -> HttpResponse:
    publication, shown = _published(code)
    waiting = queries.waiting_approach(company_of(request.user), publication.candidate)
    return render(request, "company/person.html", {"person": shown, "waiting": waiting})


def _published(code: str) -> tuple[Any, Any]:
    """The publication, and what the world may see of it."""
    publication = found(published_all().filter(code=code).first())
    return publication, public_cv(publication)


@writes(is_member)
def approach_person(request: HttpRequest, code: str) -> HttpResponse:
    publication, shown = _published(code)
    company: Any = company_of(request.user)
    form = meeting_forms.ApproachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            row = sharing_actions.approach(
                publication.candidate,
                company=company,
                sender=request.user,
                trace=trace_of(request),
                **form.cleaned_data,
            )
            messages.success(request, _("Votre proposition est chez l’équipe."))
            return redirect("company:approach", row.code)
    return render(
        request,
        "company/approach_person.html",
        {"form": form, "person": shown, "company": company},
    )


@reads(is_member)
def approaches(request: HttpRequest) -> HttpResponse:
    ours = queries.approaches_of_company(
        request.user, company_of(request.user)
    ).order_by("-created_at")
    return render(request, "company/approaches.html", {"page": page_of(ours, request)})


def _ours(request: HttpRequest, code: str) -> Any:
    row = found(queries.approach_for(request.user, code))
    return found(
        row
        if row.company_id == getattr(company_of(request.user), "pk", None)
        and row.sender_id
        else None
    )


@reads(is_member)
def approach(request: HttpRequest, code: str) -> HttpResponse:
    row = _ours(request, code)
    context = {
        "approach": row,
        "meetings": queries.meetings_of_company(request.user, row.company).filter(
            approach=row
        ),
        "may_plan": row.state == ApproachState.ACCEPTED and is_verified(row.company),
    }
    return render(request, "company/approach.html", context)


@writes(is_member, show=False)
def take_back_approach(request: HttpRequest, code: str) -> HttpResponse:
    actions.take_back(
        _ours(request, code), by=request.user, words=request.POST.get("words", "")
    )
    messages.success(request, _("Votre proposition est retirée."))
    return redirect("company:approach", code)


@writes(is_member)
def propose_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """The person said yes: choose a day."""
    row = _ours(request, code)
    form = meeting_forms.ProposeForm(request.POST or None, initial={"place": row.place})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            meeting = actions.propose_meeting(
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
