"""Periodic jobs of sharing."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import SENDING_HOURS, periodic_job

from .actions import copies, counting, daily_counts, supporters, suspected_scrapers


@periodic_job(timedelta(minutes=10))
def erase_visitor_hashes() -> None:
    counting.erase_visitor_hashes()


@periodic_job(timedelta(minutes=10))
def close_daily_counts() -> None:
    daily_counts.close_daily_counts()
    daily_counts.delete_old_events()


@periodic_job(timedelta(minutes=1))
def notify_copy_holders() -> None:
    copies.notify_holders_of_withdrawn_cvs()
    copies.delete_old_copies()


@periodic_job(timedelta(hours=1))
def send_due_digests() -> None:
    supporters.delete_inactive_supporters()
    if timezone.localtime().hour in SENDING_HOURS:
        supporters.send_due_digests()


@periodic_job(timedelta(minutes=10))
def anonymize_scrapers() -> None:
    suspected_scrapers.anonymize_scrapers()
