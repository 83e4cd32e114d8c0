"""Periodic jobs of the gallery: ranking, cards, old impressions."""

from datetime import timedelta

from entremise.foundation.kit.periodic_jobs import periodic_job

from .actions import cards, ranking


@periodic_job(timedelta(minutes=1))
def compute_ranking() -> None:
    ranking.compute_ranking()


@periodic_job(timedelta(minutes=1))
def rebuild_stale_cards() -> None:
    cards.rebuild_stale_cards()


@periodic_job(timedelta(minutes=10))
def delete_old_impressions() -> None:
    ranking.delete_old_impressions()
