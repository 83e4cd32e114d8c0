"""One backup: an archive, its checksum and the secret key, each in a file of its own.

    entremise-20261201T020000Z.tar.gz       database, media, ledger, and a list of them
    entremise-20261201T020000Z.key          the secret key, to be kept elsewhere
    entremise-20261201T020000Z.sha256       of the archive; "sha256sum -c" reads it

Encrypted, the first two end in .age, and the program age opens them; with a passphrase, a
fourth file (.identity.age) holds the key that the passphrase opens. The archive gets its
name last: where it stands, the backup is complete.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import pyrage
from pyrage import passphrase, x25519

FORMAT = 1
PREFIX, STAMP = "entremise-", "%Y%m%dT%H%M%SZ"
ARCHIVE_ENDINGS = (".tar.gz", ".tar.gz.age")
MANIFEST, LEDGER, MEDIA = "manifest.json", "ledger.jsonl", "media/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
COMPRESSION = 4  # photos are compressed already
CHUNK = 1 << 20


class BackupError(Exception):
    """The backup cannot be made, opened or used; the message says what to do."""


class DamagedBackup(BackupError):
    """What the archive holds is not what was put there."""


@dataclass
class Manifest:
    made_at: str
    version: str
    database: str  # "sqlite" or "postgresql"
    migrations: list[str]  # "candidates.0001_initial"
    rows: dict[str, int]  # by table
    key_check: str
    ledger: str  # the name in its first line
    format: int = FORMAT
    files: dict[str, str] = field(default_factory=dict)  # SHA-256 by path

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True)
class Secrets:
    """What opens an encrypted backup."""

    identity_file: Path | None = None
    passphrase: str = ""

    def __bool__(self) -> bool:
        return bool(self.identity_file or self.passphrase)


def key_check(key: str) -> str:
    """Tells whether a key is the one of a backup, and nothing else of it."""
    return hashlib.sha256(f"entremise backup key: {key}".encode()).hexdigest()[:24]


# ---- names ----


def stem_at(moment: datetime) -> str:
    return f"{PREFIX}{moment.astimezone(UTC):{STAMP}}"


def stem_of(archive: Path) -> str:
    return archive.name.split(".", 1)[0]


def moment_of(archive: Path) -> datetime | None:
    """When it was made, by its name; None when it is not the name of a backup."""
    if not archive.name.endswith(ARCHIVE_ENDINGS):
        return None
    try:
        stamp = stem_of(archive).removeprefix(PREFIX)
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def archives_in(folder: Path) -> list[Path]:
    """The complete backups of a folder, the latest first."""
    found = [path for path in folder.glob(f"{PREFIX}*") if moment_of(path)]
    return sorted(found, key=stem_of, reverse=True)


def find_archive(place: Path) -> Path:
    """This archive, or the latest of this folder. BackupError when there is none."""
    if place.is_dir():
        archives = archives_in(place)
        if not archives:
            raise BackupError(f"There is no backup in {place}.")
        return archives[0]
    if not place.exists():
        raise BackupError(f"{place} is not there.")
    if moment_of(place) is None:
        raise BackupError(f"{place} is not a backup: its name ends in .tar.gz or .age.")
    return place


def beside(archive: Path, ending: str) -> Path:
    return archive.with_name(f"{stem_of(archive)}{ending}")


def files_of(archive: Path) -> list[Path]:
    """The archive, then what stands beside it."""
    stem = stem_of(archive)
    others = archive.parent.glob(f"{stem}.*")
    return [archive, *sorted(path for path in others if path != archive)]


# ---- encryption ----


def read_recipients(given: list[str]) -> list[Any]:
    """Each is « age1… », or a file with one a line."""
    recipients = []
    for value in given:
        lines = [value]
        if not value.startswith("age1"):
            try:
                lines = Path(value).read_text().splitlines()
            except OSError as error:
                raise BackupError(
                    f"{value} is neither a recipient (age1…) nor a file of them."
                ) from error
        for line in lines:
            if line.strip() and not line.startswith("#"):
                try:
                    recipients.append(x25519.Recipient.from_str(line.strip()))
                except pyrage.RecipientError as error:
                    raise BackupError(f"{line.strip()} is no age recipient.") from error
    return recipients


def new_identity(words: str) -> tuple[Any, bytes]:
    """A recipient of this backup alone, and its identity, which the passphrase opens."""
    identity = x25519.Identity.generate()
    return identity.to_public(), passphrase.encrypt(f"{identity}\n".encode(), words)


def read_identities(archive: Path, secrets: Secrets) -> list[Any]:
    """BackupError when they do not open this archive."""
    try:
        if secrets.passphrase:
            sealed = beside(archive, ".identity.age").read_bytes()
            text = passphrase.decrypt(sealed, secrets.passphrase).decode()
        elif secrets.identity_file:
            text = secrets.identity_file.read_text()
        else:
            raise BackupError(
                f"{archive.name} is encrypted: give --identity FILE or --passphrase-file FILE."
            )
        return [
            x25519.Identity.from_str(line.strip())
            for line in text.splitlines()
            if line.strip() and not line.startswith("#")
        ]
    except pyrage.DecryptError as error:
        raise BackupError("The passphrase is not the one of this backup.") from error
    except pyrage.IdentityError as error:
        raise BackupError("The file of --identity holds no age identity.") from error
    except OSError as error:
        raise BackupError(f"{error.filename}: {error.strerror}.") from error


@contextmanager
def _through(
    work: Callable[[IO[bytes], IO[bytes]], object], reading: bool, end: Any
) -> Any:
    """A file whose bytes go through ``work``, in a thread; its error is raised here."""
    out, into = os.pipe()
    mine = os.fdopen(out, "rb") if reading else os.fdopen(into, "wb")
    other = os.fdopen(into, "wb") if reading else os.fdopen(out, "rb")
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with other:
                work(end, other) if reading else work(other, end)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        try:
            yield mine
        finally:
            try:
                mine.close()
            finally:
                thread.join()
    except Exception:
        if errors and not isinstance(errors[0], BrokenPipeError):
            raise errors[0] from None
        raise
    if errors and not (reading and isinstance(errors[0], BrokenPipeError)):
        raise errors[0]


@contextmanager
def open_to_write(target: Path, recipients: list[Any]) -> Iterator[IO[bytes]]:
    """A new private file, encrypted for these recipients if there are; on the disk at the end."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if recipients:

            def encrypt(reader: IO[bytes], writer: IO[bytes]) -> None:
                pyrage.encrypt_io(reader, writer, recipients)

            with _through(encrypt, False, file) as through:
                yield through
        else:
            yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def open_to_read(source: Path, identities: list[Any]) -> Iterator[IO[bytes]]:
    with source.open("rb") as file:
        if source.suffix != ".age":
            yield file
            return

        def decrypt(reader: IO[bytes], writer: IO[bytes]) -> None:
            pyrage.decrypt_io(reader, writer, identities)

        with _through(decrypt, True, file) as through:
            yield through


