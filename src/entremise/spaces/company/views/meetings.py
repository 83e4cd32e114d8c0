"""The company's meetings."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from entremise.companies.queries import company_of_user
from entremise.companies.rules import is_company_member
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.meetings.enums import MeetingSide
from entremise.meetings.queries.meetings import company_meetings_for
from entremise.spaces.shared.meetings import (
    MeetingScreens,
    build_meeting_urls,
    meetings_by_time,
)

meeting_urls = partial(
    build_meeting_urls,
    MeetingScreens(
        "company",
        is_company_member,
        side=MeetingSide.OTHER,
        readers_note=_(
            "Vos collègues et l’équipe lisent ces mots. La personne ne les voit pas."
        ),
        confirmed_message=_("C’est confirmé. Merci d’avoir ouvert votre porte."),
    ),
)


@reads(is_company_member)
def meetings(request: SignedInRequest) -> HttpResponse:
    own = company_meetings_for(request.user, or_404(company_of_user(request.user)))
    return render(request, "company/meetings.html", meetings_by_time(request, own))
