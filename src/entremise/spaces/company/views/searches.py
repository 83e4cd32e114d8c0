"""Saved searches of a company member, and their e-mail alerts."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.alerts import actions, queries
from entremise.alerts.content import SearchCriteria
from entremise.companies.queries import company_of_user
from entremise.companies.rules import is_company_member
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.gallery.queries.people import facet_choices
from entremise.spaces.company.forms import SavedSearchForm
from entremise.spaces.shared.gallery.forms import FACETS, PeopleSearchForm


def search_criteria_in(form: PeopleSearchForm) -> SearchCriteria:
    """Search criteria of the query string of a list of people."""
    facets = {facet: value for facet, value in form.chosen_facets().items() if value}
    return SearchCriteria(
        form.query,
        facets,
        form.radius_km if facets or form.query else 0,
        form.exact and bool(form.query),
    )


def search_query_string(criteria: SearchCriteria) -> str:
    """The query string for these criteria."""
    params = {
        "q": criteria.text,
        **{field: criteria.facets.get(facet, "") for field, facet in FACETS.items()},
    }
    params |= {
        "autour": str(criteria.around or ""),
        "exact": "1" if criteria.exact else "",
    }
    return urlencode({name: value for name, value in params.items() if value})


@reads(is_company_member)
def searches(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "company/searches.html",
        {"searches": queries.saved_searches_with_text_for(request.user)},
    )


@reads(is_company_member)
def search(request: SignedInRequest, code: str) -> HttpResponse:
    saved = or_404(queries.saved_search_for(request.user, code))
    return redirect(
        f"{reverse('company:people')}?{search_query_string(saved.criteria)}"
    )


@writes(is_company_member)
def keep_search(request: SignedInRequest) -> HttpResponse:
    criteria = search_criteria_in(
        PeopleSearchForm(request.GET, choices=facet_choices())
    )
    if not criteria:
        return redirect("company:people")
    form = (
        SavedSearchForm(request.POST)
        if request.POST
        else SavedSearchForm(initial={"name": queries.suggested_search_name(criteria)})
    )
    company: Any = company_of_user(request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.save_search(company, criteria, by=request.user, **form.cleaned_data)
            messages.success(request, _("Votre recherche est gardée."))
            return redirect("company:searches")
    back = f"{reverse('company:people')}?{search_query_string(criteria)}"
    context = {
        "form": form,
        "criteria_text": queries.criteria_text(criteria),
        "back": back,
    }
    return render(request, "company/search_keep.html", context)


@writes(is_company_member)
def edit_search(request: SignedInRequest, code: str) -> HttpResponse:
    saved = or_404(queries.saved_search_for(request.user, code))
    form = SavedSearchForm(
        request.POST or None,
        initial={"name": saved.name, "every_days": saved.every_days},
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.update_search(saved, by=request.user, **form.cleaned_data)
            messages.success(request, _("C’est changé."))
            return redirect("company:searches")
    return render(
        request,
        "company/search_edit.html",
        {
            "form": form,
            "search": saved,
            "criteria_text": queries.criteria_text(saved.criteria),
        },
    )


@writes(is_company_member)
def drop_search(request: SignedInRequest, code: str) -> HttpResponse:
    saved = or_404(queries.saved_search_for(request.user, code))
    if request.method == "POST":
        actions.delete_search(saved, by=request.user)
        messages.success(request, _("Votre recherche est retirée."))
        return redirect("company:searches")
    return render(
        request,
        "company/search_drop.html",
        {"search": saved, "criteria_text": queries.criteria_text(saved.criteria)},
    )
