"""« Orienter une personne »: a social organisation refers a candidate."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions.path import refer_candidate
from entremise.foundation.accounts.queries import has_open_zone
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.shortcuts import errors_in
from entremise.spaces.public.forms.referral import ReferralForm

from .spam import hold_for_moderation

MAX_REFERRALS, PERIOD = 10, timedelta(hours=1)


@writes(anyone)
def referral(request: HttpRequest) -> HttpResponse:
    form = ReferralForm(request.POST if request.method == "POST" else None)
    is_open = has_open_zone()
    if is_open and form.is_valid():
        if form.is_filled_by_robot:
            hold_for_moderation(request, form, zone=form.cleaned_data["zone"])
            return redirect("public:referral_thanks")
        if not rate_limits.allow_attempt(
            "referral",
            rate_limits.client_network(request),
            limit=MAX_REFERRALS,
            period=PERIOD,
        ):
            return render(request, "kit/too_many.html", status=429)
        values = {
            name: value
            for name, value in form.cleaned_data.items()
            if name not in ("agreed", "home_page")
        }
        with errors_in(form):
            refer_candidate(**values, by=None)
            return redirect("public:referral_thanks")
    return render(request, "public/referral.html", {"form": form, "is_open": is_open})


@reads(anyone)
def referral_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "public/referral_thanks.html")
