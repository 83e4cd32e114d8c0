"""Zones: opened, changed, closed by moving what they hold, opened again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.foundation.accounts.actions import zones
from entremise.foundation.accounts.queries import (
    open_zones,
    zone_contents_for,
    zone_to_set_up_for,
    zones_to_set_up_for,
)
from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.accounts.validators import departement_label
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, safe_next_url
from entremise.spaces.team.forms.settings import (
    CloseZoneForm,
    ZoneForm,
    clock_hour,
    shared_departements,
)
from entremise.spaces.team.presenters.settings_history import (
    ZONE_VERBS,
    history_of_verbs,
    settings_history,
)


@reads(can_change_settings)
def zone_settings(request: SignedInRequest) -> HttpResponse:
    rows = [
        {
            "zone": zone,
            "departements": [departement_label(code) for code in zone.departements],
            "hour": clock_hour(zone.time_zone) if zone.time_zone else "",
        }
        for zone in zones_to_set_up_for(request.user)
    ]
    return render(
        request,
        "team/settings/zones.html",
        {"rows": rows, "history": history_of_verbs(ZONE_VERBS)},
    )


@writes(can_change_settings)
def new_zone(request: SignedInRequest) -> HttpResponse:
    named = {"name": request.GET.get("name", "")[:80]}
    form = ZoneForm(request.POST or None, initial=named)
    if form.is_valid():
        with errors_in(form):
            zone = zones.create_zone(**form.cleaned_data, by=request.user)
            messages.success(
                request, _("La zone %(zone)s est ouverte.") % {"zone": zone}
            )
            _warn_of_shared_departements(request, zone)
            return redirect(safe_next_url(request, reverse("team:zone_settings")))
    return render(request, "team/settings/zone_new.html", {"form": form})


def _warn_of_shared_departements(request: SignedInRequest, zone: Any) -> None:
    for departement, other in shared_departements(zone, list(open_zones())):
        messages.warning(
            request,
            _("%(departement)s est aussi dans la zone %(zone)s.")
            % {"departement": departement, "zone": other},
        )


@writes(can_change_settings)
def edit_zone(request: SignedInRequest, code: str) -> HttpResponse:
    zone = or_404(zone_to_set_up_for(request.user, code))
    form = ZoneForm(request.POST or None, zone=zone)
    if form.is_valid():
        with errors_in(form):
            changed = zones.update_zone(zone, **form.cleaned_data, by=request.user)
            messages.success(request, _("C’est enregistré."))
            _warn_of_shared_departements(request, changed)
            return redirect("team:edit_zone", code=code)
    return render(
        request,
        "team/settings/zone.html",
        {"zone": zone, "form": form, "history": settings_history(zone.code)},
    )


@writes(can_change_settings)
def close_zone(request: SignedInRequest, code: str) -> HttpResponse:
    """What the zone holds, and which zone takes it over."""
    zone = or_404(zone_to_set_up_for(request.user, code))
    if not zone.is_open and request.method == "GET":
        raise Http404
    contents = zone_contents_for(request.user, zone)
    form = CloseZoneForm(
        request.POST or None, viewer=request.user, zone=zone, is_empty=not contents
    )
    if form.is_valid():
        with errors_in(form):
            zones.close_zone(zone, into=form.target, by=request.user)
            messages.success(
                request, _("La zone %(zone)s est fermée.") % {"zone": zone}
            )
            return redirect("team:zone_settings")
    others = open_zones().exclude(pk=zone.pk).exists()
    return render(
        request,
        "team/settings/zone_close.html",
        {"zone": zone, "form": form, "contents": contents, "others": others},
    )


@writes(can_change_settings, show=False)
def reopen_zone(request: SignedInRequest, code: str) -> HttpResponse:
    zone = or_404(zone_to_set_up_for(request.user, code))
    zones.reopen_zone(zone, by=request.user)
    messages.success(request, _("La zone %(zone)s est ouverte.") % {"zone": zone})
    return redirect("team:zone_settings")
