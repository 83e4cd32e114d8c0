"""What an administrator must know of the machine: what fails, and what to do.

A line goes when the fact does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.backups.queries import LastBackup, last_backup
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.monitoring.machine import free_disk_mb, is_disk_low
from entremise.foundation.outbox.enums import MessageChannel
from entremise.foundation.outbox.queries import ChannelQueue, channel_queues
from entremise.foundation.web import same_address
from entremise.foundation.worker.queries import (
    is_worker_alive,
    jobs_behind,
    worker_last_seen,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

BACKUP_OLD_AFTER = timedelta(days=2)
FAILURES_BEFORE_TELLING = 3  # of a job, in a row


@dataclass(frozen=True)
class OperatingWarning:
    key: str
    fact: str
    advice: str
    gesture: str = ""  # label of the link
    url: str = ""


def operating_warnings_for(viewer: Viewer) -> list[OperatingWarning]:
    """For administrators, the most urgent first."""
    if not can_change_settings(viewer):
        return []
    return list(_warnings())


def _warnings() -> Iterator[OperatingWarning]:
    alive = is_worker_alive()
    if not alive:
        yield _silent_worker(worker_last_seen())
    for queue in channel_queues():
        if queue.is_failing:
            yield _failing_channel(queue)
        elif queue.is_late and alive:
            yield _late_messages(queue)
    if is_disk_low():
        yield _low_disk()
    if same_address.streak.is_suspicious and not settings.DEMO:
        yield _same_address()
    if not settings.DEMO:
        backup = last_backup()
        if backup is None or timezone.now() - backup.made_at > BACKUP_OLD_AFTER:
            yield _old_backup(backup)
    if alive:
        yield from _failing_jobs()


def _silent_worker(seen: datetime | None) -> OperatingWarning:
    return OperatingWarning(
        "worker",
        _("Les messages et les rappels sont arrêtés depuis %(time)s.")
        % {"time": timesince(seen)}
        if seen
        else _("Les messages et les rappels n’ont pas démarré."),
        _(
            "Demandez à la personne qui s’occupe du serveur de relancer « entremise worker »."
            " Rien n’est perdu : ce qui attend partira ensuite."
        ),
    )


def _failing_channel(queue: ChannelQueue) -> OperatingWarning:
    since = {"time": timesince(queue.refused_since or queue.oldest_at)}
    return OperatingWarning(
        f"failing-{queue.channel}",
        _("Les SMS ne partent plus depuis %(time)s.") % since
        if queue.channel == MessageChannel.SMS
        else _("Les e-mails ne partent plus depuis %(time)s.") % since,
        _(
            "Le service d’envoi les refuse. Faites un essai : sa réponse dira pourquoi."
            " Ce qui attend sera essayé de nouveau pendant un jour et demi."
        ),
        _("Vérifier l’envoi"),
        reverse("team:channel_settings"),
    )


def _late_messages(queue: ChannelQueue) -> OperatingWarning:
    return OperatingWarning(
        f"late-{queue.channel}",
        _("Des messages auraient dû partir il y a %(time)s.")
        % {"time": timesince(queue.due_at)},
        _(
            "Si cela dure encore une heure, demandez à la personne qui s’occupe du serveur de"
            " lire le journal de « entremise worker »."
        ),
    )


def _low_disk() -> OperatingWarning:
    return OperatingWarning(
        "disk",
        _("Le disque se remplit : il reste %(free)s Mo.") % {"free": free_disk_mb()},
        _(
            "Plein, il empêcherait d’enregistrer quoi que ce soit. Demandez à la personne qui"
            " s’occupe du serveur de faire de la place ou d’agrandir le disque."
        ),
    )


def _same_address() -> OperatingWarning:
    return OperatingWarning(
        "same-address",
        _("Depuis une heure, toutes les visites viennent d’une même adresse privée."),
        _(
            "Un serveur web placé devant la plateforme ne dit sans doute pas qui visite : tout le"
            " monde compte pour une personne. Demandez à la personne qui s’occupe du serveur de"
            " lire docs/proxies.md et de corriger TRUSTED_PROXIES."
        ),
    )


def _old_backup(backup: LastBackup | None) -> OperatingWarning:
    return OperatingWarning(
        "backup",
        _("La dernière sauvegarde a été faite il y a %(time)s.")
        % {"time": timesince(backup.made_at)}
        if backup
        else _("Aucune sauvegarde n’a encore été faite."),
        _(
            "Une panne du disque ferait perdre tout ce qui a été écrit depuis. Demandez à la"
            " personne qui s’occupe du serveur de lancer « entremise backup » chaque nuit."
        ),
    )


def _failing_jobs() -> Iterator[OperatingWarning]:
    names = [
        job.name for job in jobs_behind() if job.failures >= FAILURES_BEFORE_TELLING
    ]
    if names:
        yield OperatingWarning(
            "jobs",
            _("Un travail automatique échoue à chaque fois (%(names)s).")
            % {"names": ", ".join(names)},
            _(
                "Il sera essayé de nouveau. Demandez à la personne qui s’occupe du serveur de"
                " lire le journal, qui dit où il échoue."
            ),
        )
