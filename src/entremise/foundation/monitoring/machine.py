"""The disk where the database, photos and caches are."""

import shutil

from django.conf import settings

MEGABYTE = 1024 * 1024


def free_disk_mb() -> int:
    """Megabytes left on the disk of the data folder; 0 when the folder is not there."""
    try:
        return shutil.disk_usage(settings.VAR).free // MEGABYTE
    except OSError:
        return 0


def is_disk_low() -> bool:
    """Somebody should make room: less is left than DISK_LOW_MB."""
    return free_disk_mb() < settings.DISK_LOW_MB


def is_disk_full() -> bool:
    """The database may refuse to write: less is left than a tenth of DISK_LOW_MB."""
    return free_disk_mb() * 10 < settings.DISK_LOW_MB
