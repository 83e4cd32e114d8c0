"""``entremise migrate`` on a database of before the migrations began again."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_database_of_today_is_brought_up_to_date(db: None) -> None:
    call_command("migrate", verbosity=0)


def test_an_older_database_is_refused_with_the_way_to_begin_again(
    db: None, settings: Any
) -> None:
    MigrationRecorder(connection).record_applied("kit", "0001_initial")
    name = connection.settings_dict["NAME"]
    way = f"Remove {name}" if connection.vendor == "sqlite" else f"dropdb {name}"

    with pytest.raises(SystemExit) as refusal:
        call_command("migrate", verbosity=0)
    assert str(refusal.value).startswith("Entremise does not start: ")
    assert way in str(refusal.value)
    assert "keep a copy" in str(refusal.value)

    settings.DEMO = True
    with pytest.raises(SystemExit, match="the demonstration is filled anew"):
        call_command("migrate", verbosity=0)
