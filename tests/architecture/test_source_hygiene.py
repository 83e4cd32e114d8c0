"""Rules of the source: markup, file names, styles, machine paths."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PYTHON, TEMPLATES, parsed, relative_name

ROOT = Path(__file__).resolve().parents[2]
TAGS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
# Files that build markup from our own drawings, never from what somebody wrote.
BUILDS_MARKUP = {"foundation/kit/templatetags/kit.py"}
# The component gallery: sample texts, not translated.
SAMPLES = {"spaces/public/templates/public/atelier.html"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "misc.py", "common.py", "signals.py"}
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".toml",
    ".md",
    ".po",
    ".json",
    ".typ",
    ".svg",
    "",
}


def _is_mail(path: Path) -> bool:
    """Mail programs read no style sheet: mails carry inline styles."""
    return "notices" in path.parts or path.name.startswith("mail_")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [
        ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()
    ]


def test_words_of_people_never_become_markup() -> None:
    naming = {
        relative_name(path)
        for path in PYTHON
        for node in ast.walk(parsed(path))
        if _says(node, "mark_safe")
    }
    assert naming == BUILDS_MARKUP


def _says(node: ast.AST, word: str) -> bool:
    return isinstance(node, ast.Name) and node.id == word


def test_templates_escape_everything() -> None:
    assert TEMPLATES
    assert [
        f"{relative_name(path)}: {fault}"
        for path in TEMPLATES
        for fault in _unescaped(path)
    ] == []


def _unescaped(path: Path) -> Iterator[str]:
    text = path.read_text()
    if re.search(r"\|\s*(safe|safeseq)\b", text):
        yield "|safe"
    if path.suffix == ".html" and not _is_mail(path):
        if "autoescape off" in text:
            yield "autoescape off"
        text = TAGS.sub("", text)
        if re.search(r"<(style|script)(?![^>]*\bsrc=)[^>]*>", text):
            yield "inline style or script"
        if re.search(r"\s(style|on[a-z]+)=[\"']", text):
            yield "inline style or handler"


def test_what_a_person_reads_goes_through_translation() -> None:
    read = [path for path in TEMPLATES if relative_name(path) not in SAMPLES]
    assert read
    assert {
        relative_name(path): words
        for path in read
        if (words := _outside_translation(path.read_text()))
    } == {}


def _outside_translation(text: str) -> list[str]:
    text = re.sub(r"{%\s*(blocktrans(?:late)?)\b.*?end\1\s*%}", "", text, flags=re.S)
    text = re.sub(
        r"{% block (space|meta) %}.*?{% endblock[^%]*%}|<!--.*?-->|<(svg|style).*?</\2>",
        " ",
        text,
        flags=re.S,
    )
    text = TAGS.sub(" ", text)
    text = re.sub(r"<[^>]*>|&[a-z]+;|https?://\S+", " ", text)
    return re.findall(r"[A-Za-zÀ-ÿ]{3,}", text)


def test_files_are_named_after_what_they_hold() -> None:
    assert [path for path in PYTHON if path.name in FORBIDDEN_NAMES] == []


def test_the_repository_speaks_of_no_machine() -> None:
    private = re.compile(
        r"(?<![\w.])/(?:work|home|root|Users|opt)/[\w.-]+/|/tmp/[\w-]+|file:///"
    )
    allowed = {"tests/architecture/test_source_hygiene.py"}
    for path in _tracked():
        tracked = path.relative_to(ROOT).as_posix()
        if path.suffix in TEXT and tracked not in allowed:
            found = private.search(path.read_text(errors="ignore"))
            assert not found, f"{tracked}: {found and found[0]}"


def test_no_large_file_slips_in() -> None:
    # a catalogue holds every sentence of the site
    large = [
        path
        for path in _tracked()
        if path.stat().st_size > (1_000_000 if path.suffix == ".po" else 600_000)
    ]
    assert large == []
