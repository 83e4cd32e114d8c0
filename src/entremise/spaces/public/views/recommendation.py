"""Write a recommendation that a candidate asked for: a page with a secret link, without account."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions.recommendations import write_recommendation
from entremise.candidates.forms.recommendations import RecommendationForm
from entremise.candidates.queries.recommendations import (
    can_write_recommendation,
    recommendation_by_secret,
)
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404

MAX_TRIES, PERIOD = 20, timedelta(hours=1)


@writes(anyone)
def recommendation(request: HttpRequest, secret: str) -> HttpResponse:
    asked = or_404(recommendation_by_secret(secret))
    if not can_write_recommendation(asked):
        return redirect("public:recommendation_thanks", secret=secret)
    form = RecommendationForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not rate_limits.allow_attempt(
            "recommendation",
            rate_limits.client_network(request),
            limit=MAX_TRIES,
            period=PERIOD,
        ):
            return render(request, "kit/too_many.html", status=429)
        with errors_in(form):
            write_recommendation(asked, **form.cleaned_data)
            return redirect("public:recommendation_thanks", secret=secret)
    return render(request, "public/recommendation.html", {"asked": asked, "form": form})


@reads(anyone)
def recommendation_thanks(request: HttpRequest, secret: str) -> HttpResponse:
    asked = or_404(recommendation_by_secret(secret))
    return render(
        request,
        "public/recommendation_thanks.html",
        {"asked": asked, "open": can_write_recommendation(asked)},
    )
