"""« Recruter autrement »: presentation for companies, and the form to open an account."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.companies import actions
from entremise.companies.queries import company_by_siren
from entremise.foundation.accounts.queries import has_open_zone, open_zones
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.shortcuts import errors_in
from entremise.gallery.queries.people import least_seen_people
from entremise.spaces.public.forms.meet import OpenCompanyForm
from entremise.spaces.shared.gallery.cards import render_person_cards

from .spam import hold_for_moderation

OPENED_KEY = "company_opened"


@reads(anyone)
def companies(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/companies.html",
        {
            "cards": render_person_cards(
                least_seen_people(3), url_name="public:cv", without_strengths=True
            )
        },
    )


@writes(anyone)
def company_call(request: HttpRequest) -> HttpResponse:
    form = OpenCompanyForm(request.POST or None, zones=open_zones())
    is_open = has_open_zone()
    if is_open and request.method == "POST" and form.is_valid():
        if form.is_filled_by_robot:
            hold_for_moderation(request, form, zone=form.cleaned_data["zone"])
            return redirect("public:company_opened")
        if not rate_limits.allow_attempt(
            "company",
            rate_limits.client_network(request),
            limit=5,
            period=timedelta(hours=1),
        ):
            return render(request, "kit/too_many.html", status=429)
        with errors_in(form):
            _open(form.cleaned_data)
            request.session[OPENED_KEY] = form.cleaned_data["email"]
            return redirect("public:company_opened")
    return render(
        request, "public/company_call.html", {"form": form, "is_open": is_open}
    )


def _open(data: dict[str, Any]) -> None:
    """The answer on screen does not say whether the company was known already."""
    known = company_by_siren(data["siren"])
    if known is not None:
        actions.request_to_join_company(known)
        return
    first_name, _space, last_name = data["name"].partition(" ")
    actions.register_company(
        name=data["company"],
        siren=data["siren"],
        zone=data["zone"],
        email=data["email"],
        first_name=first_name,
        last_name=last_name,
        job_title=data["job_title"],
    )


@reads(anyone)
def company_opened(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/company_opened.html",
        {"email": request.session.get(OPENED_KEY, "")},
    )
