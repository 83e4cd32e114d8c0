"""Handlers of events: a parked message raises a task for the team."""

from entremise.foundation.accounts.models import Zone
from entremise.foundation.outbox.delivery import MessageParked
from entremise.foundation.tasks.actions import raise_task


def raise_parked_mail_task(event: MessageParked) -> None:
    message = event.message
    raise_task(
        "messaging.parked",
        zone=Zone.objects.filter(code=message.zone).first() if message.zone else None,
        about=("team_mail", message.code, message.to_name or message.to),
        dedup_key=f"parked:{message.code}",
    )
