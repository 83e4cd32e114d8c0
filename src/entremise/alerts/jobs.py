"""Periodic job of the alerts."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import SENDING_HOURS, periodic_job

from . import actions


@periodic_job(timedelta(hours=1))
def send_due_alerts() -> None:
    if timezone.localtime().hour in SENDING_HOURS:
        actions.send_due_alerts()
