"""A small run of ``entremise bench sharing``."""

import pytest
from benches import sharing
from benches.load.traffic import UNAMBIGUOUS
from django.db import connection

from entremise.sharing.models import DayCount


@pytest.mark.volume
@pytest.mark.django_db(transaction=True)
def test_three_hundred_shares(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    connection.close()
    # One connection for all the requests.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    result = sharing.simulate_days(300, seed=4)
    traffic = result.traffic
    number, error = sharing.attribution_error(result, UNAMBIGUOUS)
    assert number >= 5
    assert error <= 0.02
    assert not traffic.robots_counted
    assert traffic.refused == 0
    assert result.visits == len(traffic.seen) + traffic.rows_gained_by_spam
    assert traffic.rows_gained_by_spam <= 4 * 12
    assert result.presses == len(traffic.presses)
    assert result.by_day[1] == result.by_night[1] == {}
    assert (result.hashes_left, result.salts_left) == (0, 0)
    assert DayCount.objects.exists()
    assert any("nobody" in line for line in sharing.report_lines(result))
