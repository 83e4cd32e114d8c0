"""How messages leave: what is set, and a button that really sends one."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.association.actions import record_channel_trial
from entremise.foundation.association.enums import SettingSection
from entremise.foundation.association.queries import keys_of, shown_settings
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox.channel_trials import ChannelTrial, try_mail, try_sms
from entremise.foundation.outbox.sms_spending import spending_by_month
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.team.forms.association import SettingsForm
from entremise.spaces.team.forms.channels import MailTrialForm, SMSTrialForm
from entremise.spaces.team.presenters.settings import channel_facts
from entremise.spaces.team.presenters.settings_history import association_history
from entremise.spaces.team.views.settings.association import save_settings

MAX_TRIALS = 10  # an hour, for each administrator


@writes(can_change_settings, in_transaction=False)
def channel_settings(request: SignedInRequest) -> HttpResponse:
    """The state of each channel. On POST, one message is sent while the page waits."""
    asked = request.POST.get("channel", "")
    mail = MailTrialForm(
        request.POST if asked == "mail" else None, initial={"to": request.user.email}
    )
    sms = SMSTrialForm(
        request.POST if asked == "sms" else None, initial={"to": request.user.phone}
    )
    limits = SettingsForm(
        request.POST if asked == "limits" else None,
        shown=shown_settings(SettingSection.SMS),
    )
    if asked == "limits" and save_settings(limits, request):
        return redirect("team:channel_settings")
    form = {"mail": mail, "sms": sms}.get(asked)
    trial: ChannelTrial | None = None
    if form is not None and form.is_valid():
        if not rate_limits.allow_attempt(
            "channel_trial",
            request.user.code,
            limit=MAX_TRIALS,
            period=timedelta(hours=1),
        ):
            form.add_error(None, _("Attendez une heure avant d’essayer encore."))
        else:
            send = try_mail if asked == "mail" else try_sms
            trial = send(form.cleaned_data["to"], language=request.LANGUAGE_CODE)
            record_channel_trial(asked, trial.outcome.value, by=request.user)
    context = {
        "channels": [
            {"name": "mail", "title": _("E-mail"), "form": mail},
            {"name": "sms", "title": _("SMS"), "form": sms},
        ],
        "facts": channel_facts(),
        "limits": limits,
        "months": spending_by_month(),
        "changes": association_history(keys_of(SettingSection.SMS)),
        "asked": asked,
        "trial": trial,
    }
    return render(request, "team/settings/channels.html", context)
