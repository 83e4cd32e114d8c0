"""The share kit: people near the sites of the company, and what it takes to share their CVs.

It holds public data only.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from entremise.candidates.enums import GrantChannel
from entremise.companies import actions as company_actions
from entremise.companies.queries import (
    company_area,
    company_of_user,
    company_site_for,
    company_sites,
)
from entremise.companies.rules import is_company_member, is_company_verified
from entremise.foundation.kit import links
from entremise.foundation.kit.text import gettext as _, ngettext
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.rendering import cv_text
from entremise.rendering.kit_sheet import kit_sheet_pdf
from entremise.rendering.papers import can_be_printed
from entremise.sharing.actions import kits
from entremise.sharing.queries import kits as kit_queries
from entremise.sharing.queries.share_messages import offered_messages
from entremise.spaces.company import forms

if TYPE_CHECKING:
    from entremise.companies.models import Company


def with_verified_company(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view gets the company; one that the team has not verified sees another page."""

    @functools.wraps(view)
    def wrapper(request: SignedInRequest, **kwargs: object) -> HttpResponse:
        company: Any = company_of_user(request.user)
        if not is_company_verified(company):
            return render(request, "company/kit_closed.html", {"company": company})
        return view(request, company, **kwargs)

    return wrapper


def _kit_person_url(person: kit_queries.KitPerson) -> str:
    return f"{links.url_to('cv', code=person.cv.code)}?s={person.token}"


def _colleagues_mailto(company: Company, people: list[kit_queries.KitPerson]) -> str:
    """A ``mailto:`` link with a message to colleagues."""
    lines = [
        _("Bonjour,"),
        "",
        _(
            "Près de chez nous, ces personnes cherchent du travail. Connaissez-vous quelqu’un qui"
            " les rencontrerait ?"
        ),
        "",
    ]
    for person in people:
        lines += [cv_text.headline_of(person.cv), _kit_person_url(person), ""]
    lines += [
        _(
            "Ouvrez une page, puis faites-la voyager. Une équipe prépare chaque rencontre."
        ),
        "",
        company.name,
    ]
    subject = ngettext(
        "Prêtons notre réseau à %(count)d personne",
        "Prêtons notre réseau à %(count)d personnes",
        len(people),
    ) % {"count": len(people)}
    return f"mailto:?subject={quote(subject)}&body={quote(chr(10).join(lines))}"


@reads(is_company_member)
@with_verified_company
def kit(request: SignedInRequest, company: Company) -> HttpResponse:
    kit = kit_queries.share_kit_of(company.code)
    context = {
        "company": company,
        "sites": company_sites(company),
        "around": company_area(company),
        "kit": kit,
        "printed": any(can_be_printed(person.cv) for person in kit.people)
        if kit
        else False,
        "letter": _colleagues_mailto(company, kit.people) if kit and kit.people else "",
        "visits": kit_queries.kit_visit_count(company.code),
    }
    return render(request, "company/kit.html", context)


@writes(is_company_member, show=False)
@with_verified_company
def compose_kit(request: SignedInRequest, company: Company) -> HttpResponse:
    around = company_area(company)
    count = kits.compose_kit(
        company.code, departements=around.departements, zones=around.zones
    )
    if count:
        message = ngettext(
            "Une personne est dans votre kit.",
            "%(count)d personnes sont dans votre kit.",
            count,
        )
        messages.success(request, message % {"count": count})
    else:
        messages.info(
            request,
            _(
                "Personne n’est visible près de vos lieux aujourd’hui. Revenez dans quelques jours."
            ),
        )
    return redirect("company:kit")


@writes(is_company_member)
@with_verified_company
def add_site(request: SignedInRequest, company: Company) -> HttpResponse:
    form = forms.SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            company_actions.add_company_site(
                company, by=request.user, **form.cleaned_data
            )
            messages.success(
                request,
                _(
                    "Le lieu est ajouté. Composez de nouveau le kit pour en tenir compte."
                ),
            )
            return redirect("company:kit")
    return render(request, "company/site_add.html", {"form": form})


@writes(is_company_member, show=False)
@with_verified_company
def remove_site(request: SignedInRequest, company: Company, code: str) -> HttpResponse:
    site = or_404(company_site_for(request.user, code))
    if site.company_id != company.pk:
        raise Http404
    company_actions.remove_company_site(site, by=request.user)
    messages.success(request, _("Le lieu est retiré."))
    return redirect("company:kit")


@reads(is_company_member)
@with_verified_company
def kit_person(request: SignedInRequest, company: Company, code: str) -> HttpResponse:
    """Messages and papers for one person of the kit."""
    person = or_404(kit_queries.kit_person(company.code, code))
    address = _kit_person_url(person)
    texts = offered_messages(person.cv, get_language() or settings.LANGUAGE_CODE)
    text = texts[0].text if texts else cv_text.headline_of(person.cv)
    body = quote(f"{text}\n\n{address}")
    context = {
        "person": person,
        "cv": person.cv,
        "token": person.token,
        "address": address,
        "texts": [(text.tone, text.label, f"{text.text}\n{address}") for text in texts],
        "letter": f"mailto:?subject={quote(cv_text.headline_of(person.cv))}&body={body}",
        "may_print": can_be_printed(person.cv),
        "may_show": GrantChannel.PARTNERS in person.cv.channels,
    }
    return render(request, "company/kit_person.html", context)


@reads(is_company_member)
@with_verified_company
def kit_sheet(request: SignedInRequest, company: Company) -> HttpResponse:
    """An A4 page with the people of the kit who agreed to be printed, each with a QR code."""
    kit = kit_queries.share_kit_of(company.code)
    people = (
        [(p.cv, _kit_person_url(p)) for p in kit.people if can_be_printed(p.cv)]
        if kit
        else []
    )
    content = (
        kit_sheet_pdf(people, get_language() or settings.LANGUAGE_CODE)
        if people
        else None
    )
    response = HttpResponse(or_404(content), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="a-rencontrer.pdf"'
    return response


@reads(is_company_member)
@with_verified_company
def kit_screens(request: SignedInRequest, company: Company) -> HttpResponse:
    """Pages for an intranet or a screen in a hall, with only the people who agreed to that."""
    zone = company.zone.slug
    context = {
        "company": company,
        "zone": zone,
        "screen": f"{links.url_to('lobby')}?zone={zone}",
        "embed": _embed(zone),
    }
    return render(request, "company/kit_screens.html", context)


def _embed(zone: str) -> str:
    """HTML to paste in a site; empty when embedding is not available."""
    if not links.has_link("embed"):
        return ""
    title = _("Des personnes à rencontrer")
    address = f"{links.url_to('embed')}?zone={zone}"
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="560"'
        ' loading="lazy"></iframe>'
    )
