"""What keeps the gallery in order."""

from datetime import timedelta

from entremise.foundation.kit.jobs import periodic_job

from . import actions


@periodic_job(timedelta(minutes=1))
def compute_ranking() -> None:
    actions.compute_ranking()


@periodic_job(timedelta(minutes=1))
def rebuild_stale_cards() -> None:
    actions.rebuild_stale_cards()


@periodic_job(timedelta(minutes=10))
def delete_old_impressions() -> None:
    actions.delete_old_impressions()
