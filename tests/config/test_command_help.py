"""``entremise --help``: our commands first, each in its group."""

import os
import subprocess
import sys

import pytest
from django.core.management import get_commands
from tests.architecture.sources import SOURCE

from entremise.config.command_help import COMMAND_GROUPS, help_lines


def test_every_command_of_ours_stands_in_one_group() -> None:
    grouped = [name for names in COMMAND_GROUPS.values() for name in names]
    ours = {
        name.replace("_", "-")
        for name, app in get_commands().items()
        if str(app).startswith("entremise.")
    }
    assert sorted(grouped) == sorted(ours)


def test_one_line_each_and_the_framework_s_last() -> None:
    lines = list(help_lines())
    assert all(len(line) <= 80 for line in lines[:-1])
    assert lines[-1].startswith("Of the framework: ")
    assert "runserver" in lines[-1]
    assert "runserver" not in "".join(lines[:-1])
    assert " setup," not in lines[-1]


def said_by(*typed: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "entremise", *typed],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE.parent)},
    ).stdout


@pytest.mark.parametrize("typed", [[], ["--help"], ["help"]])
def test_it_is_what_the_command_says(typed: list[str]) -> None:
    lines = said_by(*typed).splitlines()
    assert lines[:-1] == list(help_lines())[:-1]
    assert lines[-1].startswith("Of the framework: createcachetable")
    assert "runserver" in lines[-1]


def test_help_of_one_command_takes_its_name_as_typed() -> None:
    assert "usage: entremise import_rome" in said_by("help", "import-rome")
