"""The first year at work of the people I coach."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.views import page_of, reads
from entremise.onboarding import queries
from entremise.onboarding.enums import Doer, Voice
from entremise.spaces.shared.hires import Room, urls_of

urls = partial(
    urls_of,
    Room(
        "coach",
        is_coach,
        _("Merci. L’équipe a votre réponse, et personne d’autre."),
        page="coach:hires",
    ),
)


@reads(is_coach)
def hires(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.hires_beside(request.user), request, size=12)
    for hire in page:
        hire.plan = queries.plan_for(request.user, hire, mine={Doer.COACH})
        hire.check_in = (
            None if hire.ended_on else queries.next_check_in(hire, Voice.COACH)
        )
        hire.open = hire.check_in is not None and queries.is_open(hire.check_in)
    return render(request, "coach/hires.html", {"page": page})
