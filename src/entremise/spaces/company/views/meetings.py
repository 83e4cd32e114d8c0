"""The meetings of our company: agreed, prepared, confirmed, told."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.companies.queries import company_of
from entremise.companies.rules import is_member
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.views import reads
from entremise.meetings import queries
from entremise.meetings.enums import Side
from entremise.spaces.shared.meetings import Room, by_time, urls_of

urls = partial(
    urls_of,
    Room(
        "company",
        is_member,
        side=Side.OTHER,
        readers=_(
            "Vos collègues et l’équipe lisent ces mots. La personne ne les voit pas."
        ),
        confirmed=_("C’est confirmé. Merci d’avoir ouvert votre porte."),
    ),
)


@reads(is_member)
def meetings(request: HttpRequest) -> HttpResponse:
    mine = queries.meetings_of_company(request.user, company_of(request.user))
    return render(request, "company/meetings.html", by_time(request, mine))
