"""« Recruter autrement »: what we ask of a company, and how its account opens."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching.queries import zones_open
from entremise.companies import actions
from entremise.companies.queries import company_with_siren
from entremise.foundation.web import rate_limits
from entremise.foundation.web.views import anyone, errors_in, reads, writes
from entremise.gallery.queries import least_seen_faces
from entremise.spaces.public.forms.meet import OpenForm
from entremise.spaces.public.views.held import hold
from entremise.spaces.shared.gallery import cards

OPENED = "company_opened"


@reads(anyone)
def companies(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/companies.html",
        {"cards": cards(least_seen_faces(3), door="public:cv", brief=True)},
    )


@writes(anyone)
def company_call(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST or None, zones=zones_open())
    if request.method == "POST" and form.is_valid():
        if form.trapped:
            hold(request, form, zone=form.cleaned_data["zone"])
            return redirect("public:company_opened")
        if not rate_limits.allow(
            "company", rate_limits.network_of(request), limit=5, per=timedelta(hours=1)
        ):
            return render(request, "kit/too_many.html", status=429)
        with errors_in(form):
            _open(form.cleaned_data)
            request.session[OPENED] = form.cleaned_data["email"]
            return redirect("public:company_opened")
    return render(request, "public/company_call.html", {"form": form})


def _open(said: dict[str, Any]) -> None:
    """Whether the company is known already is the team's business: the answer on screen is
    the same.
    """
    known = company_with_siren(said["siren"])
    if known is not None:
        actions.ask_to_join(known)
        return
    first_name, _space, last_name = said["name"].partition(" ")
    actions.open_company(
        name=said["company"],
        siren=said["siren"],
        zone=said["zone"],
        email=said["email"],
        first_name=first_name,
        last_name=last_name,
        job_title=said["job_title"],
    )


@reads(anyone)
def company_opened(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/company_opened.html",
        {"email": request.session.get(OPENED, "")},
    )
