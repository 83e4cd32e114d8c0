"""The words of the interface are set as French is set: a sign never begins a line alone, a name is elided."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.test_tidy import PYTHON, SAMPLES, TEMPLATES, _name

# U+00A0 stands before these signs and inside the quotation marks; apostrophes are typographic.
ORDINARY = re.compile(r" [:;!?»](?![=/%\w])|« |[A-Za-zÀ-ÿ]'[a-zà-ÿ]")
# « Le CV de Ali »: ``kit.text.of`` (``|of`` in a page) says « d’Ali ».
UNELIDED = re.compile(r"\b(?:[Dd]e|[Qq]ue) (?:{{ |%\()(?:name|person|company|zone|place|brand)\b")
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
TRANSLATE = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def msgids(path: Path) -> list[str]:
    """What a Python file gives to be translated, under whatever name it imported the functions."""
    tree = ast.parse(path.read_text())
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in TRANSLATE
    }
    return [
        word.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        for argument in node.args
        for word in ast.walk(argument)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    ]


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_sentences_of_the_code_keep_their_signs(path: Path) -> None:
    assert [words for words in msgids(path) if ORDINARY.search(words) or UNELIDED.search(words)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_sentences_of_pages_and_messages_keep_their_signs(path: Path) -> None:
    if _name(path) not in SAMPLES:
        lines = COMMENTS.sub("", path.read_text()).splitlines()
        assert [line for line in lines if ORDINARY.search(line) or UNELIDED.search(line)] == []
