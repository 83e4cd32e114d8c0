"""How long things are kept, within the bounds of the law."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.association import queries
from entremise.foundation.association.enums import SettingSection
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.team.presenters.settings_history import association_history

from .association import save_settings, settings_form

SECTIONS = (SettingSection.RETENTION,)


@writes(can_change_settings)
def retention_settings(request: SignedInRequest) -> HttpResponse:
    form = settings_form(request, SECTIONS)
    if request.method == "POST" and save_settings(form, request):
        return redirect("team:retention_settings")
    context = {
        "form": form,
        "changes": association_history(queries.keys_of(*SECTIONS)),
    }
    return render(request, "team/settings/retention.html", context)
