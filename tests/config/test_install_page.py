"""What docs/install.md and README.md tell to type exists, with these options."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/install.md", "README.md")
LATER_PAGES = ("docs/backup.md", "docs/upgrade.md")
BLOCK = re.compile(r"```sh\n(.*?)```", re.S)
INLINE = re.compile(r"`((?:entremise|make) [^`]+)`")


def typed(page: str) -> list[str]:
    """Every line of the blocks of a page, and what it quotes of our commands."""
    text = (ROOT / page).read_text()
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.strip()] + INLINE.findall(text)


def words_of(line: str) -> list[str]:
    """Without comment nor prompt; what a shell runs as another user is opened."""
    words = shlex.split(line, comments=True)
    return shlex.split(words[words.index("-c") + 1]) if "-c" in words else words


@pytest.mark.parametrize("page", PAGES + LATER_PAGES)
def test_commands_of_the_platform_exist_with_their_options(page: str) -> None:
    known, found = get_commands(), 0
    for line in typed(page):
        words = words_of(line)
        if not words or not re.fullmatch(r"(.*/)?entremise", words[0]):
            continue
        name, *options = words[1:]
        name = name.replace("-", "_")
        command = load_command_class(known[name], name)
        command.create_parser("entremise", name).parse_args(options)
        found += 1
    assert found >= 2


@pytest.mark.parametrize("page", PAGES)
def test_targets_of_make_exist(page: str) -> None:
    rules = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)
    asked = [w[1] for w in map(words_of, typed(page)) if w[:1] == ["make"]]
    assert asked
    assert set(asked) <= set(rules)


def test_samples_named_in_the_page_are_there() -> None:
    named = set(
        re.findall(r"deploy/[a-zA-Z.-]+", (ROOT / "docs/install.md").read_text())
    )
    kept = {path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").iterdir()}
    assert named | {"deploy/env.sample"} == kept


def test_settings_of_the_page_are_read() -> None:
    """Those of the sample file, and those of the table."""
    text = (ROOT / "docs/install.md").read_text()
    settings = (ROOT / "src/entremise/config/settings.py").read_text()
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))
    sample = set(re.findall(r"^([A-Z_]+)=", text, re.M))
    table = set(
        re.findall(r"`([A-Z_]{4,})`", "".join(re.findall(r"^\|.*?\|", text, re.M)))
    )
    assert sample >= {"SITE_URL", "EMAIL_URL", "TRUSTED_PROXIES"}
    assert sample | table - {"SECRET_KEY_FILE"} <= read


def test_the_sample_of_nginx_says_what_the_settings_need() -> None:
    sample = (ROOT / "deploy/nginx.conf").read_text()
    assert "client_max_body_size 10m;" in sample
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert f"proxy_set_header {header} " in sample
