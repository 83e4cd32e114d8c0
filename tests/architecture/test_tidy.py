"""Habits that keep the house safe and portable."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

import entremise

SOURCE = Path(entremise.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
PYTHON = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TAGS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html")) + sorted(SOURCE.rglob("templates/**/*.txt"))
# Files that build markup out of our own drawings, never out of somebody's words.
BUILDS_MARKUP = {"foundation/kit/templatetags/kit.py"}
# The workshop of components: sample words, seen by those who build.
SAMPLES = {"spaces/public/templates/public/atelier.html"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "misc.py", "common.py", "signals.py"}
TEXT = {".py", ".html", ".txt", ".css", ".js", ".toml", ".md", ".po", ".json", ".typ", ".svg", ""}


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _is_mail(path: Path) -> bool:
    """Mail programs read no style sheet: what is sent by mail carries its style with it."""
    return "notices" in path.parts or path.name.startswith("mail_")


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_words_of_people_never_become_markup(path: Path) -> None:
    if _name(path) in BUILDS_MARKUP:
        return
    names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
    assert "mark_safe" not in names


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_escape_everything(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*(safe|safeseq)\b", text)
    if path.suffix == ".html" and not _is_mail(path):
        assert "autoescape off" not in text
        text = TAGS.sub("", text)
        assert not re.search(r"<(style|script)(?![^>]*\bsrc=)[^>]*>", text), "no inline style or script"
        assert not re.search(r"\s(style|on[a-z]+)=[\"']", text), "no inline style or handler"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_what_a_person_reads_goes_through_translation(path: Path) -> None:
    if _name(path) in SAMPLES:
        return
    text = re.sub(r"{%\s*(blocktrans(?:late)?)\b.*?end\1\s*%}", "", path.read_text(), flags=re.S)
    text = re.sub(
        r"{% block (space|meta) %}.*?{% endblock[^%]*%}|<!--.*?-->|<(svg|style).*?</\2>", " ", text, flags=re.S
    )
    text = TAGS.sub(" ", text)
    text = re.sub(r"<[^>]*>|&[a-z]+;|https?://\S+", " ", text)
    assert not re.findall(r"[A-Za-zÀ-ÿ]{3,}", text), "words outside {% translate %}"


def test_files_are_named_after_what_they_hold() -> None:
    assert [path for path in PYTHON if path.name in FORBIDDEN_NAMES] == []


def test_the_repository_speaks_of_no_machine() -> None:
    private = re.compile(r"(?<![\w.])/(?:work|home|root|Users|opt)/[\w.-]+/|/tmp/[\w-]+|file:///")
    allowed = {"tests/architecture/test_tidy.py"}
    for path in _tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in TEXT and name not in allowed:
            found = private.search(path.read_text(errors="ignore"))
            assert not found, f"{name}: {found and found[0]}"


def test_no_large_file_slips_in() -> None:
    large = [path for path in _tracked() if path.stat().st_size > 600_000]
    assert large == []
