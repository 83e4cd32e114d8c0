from datetime import timedelta

from entremise.foundation.kit.jobs import periodic_job

from . import actions


@periodic_job(timedelta(minutes=10))
def expire_publications() -> None:
    actions.end_expired_publications()


@periodic_job(timedelta(days=1))
def clean_up_recommendations() -> None:
    actions.delete_unwritten_recommendations()


@periodic_job(timedelta(hours=6))
def warn_of_publication_expiry() -> None:
    actions.send_publication_expiry_notices()
