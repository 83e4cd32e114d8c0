"""The share kit: a few people near our places of work, what it takes to make them known.

Nothing that is not public.
"""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import ngettext
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.rendering import cv_text
from entremise.rendering.kit_sheet import kit_sheet_pdf
from entremise.rendering.papers import can_be_printed
from entremise.sharing.actions import kits
from entremise.sharing.queries import kits as sharing_kits
from entremise.sharing.queries.kits import KitPerson, kit_visit_count, share_kit_of
from entremise.sharing.queries.share_messages import offered_messages
from entremise.spaces.company import forms


def with_verified_company(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view gets the company; one that the team has not verified reads what to do."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        company: Any = company_of_user(request.user)
        if not is_company_verified(company):
            return render(request, "company/kit_closed.html", {"company": company})
        return view(request, company, **kwargs)

    return wrapper


def _kit_person_url(person: KitPerson) -> str:
    return f"{url_to('cv', code=person.cv.code)}?s={person.token}"


def _colleagues_mailto(company: Any, people: list[KitPerson]) -> str:
    """A letter to colleagues, ready in their own mail: nothing is sent by us."""
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
    subject = _("Prêtons notre réseau à %(count)d personnes") % {"count": len(people)}
    return f"mailto:?subject={quote(subject)}&body={quote(chr(10).join(lines))}"


@reads(is_company_member)
@with_verified_company
def kit(request: HttpRequest, company: Any) -> HttpResponse:
    made = share_kit_of(company.code)
    context = {
        "company": company,
        "sites": company_sites(company),
        "around": company_area(company),
        "kit": made,
        "printed": any(can_be_printed(person.cv) for person in made.people)
        if made
        else False,
        "letter": _colleagues_mailto(company, made.people)
        if made and made.people
        else "",
        "visits": kit_visit_count(company.code),
    }
    return render(request, "company/kit.html", context)


@writes(is_company_member, show=False)
@with_verified_company
def compose_kit(request: HttpRequest, company: Any) -> HttpResponse:
    around = company_area(company)
    count = kits.compose_kit(
        company.code, departements=around.departements, zones=around.zones
    )
    if count:
        said = ngettext(
            "Une personne est dans votre kit.",
            "%(count)d personnes sont dans votre kit.",
            count,
        )
        messages.success(request, said % {"count": count})
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
def add_site(request: HttpRequest, company: Any) -> HttpResponse:
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
def remove_site(request: HttpRequest, company: Any, code: str) -> HttpResponse:
    site = or_404(company_site_for(request.user, code))
    company_actions.remove_company_site(
        site if site.company_id == company.pk else or_404(None), by=request.user
    )
    messages.success(request, _("Le lieu est retiré."))
    return redirect("company:kit")


@reads(is_company_member)
@with_verified_company
def kit_person(request: HttpRequest, company: Any, code: str) -> HttpResponse:
    """The words and the papers for one person of the kit."""
    person = or_404(sharing_kits.kit_person(company.code, code))
    address = _kit_person_url(person)
    texts = offered_messages(
        person.cv, get_language() or settings.LANGUAGE_CODE
    )  # those the person lets be said
    said = texts[0].text if texts else cv_text.headline_of(person.cv)
    body = quote(f"{said}\n\n{address}")
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
def kit_sheet(request: HttpRequest, company: Any) -> HttpResponse:
    """One A4 for the coffee corner: those of the kit who agreed to be printed, each with a QR."""
    made = share_kit_of(company.code)
    people = (
        [(p.cv, _kit_person_url(p)) for p in made.people if can_be_printed(p.cv)]
        if made
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
def kit_screens(request: HttpRequest, company: Any) -> HttpResponse:
    """What an intranet or a screen in the hall may show: only people who agreed to that."""
    zone = company.zone.slug
    context = {
        "company": company,
        "zone": zone,
        "screen": f"{url_to('lobby')}?zone={zone}",
        "embed": _embed(zone),
    }
    return render(request, "company/kit_screens.html", context)


def _embed(zone: str) -> str:
    """The code to paste; empty as long as no page of ours may stand in another one."""
    if not links.has_link("embed"):
        return ""
    title = _("Des personnes à rencontrer")
    address = f"{url_to('embed')}?zone={zone}"
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="560"'
        ' loading="lazy"></iframe>'
    )
