"""How far the filling of the demonstration is, on a terminal and in a log."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from entremise.demo.progress import LINE, Progress, Step
from entremise.demo.stage import DemoStage, Story

STEPS = (Step("the short one", 1), Step("the long one", 3))


def test_a_log_has_one_line_a_step() -> None:
    said: list[str] = []
    progress = Progress(STEPS, said.append)
    for _step in STEPS:
        with progress.step():
            progress.advance(0.5)
    assert said == [
        "1/2 the short one 0 %\n",
        "2/2 the long one 25 %\n",
        "2/2 done 100 %\n",
    ]


def test_a_terminal_has_one_line_that_is_rewritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr("entremise.demo.progress.REWRITTEN_EVERY", 0)
    progress = Progress(STEPS, said.append, on_terminal=True)
    for _step in STEPS:
        with progress.step():
            progress.advance(0.5)
    text = "".join(said)
    assert text.startswith(LINE)
    assert text.count("\n") == 1  # at the end
    assert text.endswith("\n")
    percentages = [int(found) for found in re.findall(r"(\d+) %", text)]
    assert percentages == [0, 12, 25, 62, 100]


def test_a_fast_story_does_not_flood_the_terminal() -> None:
    said: list[str] = []
    progress = Progress(STEPS, said.append, on_terminal=True)
    with progress.step():
        for _hundred in range(100):
            progress.advance(0.5)
    assert len(said) < 5


def test_stories_say_which_share_of_the_time_is_over() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    stage = DemoStage(seed=1, now=now)
    stage.clock = now - timedelta(days=10)

    def story() -> Story:
        yield now - timedelta(days=10)
        yield now - timedelta(days=5)
        yield now

    passed: list[float] = []
    stage.run_stories([story()], passed=passed.append)
    assert passed == [0, 0.5, 1]
