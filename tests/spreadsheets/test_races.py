"""Two people who match columns at the same moment never stop each other."""

import contextlib
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection

from entremise.foundation.accounts.models import User
from entremise.spreadsheets.actions import imports as actions
from entremise.spreadsheets.models import ImportRun, RememberedColumn
from tests.factories import accounts, spreadsheets

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ["Prénom", "Téléphone"]


def _match_columns_together(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files with the same headings in the other order; what the database refused.

    Each waits, after its first heading, until the other has kept its own, or cannot.
    """
    lyon = accounts.zone("Lyon")
    team = accounts.team_member(lyon)
    runs = []
    for headings in (HEADINGS, HEADINGS[::-1]):
        run = spreadsheets.upload(
            [headings, ["Ali", "06 12 34 56 78"]], by=team, zone=lyon
        )
        runs.append(run.pk)
    for heading in ("prenom", "telephone"):
        RememberedColumn.objects.create(list_key="candidates", heading=heading)
    both, failures = threading.Barrier(2), []
    keep: Callable[..., object] = RememberedColumn.objects.update_or_create
    kept_by: dict[int, int] = {}

    def keep_and_wait(**values: object) -> object:
        kept = keep(**values)
        me = threading.get_ident()
        kept_by[me] = kept_by.get(me, 0) + 1
        if kept_by[me] == 1:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(timeout=2)
        return kept

    monkeypatch.setattr(RememberedColumn.objects, "update_or_create", keep_and_wait)

    def choose(pk: int) -> None:
        try:
            run = ImportRun.objects.get(pk=pk)
            columns = {int(position): key for position, key in run.columns.items()}
            actions.choose_columns(
                run, columns=columns, by=User.objects.get(pk=team.pk)
            )
        except DatabaseError as error:
            failures.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=choose, args=[pk]) for pk in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_columns_are_remembered_without_a_deadlock(monkeypatch) -> None:
    assert _match_columns_together(monkeypatch) == []
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"checking"}


@pytest.mark.postgresql  # SQLite has one writer at a time: nothing to deadlock
def test_the_control_deadlocks_in_the_order_of_each_file(monkeypatch) -> None:
    """Without one order for everybody, the race above is lost: the test can fail."""
    monkeypatch.setattr(actions, "sorted", list, raising=False)
    assert "deadlock" in " ".join(_match_columns_together(monkeypatch))