# ---- the archive ----


class ArchiveWriter:
    """Adds files, and the list of them at the end."""

    def __init__(self, output: IO[bytes], manifest: Manifest) -> None:
        self.zipped = gzip.GzipFile(
            fileobj=output, mode="wb", compresslevel=COMPRESSION, mtime=0
        )
        self.tar = tarfile.open(  # noqa: SIM115 (closed by ``close``)
            fileobj=self.zipped, mode="w|", format=tarfile.PAX_FORMAT
        )
        self.manifest = manifest

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, len(content), io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> None:
        """FileNotFoundError when it went meanwhile; nothing is added then."""
        with path.open("rb") as file:
            self._add(name, os.fstat(file.fileno()).st_size, file)

    def _add(self, name: str, size: int, file: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        hashed = _Hashing(file)
        self.tar.addfile(entry, hashed)  # type: ignore[arg-type]
        self.manifest.files[name] = hashed.digest.hexdigest()

    def close(self) -> None:
        text = json.dumps(self.manifest.__dict__, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), 0o600
        self.tar.addfile(entry, io.BytesIO(text))
        self.tar.close()
        self.zipped.close()


class _Hashing:
    """Reads a file, and adds what is read to a digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.file.read(size)
        self.digest.update(content)
        return content


def extract(
    archive: Path, secrets: Secrets, target: Path, *, with_media: bool
) -> Manifest:
    """Write what the archive holds into ``target``, each file compared with its checksum.

    ``with_media=False``: photos and papers are read and compared, and not written.
    DamagedBackup when something is missing, added or changed.
    """
    encrypted = archive.suffix == ".age"
    identities = read_identities(archive, secrets) if encrypted else []
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with (
            open_to_read(archive, identities) as file,
            tarfile.open(fileobj=file, mode="r|gz") as tar,
        ):
            for entry in tar:
                content = tar.extractfile(entry) if entry.isfile() else None
                if content is None or not _is_expected(entry.name):
                    raise DamagedBackup(
                        f"{archive.name} holds {entry.name!r}: damaged."
                    )
                if entry.name == MANIFEST:
                    manifest = Manifest(**json.load(content))
                    continue
                keep = with_media or not entry.name.startswith(MEDIA)
                found[entry.name] = _copy(
                    content, target / entry.name if keep else None
                )
            while file.read(CHUNK):  # to the end: age says whether it was cut
                pass
    except pyrage.DecryptError as error:
        raise BackupError(
            f"{archive.name} cannot be decrypted: another identity, or it is damaged."
        ) from error
    except (
        tarfile.TarError,
        EOFError,
        gzip.BadGzipFile,
        ValueError,
        TypeError,
    ) as error:
        raise DamagedBackup(f"{archive.name} is damaged: {error}.") from error
    except OSError as error:
        if error.errno is None:  # said by gzip and by the tar file themselves
            raise DamagedBackup(f"{archive.name} is damaged: {error}.") from error
        raise
    except Exception as error:
        if type(error).__name__ == "error":  # zlib.error
            raise DamagedBackup(f"{archive.name} is damaged: {error}.") from error
        raise
    if manifest is None:
        raise DamagedBackup(f"{archive.name} is damaged: it was cut.")
    if wrong := sorted(set(found.items()) ^ set(manifest.files.items())):
        raise DamagedBackup(
            f"{archive.name} is damaged: {wrong[0][0]} is not what was put there."
        )
    return manifest


def _is_expected(name: str) -> bool:
    if name in (MANIFEST, LEDGER, *DATABASES.values()):
        return True
    path = PurePosixPath(name)
    return name.startswith(MEDIA) and ".." not in path.parts and len(path.parts) > 1


def _copy(content: IO[bytes], target: Path | None) -> str:
    """The digest of what was copied."""
    digest = hashlib.sha256()
    if target is None:
        while block := content.read(CHUNK):
            digest.update(block)
        return digest.hexdigest()
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while block := content.read(CHUNK):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
