"""The association's face and what the law asks it to say, set by administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.association import queries
from entremise.foundation.association.actions import change_settings
from entremise.foundation.association.enums import SettingSection
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import response_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in
from entremise.spaces.team.forms.association import SettingsForm
from entremise.spaces.team.presenters.settings import colour_preview
from entremise.spaces.team.presenters.settings_history import association_history

SECTIONS = (
    SettingSection.FACE,
    SettingSection.LEGAL,
    SettingSection.HOST,
    SettingSection.DATA,
)


@writes(can_change_settings)
def association_settings(request: SignedInRequest) -> HttpResponse:
    form = settings_form(request, SECTIONS)
    wants_to_save = request.method == "POST" and "preview" not in request.POST
    if wants_to_save and save_settings(form, request):
        return redirect("team:association_settings")
    site = queries.current_settings()
    colours = {
        key: form.data.get(key, getattr(site, key)) if form.is_bound else ""
        for key in ("primary_colour", "accent_colour")
    }
    context = {
        "form": form,
        "missing": queries.missing_by_law(),
        "logo": queries.logo_version(site),
        "preview": colour_preview(
            colours["primary_colour"] or site.primary_colour,
            colours["accent_colour"] or site.accent_colour,
        ),
        "changes": association_history(queries.keys_of(*SECTIONS)),
    }
    response = render(request, "team/settings/association.html", context)
    response_notes(response).csp = {"trusted-types": "colours"}  # colours.js
    return response


def settings_form(
    request: HttpRequest, sections: tuple[SettingSection, ...]
) -> SettingsForm:
    """The form of these sections, with what was typed on a POST."""
    bound = request.method == "POST"
    return SettingsForm(
        request.POST if bound else None,
        request.FILES if bound else None,
        shown=queries.shown_settings(*sections),
    )


def save_settings(form: SettingsForm, request: SignedInRequest) -> bool:
    """Store what was typed; False, and errors beside the fields, when something is refused."""
    if not form.is_valid():
        return False
    with errors_in(form):
        changes = change_settings(form.typed, seen=form.seen, by=request.user)
        if changes:
            messages.success(request, _("C’est enregistré. Tout le site suit."))
        else:
            messages.info(request, _("Rien n’a changé."))
        return True
    return False


@reads(can_change_settings)
def association_preview(request: SignedInRequest) -> HttpResponse:
    """The colours as they will be seen, for the page that asks while they are chosen."""
    preview = colour_preview(
        request.GET.get("primary_colour", "")[:20],
        request.GET.get("accent_colour", "")[:20],
    )
    return render(request, "team/settings/_colours.html", {"preview": preview})
