"""Searches we keep: found again in one press, and a rare letter when somebody new answers."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.alerts import actions, queries
from entremise.alerts.content import Asked
from entremise.companies.queries import company_of
from entremise.companies.rules import is_member
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.gallery.queries import choices
from entremise.spaces.company.forms import SavedSearchForm
from entremise.spaces.shared.gallery.forms import FACETS, SearchForm


def asked_in(form: SearchForm) -> Asked:
    """What the address of a list of people asks for."""
    facets = {facet: value for facet, value in form.chosen().items() if value}
    return Asked(
        form.text,
        facets,
        form.around if facets or form.text else 0,
        form.word_for_word and bool(form.text),
    )


def query_of(asked: Asked) -> str:
    """The same, as an address one may share."""
    said = {
        "q": asked.words,
        **{field: asked.facets.get(facet, "") for field, facet in FACETS.items()},
    }
    said |= {"autour": str(asked.around or ""), "exact": "1" if asked.exact else ""}
    return urlencode({name: value for name, value in said.items() if value})


@reads(is_member)
def searches(request: HttpRequest) -> HttpResponse:
    return render(
        request, "company/searches.html", {"searches": queries.listed_for(request.user)}
    )


@reads(is_member)
def search(request: HttpRequest, code: str) -> HttpResponse:
    kept = found(queries.search_for(request.user, code))
    return redirect(f"{reverse('company:people')}?{query_of(kept.asked)}")


@writes(is_member)
def keep_search(request: HttpRequest) -> HttpResponse:
    asked = asked_in(SearchForm(request.GET, choices=choices()))
    if not asked:
        return redirect("company:people")
    form = (
        SavedSearchForm(request.POST)
        if request.POST
        else SavedSearchForm(initial={"name": queries.name_for(asked)})
    )
    company: Any = company_of(request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.keep(company, asked, by=request.user, **form.cleaned_data)
            messages.success(request, _("Votre recherche est gardée."))
            return redirect("company:searches")
    back = f"{reverse('company:people')}?{query_of(asked)}"
    context = {"form": form, "said": queries.said(asked), "back": back}
    return render(request, "company/search_keep.html", context)


@writes(is_member)
def edit_search(request: HttpRequest, code: str) -> HttpResponse:
    kept = found(queries.search_for(request.user, code))
    form = SavedSearchForm(
        request.POST or None, initial={"name": kept.name, "every_days": kept.every_days}
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change(kept, by=request.user, **form.cleaned_data)
            messages.success(request, _("C’est changé."))
            return redirect("company:searches")
    return render(
        request,
        "company/search_edit.html",
        {"form": form, "search": kept, "said": queries.said(kept.asked)},
    )


@writes(is_member)
def drop_search(request: HttpRequest, code: str) -> HttpResponse:
    kept = found(queries.search_for(request.user, code))
    if request.method == "POST":
        actions.drop(kept, by=request.user)
        messages.success(request, _("Votre recherche est retirée."))
        return redirect("company:searches")
    return render(
        request,
        "company/search_drop.html",
        {"search": kept, "said": queries.said(kept.asked)},
    )
