"""The small version of ``entremise bench sharing``: the same town, the same truth."""

import pytest
from benches import sharing
from benches.load.traffic import UNAMBIGUOUS
from django.db import connection

from entremise.sharing.models import DayCount


@pytest.mark.django_db(transaction=True)
def test_a_town_of_three_hundred_shares(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    connection.close()
    monkeypatch.setitem(
        connection.settings_dict, "CONN_MAX_AGE", None
    )  # one connection for all the requests
    lived = sharing.simulate_days(300, seed=4)
    town = lived.traffic
    number, error = sharing.attribution_error(lived, UNAMBIGUOUS)
    assert number >= 5
    assert error <= 0.02
    assert not town.robots_counted
    assert town.refused == 0
    assert lived.visits == len(town.seen) + town.rows_gained_by_spam
    assert town.rows_gained_by_spam <= 4 * 12
    assert lived.presses == len(town.presses)
    assert lived.by_day[1] == lived.by_night[1] == {}
    assert (lived.hashes_left, lived.salts_left) == (0, 0)
    assert DayCount.objects.exists()
    assert any("nobody" in line for line in sharing.report_lines(lived))
