"""Says how far the filling of the demonstration is: one line rewritten, or one line a step."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

LINE = "\r\x1b[2K"  # back to the beginning of the line, and empty it
REWRITTEN_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Step:
    """``share``: of the whole time, as it was measured; only for the percentage."""

    title: str
    share: float


class Progress:
    """``on_terminal``: the line is rewritten; else a line is written as each step begins."""

    def __init__(
        self,
        steps: Sequence[Step],
        write: Callable[[str], object] = lambda text: None,
        *,
        on_terminal: bool = False,
    ) -> None:
        self._steps = steps
        self._write = write
        self._on_terminal = on_terminal
        self._whole = sum(step.share for step in steps)
        self._number = 0  # of steps that are begun
        self._written_at = 0.0

    @contextmanager
    def step(self) -> Iterator[None]:
        """Around the work of the next step."""
        self._number += 1
        self._say(0)
        yield
        if self._number == len(self._steps):
            self._write(
                f"{LINE if self._on_terminal else ''}{self._number}/{self._number} done 100 %\n"
            )

    def advance(self, fraction: float) -> None:
        """``fraction`` of the step that runs, from 0 to 1."""
        if not self._on_terminal:
            return
        if time.monotonic() - self._written_at >= REWRITTEN_EVERY:
            self._say(fraction)

    def percentage(self, fraction: float) -> int:
        done = sum(step.share for step in self._steps[: self._number - 1])
        now = self._steps[self._number - 1].share * min(1.0, max(0.0, fraction))
        return int(100 * (done + now) / self._whole)

    def _say(self, fraction: float) -> None:
        self._written_at = time.monotonic()
        line = (
            f"{self._number}/{len(self._steps)}"
            f" {self._steps[self._number - 1].title} {self.percentage(fraction)} %"
        )
        self._write(f"{LINE}{line}" if self._on_terminal else f"{line}\n")
