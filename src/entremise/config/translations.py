"""Message catalogues: filled from the sources, then compiled, without any system package."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.utils.translation import to_locale

from entremise.config.catalogues import compile_catalogue
from entremise.config.extraction import Key, Sentence

# The sources speak it: its catalogue holds only what counts, for its own rule (« 0 visite »).
SOURCE_LANGUAGE = "fr"
# A catalogue that does not exist yet begins with this; after that its header is its own.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Entremise\\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""


@dataclass(frozen=True)
class Update:
    """What a merge did to one catalogue: the msgids that came, that went, that wait for words."""

    path: Path
    added: list[str]
    removed: list[str]
    waiting: list[str]


def po_files() -> Iterator[Path]:
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def update_catalogues(found: dict[Key, Sentence]) -> list[Update]:
    """Bring the catalogue of each language of the settings up to what the sources say.

    A file that already says it is not written. Raises PoFileError when one cannot be read.
    """
    folder = Path(settings.LOCALE_PATHS[0])
    return [_update(folder, language, found) for language, _ in settings.LANGUAGES]


def _update(folder: Path, language: str, found: dict[Key, Sentence]) -> Update:
    locale, is_source = to_locale(language), language == SOURCE_LANGUAGE
    path = folder / locale / "LC_MESSAGES" / "django.po"
    counted = {key: one for key, one in found.items() if one.plural}
    wanted = counted if is_source else found
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    header = before.split("\n\n", 1)[0] or _header(locale)
    text = io.BytesIO((before or header).encode())
    old = pofile.read_po(text, locale=locale, abort_invalid=True)
    new = _merged(old, wanted, says_itself=is_source)
    after = _written(new, header)
    if after != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(after, encoding="utf-8", newline="\n")
    known = _respaced(old, wanted)
    return Update(
        path,
        added=[key[0] for key in wanted if key not in known],
        removed=sorted(key[0] for key in known if key not in wanted),
        waiting=[_key(message)[0] for message in new if message.id and _waits(message)],
    )


def _header(locale: str) -> str:
    forms = Catalog(locale=locale).plural_forms
    return HEADER.format(locale=locale, plural_forms=forms)


def _merged(old: Catalog, wanted: dict[Key, Sentence], *, says_itself: bool) -> Catalog:
    """The wanted sentences in the order of the old catalogue, with the words they had there.

    What is no longer said goes; nothing is guessed for what is new. A sentence whose plural
    changed is another sentence; one of which only the spaces changed is the same.
    ``says_itself``: each sentence is its own translation.
    """
    known = _respaced(old, wanted)
    new = Catalog(locale=old.locale)
    new.mime_headers = old.mime_headers  # its rule of plurals
    for key in _in_order(list(known), list(wanted)):
        sentence, before = wanted[key], known.get(key)
        singular, plural = sentence.singular, sentence.plural
        words = (singular, plural) if plural else singular
        if before and _spaced_alike(before.id) != _spaced_alike(words):
            before = None
        translation = before.string if before else None
        new.add(
            words,
            words if says_itself else translation,
            locations=[(file, 0) for file in sentence.files],
            flags={"fuzzy"} if before and before.fuzzy and not says_itself else set(),
            auto_comments=sentence.comments,
            user_comments=before.user_comments if before else [],
            context=sentence.context,
        )
    return new


def _respaced(old: Catalog, wanted: dict[Key, Sentence]) -> dict[Key, Message]:
    """The known messages, those of which only the spaces changed under their new key."""
    known = {_key(message): message for message in old if message.id}
    new = {
        (_spaced_alike(text), context): (text, context)
        for text, context in wanted
        if (text, context) not in known
    }
    return {
        key if key in wanted else new.get((_spaced_alike(key[0]), key[1]), key): message
        for key, message in known.items()
    }


def _spaced_alike(words: str | tuple[str, ...] | list[str]) -> str:
    """The words with every run of spaces, no-break ones too, as one."""
    return " ".join("\n".join([words] if isinstance(words, str) else words).split())


def _in_order(known: list[Key], wanted: list[Key]) -> list[Key]:
    """Known keys stay in their order, new ones stand after their neighbour in the sources."""
    places, said = {key: at for at, key in enumerate(known)}, set(wanted)
    after: dict[Key | None, list[Key]] = {None: []}
    neighbour: Key | None = None
    for key in wanted:
        if key in places:
            neighbour = key
        else:
            after.setdefault(neighbour, []).append(key)
    kept = [key for key in known if key in said]
    return after[None] + [one for key in kept for one in (key, *after.get(key, ()))]


def _written(catalogue: Catalog, header: str) -> str:
    """The text of the file: sentences on one line, files without numbers of lines."""
    body = pofile.generate_po(
        catalogue, ignore_obsolete=True, include_lineno=False, omit_header=True, width=0
    )
    return f"{header.rstrip()}\n\n{''.join(body)}".rstrip("\n") + "\n"


def _key(message: Message) -> Key:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return singular, message.context


def _waits(message: Message) -> bool:
    said = message.string
    return message.fuzzy or not said or not all(said)  # each form of what counts


def compile_catalogues() -> list[Path]:
    """Write each .mo that is missing or older than its .po; return those written.

    An installed package has the .mo only: there is nothing to do, its folder may be read-only.
    """
    written = []
    for source in po_files():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        compile_catalogue(source, target)
        written.append(target)
    return written
