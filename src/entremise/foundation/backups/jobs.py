"""What a crash or a full disk left on its way to the ledger."""

from datetime import timedelta

from entremise.foundation.kit.periodic_jobs import periodic_job

from .actions import write_pending_ledger_lines


@periodic_job(timedelta(minutes=1))
def write_ledger() -> int:
    return write_pending_ledger_lines()
