"""The settings of the association: each section, and where it stands."""

from django.http import HttpResponse
from django.shortcuts import render

from entremise import __version__
from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.tasks.queries import put_away_reminders
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.team.presenters.settings_sections import section_rows_for


@reads(can_change_settings)
def settings(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "team/settings/index.html",
        {
            "rows": section_rows_for(request.user, request.path),
            "put_away": len(put_away_reminders()),
            "version": __version__,
        },
    )
