from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import SENDING_HOURS, periodic_job

from . import actions


@periodic_job(timedelta(minutes=10))
def erase_visitor_hashes() -> None:
    actions.erase_visitor_hashes()


@periodic_job(timedelta(minutes=10))
def close_daily_counts() -> None:
    actions.close_daily_counts()
    actions.delete_old_events()


@periodic_job(timedelta(minutes=1))
def notify_copy_holders() -> None:
    actions.notify_copy_holders()
    actions.delete_old_copies()


@periodic_job(timedelta(hours=1))
def send_due_digests() -> None:
    actions.delete_inactive_supporters()
    if timezone.localtime().hour in SENDING_HOURS:
        actions.send_due_digests()


@periodic_job(timedelta(minutes=10))
def anonymize_scrapers() -> None:
    actions.anonymize_scrapers()
