"""What a coach does, and the form to offer to coach."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching import actions
from entremise.foundation.accounts.queries import has_open_zone
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.shortcuts import errors_in
from entremise.spaces.public.forms.coaching import CoachApplicationForm

MAX_OFFERS, HOUR = 5, timedelta(hours=1)


@writes(anyone)
def coaches(request: HttpRequest) -> HttpResponse:
    form = CoachApplicationForm(request.POST or None)
    is_open = has_open_zone()
    if is_open and form.is_valid():
        if not rate_limits.allow_attempt(
            "coach_offer",
            rate_limits.client_network(request),
            limit=MAX_OFFERS,
            period=HOUR,
        ):
            return render(request, "kit/too_many.html", status=429)
        with errors_in(form):
            actions.apply_as_coach(**form.cleaned_data)
            return redirect("public:coach_thanks")
    return render(request, "public/coaches.html", {"form": form, "is_open": is_open})


@reads(anyone)
def coach_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "public/coach_thanks.html")
