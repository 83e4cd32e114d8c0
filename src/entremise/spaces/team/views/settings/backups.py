"""When the site was saved, what a restore did, and the button that opens a restored site."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.backups import queries
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.messaging.actions import open_restored_site
from entremise.foundation.messaging.queries.sent_messages import (
    messages_waiting_since_before,
)
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.team.forms.backups import OpenSiteForm


@reads(can_change_settings)
def backup_settings(request: SignedInRequest) -> HttpResponse:
    restoration = queries.current_restoration()
    context = {
        "last_backup": queries.last_backup(),
        "ledger_at_risk": queries.is_ledger_beside_database(),
        "pending": queries.pending_ledger_lines(),
        "restoration": restoration,
        "is_closed": restoration is not None and restoration.opened_at is None,
        "replayed": queries.replayed_sentences(restoration) if restoration else [],
        "waiting": messages_waiting_since_before(restoration.restored_at)
        if restoration
        else 0,
        "form": OpenSiteForm(),
    }
    return render(request, "team/settings/backups.html", context)


@writes(can_change_settings, show=False)
def open_site(request: SignedInRequest) -> HttpResponse:
    restoration = queries.current_restoration()
    if restoration is None:
        return redirect("team:backup_settings")
    form = OpenSiteForm(request.POST)
    sends = form.is_valid() and form.cleaned_data["send_waiting"]
    open_restored_site(restoration, send_waiting=sends, by=request.user)
    messages.success(request, _("Le site est ouvert : ses pages sont publiques."))
    return redirect("team:home")
