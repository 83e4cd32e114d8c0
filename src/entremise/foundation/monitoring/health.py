"""The checks of ``/sante/prete``: facts of the deployment, nothing about anybody."""

from dataclasses import dataclass, field

from django.utils import timezone

from entremise.foundation.outbox.queries import oldest_waiting
from entremise.foundation.worker.queries import ALIVE_WITHIN

from .machine import free_disk_mb, is_disk_full
from .probe import DatabaseFacts, read_database


@dataclass(frozen=True)
class HealthCheck:
    name: str
    ok: bool
    facts: dict[str, int | None] = field(default_factory=dict)


def health_checks() -> list[HealthCheck]:
    """Those that need the database are left out when it does not answer."""
    found = read_database()
    checks = [HealthCheck("database", found is not None)]
    if found is not None:
        checks.append(
            HealthCheck(
                "migrations",
                not found.missing_migrations,
                {"missing": found.missing_migrations},
            )
        )
        if not found.missing_migrations:
            checks += [_worker(found), _messages(found)]
    disk = HealthCheck("disk", not is_disk_full(), {"free_mb": free_disk_mb()})
    return [*checks, disk]


def _worker(found: DatabaseFacts) -> HealthCheck:
    seen = found.worker_seen_at
    silent = None if seen is None else timezone.now() - seen
    return HealthCheck(
        "worker",
        silent is not None and silent < ALIVE_WITHIN,
        {"silent_seconds": None if silent is None else int(silent.total_seconds())},
    )


def _messages(found: DatabaseFacts) -> HealthCheck:
    return HealthCheck(
        "messages",
        not any(queue.is_late or queue.is_failing for queue in found.queues),
        {
            "waiting": sum(queue.waiting for queue in found.queues),
            "oldest_seconds": int(oldest_waiting(found.queues).total_seconds()),
        },
    )
