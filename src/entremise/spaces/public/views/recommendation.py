"""Somebody was asked for a few words about a person: a page by a secret link, without account."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates import actions
from entremise.candidates.forms import LetterForm
from entremise.candidates.recommended import may_be_written, recommendation_at
from entremise.foundation.web import rate_limits
from entremise.foundation.web.views import anyone, errors_in, found, reads, writes

TRIES, PER = 20, timedelta(hours=1)


@writes(anyone)
def recommendation(request: HttpRequest, secret: str) -> HttpResponse:
    asked = found(recommendation_at(secret))
    if not may_be_written(asked):
        return redirect("public:recommendation_thanks", secret=secret)
    form = LetterForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not rate_limits.allow(
            "recommendation", rate_limits.network_of(request), limit=TRIES, per=PER
        ):
            return render(request, "kit/too_many.html", status=429)
        with errors_in(form):
            actions.write_recommendation(asked, **form.cleaned_data)
            return redirect("public:recommendation_thanks", secret=secret)
    return render(request, "public/recommendation.html", {"asked": asked, "form": form})


@reads(anyone)
def recommendation_thanks(request: HttpRequest, secret: str) -> HttpResponse:
    asked = found(recommendation_at(secret))
    return render(
        request,
        "public/recommendation_thanks.html",
        {"asked": asked, "open": may_be_written(asked)},
    )
