"""Each name that is read from the environment is documented, and only those."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from entremise.config.environment import GROUPS, OPTIONS, unknown_names

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "entremise"
SETTINGS = SOURCE / "config" / "settings.py"


def reads(tree: ast.AST) -> Iterator[ast.Call]:
    """``env("NAME", …)`` and ``env.int("NAME", …)``."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        if isinstance(called, ast.Name) and called.id == "env":
            yield node


def read_names() -> dict[str, ast.Call]:
    """With the call that says the default: the last, when a name is asked twice."""
    found = {}
    for call in reads(ast.parse(SETTINGS.read_text())):
        name = call.args[0]
        assert isinstance(name, ast.Constant), ast.unparse(call)
        found[name.value] = call
    return found


def test_each_name_that_is_read_is_declared_and_the_other_way_round() -> None:
    assert len(read_names()) > 30
    assert set(read_names()) == set(OPTIONS)
    assert sum(map(len, GROUPS.values())) == len(OPTIONS)


def test_the_environment_is_read_in_the_settings_alone() -> None:
    elsewhere = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path != SETTINGS
        and any(word in path.read_text() for word in ("getenv(", "environ.get("))
    ]
    assert elsewhere == []


def test_defaults_are_those_of_the_code() -> None:
    compared = 0
    for name, call in read_names().items():
        if name == "EMAIL_URL":  # asked first whether it is given
            continue
        default = next((k.value for k in call.keywords if k.arg == "default"), None)
        if isinstance(default, ast.Constant) and not OPTIONS[name].default.startswith(
            "("
        ):
            assert OPTIONS[name].default == str(default.value), name
            compared += 1
    assert compared > 20


def test_the_page_says_each_of_them() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    for option in OPTIONS.values():
        assert f"| `{option.name}` | {option.does} |" in page
        assert option.example


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("TRUSTED_PROXYS", "TRUSTED_PROXIES"),
        ("EMAIL_URLS", "EMAIL_URL"),
        ("BEHIND_PROXI", "BEHIND_PROXY"),
        ("SECRET_KEY_FIL", "SECRET_KEY_FILE"),
        ("ENTREMISE_COLOUR", ""),
    ],
)
def test_a_name_with_a_slip_is_said(given: str, meant: str) -> None:
    assert list(unknown_names([given])) == [(given, meant)]


def test_names_of_others_are_left_alone() -> None:
    others = """
        PATH HOME HOSTNAME LANG TZ SITE_HOST DATABASE_PASSWORD
        PYTHONPATH DJANGO_SETTINGS_MODULE EMAIL_URL EMAIL_URL_FILE PWD
        LOGNAME ENTREMISE_VERSION INVOCATION_ID JOURNAL_STREAM
    """
    assert list(unknown_names(others.split())) == []


def test_a_value_comes_from_the_file_that_is_named(tmp_path: Path) -> None:
    """Read as the platform reads it; a file wins over the value itself."""
    values = {
        "EMAIL_URL": "smtp+tls://claire:secret@smtp.asso.test:587",
        "SECRET_KEY": "k7" * 30,
        "TRUSTED_PROXIES": "1",
    }
    environment = {"PATH": os.environ["PATH"], "ENTREMISE_VAR": str(tmp_path)}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "SECRET_KEY": "another"}
    for name, value in values.items():
        (tmp_path / name).write_text(value)
        environment[f"{name}_FILE"] = str(tmp_path / name)
    code = (
        "from entremise.config import settings as s;"
        "print(s.DELIVERY['EMAIL_HOST'], s.SECRET_KEY, s.TRUSTED_PROXIES)"
    )
    said = subprocess.check_output(
        [sys.executable, "-c", code], env=environment, text=True
    )
    assert said.split() == ["smtp.asso.test", "k7" * 30, "1"]
