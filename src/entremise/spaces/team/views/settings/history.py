"""All that administrators set, in one list: who, when, from what to what."""

from django.http import HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.team.presenters.settings_history import whole_history


@reads(can_change_settings)
def setting_history(request: SignedInRequest) -> HttpResponse:
    return render(request, "team/settings/history.html", {"history": whole_history()})
