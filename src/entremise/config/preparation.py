"""What must be ready before a process serves: tables, index, static files."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper

from entremise.config.translations import compile_catalogues
from entremise.foundation.monitoring.metrics import gather_counts
from entremise.foundation.search.actions.rebuilding import (
    empty_index_kinds,
    rebuild_index,
)

# Of PostgreSQL's advisory lock, shared by all machines; any number of ours.
MIGRATION_LOCK = 7_305_114


def index_what_is_empty(write: Callable[[str], object]) -> None:
    """Write what can be found, for each kind that has nothing written yet."""
    kinds = list(empty_index_kinds())
    if kinds:
        write("Writing what can be found…")
    for kind in kinds:
        for _step in rebuild_index(kind):
            pass


@contextmanager
def one_migration_at_a_time(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Processes and machines that start together migrate one after the other."""
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
        return
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go by the kernel when the process dies
        yield


def prepare_pages() -> None:
    """Compile translations and gather static files, unless it was done for these very files."""
    compile_catalogues()
    # a file is left by each process that ended, and nobody may ever ask for metrics
    with suppress(OSError):
        gather_counts()
    fingerprint, done = _static_fingerprint(), settings.VAR / "gathered"
    if done.exists() and done.read_text() == fingerprint:
        return
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    done.write_text(fingerprint)


def _static_fingerprint() -> str:
    """Changes with any static file of the installed version, and with where they are gathered."""
    files = sorted(
        (path, stat.st_size, stat.st_mtime)
        for finder in get_finders()
        for path, storage in finder.list(None)
        for stat in [Path(storage.path(path)).stat()]
    )
    gathered = Path(settings.STATIC_ROOT)
    text = repr((str(gathered), gathered.exists(), files))
    return hashlib.sha256(text.encode()).hexdigest()
