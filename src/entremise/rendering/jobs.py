"""Periodic job of the renderings."""

from datetime import timedelta

from entremise.foundation.kit.periodic_jobs import periodic_job

from . import actions


@periodic_job(timedelta(minutes=10))
def delete_orphan_renderings() -> None:
    actions.delete_orphan_renderings()
