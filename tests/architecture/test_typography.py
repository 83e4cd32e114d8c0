"""French typography of the interface: no sign alone at the beginning of a line, elided names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PYTHON, TEMPLATES, parsed, relative_name
from tests.architecture.test_source_hygiene import SAMPLES

# U+00A0 stands before these signs and inside the quotation marks; apostrophes are typographic.
ORDINARY = re.compile(r" [:;!?»](?![=/%\w])|« |[A-Za-zÀ-ÿ]'[a-zà-ÿ]")
# « Le CV de Ali »: ``kit.text.of`` (``|of`` in a page) says « d’Ali ».
UNELIDED = re.compile(
    r"\b(?:[Dd]e|[Qq]ue) (?:{{ |%\()(?:name|person|company|zone|place|brand)\b"
)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
TRANSLATE = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}

RULE = "U+00A0 before : ; ! ? » and after «, and « d’Ali », not « de Ali »"


def _msgids(path: Path) -> Iterator[str]:
    """Messages that a Python file marks for translation, whatever it imports the functions as."""
    imports = [
        node for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)
    ]
    names = {
        one.asname or one.name
        for node in imports
        for one in node.names
        if one.name in TRANSLATE
    }
    for node in ast.walk(parsed(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
        ):
            for word in (word for argument in node.args for word in ast.walk(argument)):
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield word.value


def _ill_set(sentences: Iterator[str]) -> list[str]:
    return [
        words for words in sentences if ORDINARY.search(words) or UNELIDED.search(words)
    ]


def test_sentences_of_the_code_are_well_set() -> None:
    assert PYTHON
    assert {
        relative_name(path): faults
        for path in PYTHON
        if (faults := _ill_set(_msgids(path)))
    } == {}, RULE


def test_sentences_of_pages_and_messages_are_well_set() -> None:
    read = {
        relative_name(path): COMMENTS.sub("", path.read_text()).splitlines()
        for path in TEMPLATES
    }
    assert read
    assert {
        where: faults
        for where, lines in read.items()
        if (faults := _ill_set(iter(lines)))
    }.keys() <= SAMPLES


def test_what_is_ill_set_is_seen() -> None:
    ill = [
        "Où ?",
        "Attention : lisez",
        "« Oui »",
        "l'équipe",
        "Le CV de %(name)s",
        "Le CV de {{ person }}",
    ]
    well = [
        "Où\u00a0?",
        "«\u00a0Oui\u00a0»",
        "l’équipe",
        "Le CV %(of_name)s",
        "{% if a != b %}",
        "https://a.example",
    ]
    assert _ill_set(iter([*ill, *well])) == ill
