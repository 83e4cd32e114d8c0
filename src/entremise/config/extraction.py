"""Finds every sentence given to be translated, in code and templates, without a system package."""

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import TRANSLATOR_COMMENT_MARK, templatize

# Which arguments hold a sentence; (n, "c") is its context. Babel reads these tuples as they are.
_ONE, _TWO = (1,), (1, 2)
_ONE_IN_CONTEXT, _TWO_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
MARKERS: dict[str, tuple[Any, ...]] = {
    "gettext": _ONE,
    "gettext_lazy": _ONE,
    "gettext_noop": _ONE,
    "ngettext": _TWO,
    "ngettext_lazy": _TWO,
    "pgettext": _ONE_IN_CONTEXT,
    "pgettext_lazy": _ONE_IN_CONTEXT,
    "npgettext": _TWO_IN_CONTEXT,
    "npgettext_lazy": _TWO_IN_CONTEXT,
}

Key = tuple[str, str | None]  # a sentence and its context: what a catalogue looks up


class UnreadableSentence(Exception):
    """A sentence that no catalogue could hold; says in which file, and what to write."""


@dataclass
class Sentence:
    """What the sources say once or several times: a msgid, its plural if it counts, its files."""

    singular: str
    plural: str | None = None
    context: str | None = None
    files: list[str] = field(default_factory=list)  # relative to the root, each once
    comments: list[str] = field(default_factory=list)  # for translators

    @property
    def key(self) -> Key:
        return self.singular, self.context


def sentences(root: Path) -> dict[Key, Sentence]:
    """Every sentence under root, by file then by place in the file.

    Python files, and whatever stands in a folder named templates. Raises UnreadableSentence when
    a call cuts its sentence in pieces, or when one singular has two plurals.
    """
    found: dict[Key, Sentence] = {}
    for where in sorted(_sources(root)):
        for message, context, comments in _read(root / where, where):
            singular, plural = (message, None) if isinstance(message, str) else message
            sentence = Sentence(singular, context=context)
            known = found.setdefault(sentence.key, sentence)
            if plural and known.plural and plural != known.plural:
                raise UnreadableSentence(
                    f"{where}: “{singular}” has another plural elsewhere."
                )
            known.plural = known.plural or plural
            if where not in known.files:
                known.files.append(where)
            known.comments += [line for line in comments if line not in known.comments]
    return found


def _sources(root: Path) -> Iterator[str]:
    for pattern in ("**/*.py", "**/templates/**/*"):
        files = (path for path in root.glob(pattern) if path.is_file())
        yield from (path.relative_to(root).as_posix() for path in files)


def _read(file: Path, where: str) -> Iterator[tuple[Any, str | None, list[str]]]:
    text, markers = file.read_text(encoding="utf-8"), MARKERS
    if file.suffix == ".py":
        tree = ast.parse(text, filename=where)
        markers = _names(tree)
        _refuse_pieces(tree, markers, where)
    else:
        # What surrounds the sentences becomes X's, whose indentation means nothing to Python.
        lines = templatize(text, origin=where).splitlines()
        text = "\n".join(line.strip() for line in lines)
        markers = MARKERS | {"_": _ONE}
    source = io.BytesIO(text.encode())
    for _, message, comments, context in extract(
        "python", source, markers, [TRANSLATOR_COMMENT_MARK], {"encoding": "utf-8"}
    ):
        yield message, context, comments


def _names(tree: ast.Module) -> dict[str, tuple[Any, ...]]:
    """The functions under the names that this file gives them: gettext as _, gettext as _now."""
    imported = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in MARKERS
    ]
    return MARKERS | {name.asname or name.name: MARKERS[name.name] for name in imported}


def _refuse_pieces(
    tree: ast.Module, markers: dict[str, tuple[Any, ...]], where: str
) -> None:
    """Babel would glue the pieces of ``_("a" if x else "b")`` into a sentence that nobody says."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name: str = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        spec = markers.get(name, ())
        given = [node.args[at - 1] for at in map(_place, spec) if at <= len(node.args)]
        if any(_in_pieces(one) for one in given):
            raise UnreadableSentence(
                f"{where}:{node.lineno}: {name}() takes one whole sentence between quotes; "
                "write one call for each sentence, and fill placeholders after it."
            )


def _place(argument: int | tuple[int, str]) -> int:
    return argument[0] if isinstance(argument, tuple) else argument


def _in_pieces(argument: ast.expr) -> bool:
    """Whether it holds words without being a sentence; a variable holds none, and is left out."""
    constants = [one for one in ast.walk(argument) if isinstance(one, ast.Constant)]
    words = [one for one in constants if isinstance(one.value, str)]
    return bool(words) and words != [argument]
