"""Periodic jobs of consent and recommendations."""

from datetime import timedelta

from entremise.foundation.kit.periodic_jobs import periodic_job

from .actions.consent import end_expired_publications, send_publication_expiry_notices
from .actions.recommendations import delete_unwritten_recommendations


@periodic_job(timedelta(minutes=10))
def expire_publications() -> None:
    end_expired_publications()


@periodic_job(timedelta(days=1))
def clean_up_recommendations() -> None:
    delete_unwritten_recommendations()


@periodic_job(timedelta(hours=6))
def warn_of_publication_expiry() -> None:
    send_publication_expiry_notices()
