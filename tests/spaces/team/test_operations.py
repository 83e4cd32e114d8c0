"""What an administrator reads of the machine: each line comes with its fact, and goes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.backups.models import Backup
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.worker.leases import beat
from entremise.foundation.worker.models import JobRun, WorkerHeartbeat
from entremise.spaces.team.presenters.operations import operating_warnings_for
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NOBODY = "camille.durand@asso.test"


@pytest.fixture
def root() -> User:
    beat("machine:1:abc")
    return accounts.administrator()


@pytest.fixture
def backup(db: None) -> Backup:
    """Made a moment ago."""
    return Backup.objects.create(
        made_at=timezone.now(), name="a", size=1, is_encrypted=True
    )


def warned(viewer: User) -> list[str]:
    return [warning.key for warning in operating_warnings_for(viewer)]


def waiting(**changes: Any) -> None:
    row = OutboxMessage.objects.create(to=NOBODY, purpose="test", text="x")
    values = {"created_at": timezone.now() - timedelta(minutes=30)} | changes
    OutboxMessage.objects.filter(pk=row.pk).update(**values)


def test_nothing_is_said_when_all_is_well(root: User, backup: Backup) -> None:
    assert warned(root) == []


def test_a_silent_worker(root: User, backup: Backup) -> None:
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=12))
    assert warned(root) == ["worker"]
    assert "12" in operating_warnings_for(root)[0].fact
    WorkerHeartbeat.objects.all().delete()
    assert warned(root) == ["worker"]
    beat("machine:1:abc")
    assert warned(root) == []


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_channel_that_refuses(root: User, backup: Backup, channel: str) -> None:
    later = timezone.now() + timedelta(hours=1)
    for _message in range(2):
        waiting(channel=channel, attempts=4, next_try_at=later)
    assert warned(root) == [f"failing-{channel}"]
    warning = operating_warnings_for(root)[0]
    assert ("SMS" in warning.fact) == (channel == "sms")
    OutboxMessage.objects.update(sent_at=timezone.now())
    assert warned(root) == []


def test_messages_that_nobody_tries_are_said_once(root: User, backup: Backup) -> None:
    waiting(next_try_at=timezone.now() - timedelta(minutes=20))
    assert warned(root) == ["late-email"]
    WorkerHeartbeat.objects.all().delete()
    assert warned(root) == ["worker"]


def test_a_disk_that_fills(root: User, backup: Backup, settings: Any) -> None:
    settings.DISK_LOW_MB = 10**9
    assert warned(root) == ["disk"]


def test_a_backup_that_is_old(root: User, backup: Backup) -> None:
    now = timezone.now()
    for made_at, expected in (
        (now - timedelta(days=3), ["backup"]),
        (now - timedelta(days=1), []),
    ):
        Backup.objects.update(made_at=made_at)
        assert warned(root) == expected
    backup.delete()
    assert warned(root) == ["backup"]


def test_a_job_that_fails_again_and_again(root: User, backup: Backup) -> None:
    job = JobRun.objects.create(name="x.send", due_at=timezone.now(), failures=2)
    assert warned(root) == []
    JobRun.objects.filter(pk=job.pk).update(failures=3)
    assert warned(root) == ["jobs"]


def test_administrators_read_it_and_nobody_else(
    root: User, backup: Backup, as_user: Callable[[Any], Any], settings: Any
) -> None:
    settings.DISK_LOW_MB = 10**9
    zone = accounts.zone("Lyon")
    said = "Le disque se remplit"
    assert said in as_user(root).get("/equipe/").content.decode()
    member = accounts.team_member(zone)
    assert said not in as_user(member).get("/equipe/").content.decode()
    assert operating_warnings_for(member) == []
