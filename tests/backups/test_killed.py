"""A withdrawal and its line in the ledger, killed between any two steps."""

import pytest

from .site import Site

KILLED = """
import signal
from entremise.candidates.models import Candidate
from entremise.candidates.actions import consent
from entremise.foundation.backups import actions, ledger_file
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
WHERE
person = Candidate.objects.order_by("pk").first()
consent.withdraw_cv(person, by=person.user)
"""
STATE = """
from entremise.candidates.models import Publication
from entremise.foundation.backups.models import PendingLedgerLine
tell(
    public=Publication.objects.filter(ended_at=None).count(),
    pending=PendingLedgerLine.objects.count(),
)
"""
CATCH_UP = """
from entremise.foundation.backups.jobs import write_ledger
tell(written=write_ledger())
"""


def lines_of(site: Site) -> int:
    if not site.ledger.exists():
        return 0
    return sum('"fact"' in line for line in site.ledger.read_text().splitlines())


@pytest.mark.parametrize(
    ("where", "public", "pending"),
    [
        # at the end of the transaction: nothing happened, and nothing says it did
        ("consent.notices.notify_cv_unpublished = die", 2, 0),
        # committed, and not written yet: the line waits in the database
        ("ledger_file.append_entries = die", 1, 1),
        # written, and not known to be: it may be there twice, which is once
        ("ledger_file.sync_folder = die", 1, 1),
    ],
)
def test_killed_at_any_moment_nothing_is_lost_nor_invented(
    site: Site, where: str, public: int, pending: int
) -> None:
    with pytest.raises(AssertionError):
        site.python(KILLED.replace("WHERE", where))
    assert site.python(STATE) == {"public": public, "pending": pending}
    assert site.python(CATCH_UP) == {"written": pending}
    assert (lines_of(site) > 0) == (public == 1)
