"""My new job: what happens when, and how it is going."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.views import reads
from entremise.onboarding import queries
from entremise.onboarding.enums import Voice
from entremise.spaces.shared.hires import Room, urls_of

urls = partial(
    urls_of,
    Room(
        "candidate",
        is_candidate,
        _("Merci. L’équipe a votre réponse."),
        page="candidate:job",
    ),
)


@reads(is_candidate)
def job(request: HttpRequest) -> HttpResponse:
    hire = queries.job_of(request.user)
    check_in = (
        queries.next_check_in(hire, Voice.EMPLOYEE)
        if hire and not hire.ended_on
        else None
    )
    context = {
        "hire": hire,
        "plan": queries.plan_for(request.user, hire) if hire else [],
        "check_in": check_in,
        "open": check_in is not None and queries.is_open(check_in),
        "answers": queries.answers_of(request.user, hire) if hire else [],
    }
    return render(request, "candidate/job.html", context)
