"""A settable clock, seeded random numbers, and a scheduler that runs the stories by date."""

import heapq
import random
import secrets
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

from django.utils import timezone

from entremise.foundation.kit.errors import DomainError

# A story yields the moments at which it goes on.
Story = Generator[datetime, None, None]


class DemoStage:
    """``now``: the end of the story."""

    def __init__(self, *, seed: int, now: datetime) -> None:
        self.now = now
        self.clock = now
        self.dice = random.Random(seed)
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._sequence = 0
        self.refused = 0

    def days_ago(self, days: float, hour: int = 10) -> datetime:
        """This many days before the end, at this hour of the day."""
        day = timezone.localtime(self.now) - timedelta(days=days)
        return day.replace(hour=hour, minute=0, second=0, microsecond=0)

    def days_later(self, days: int, at_most: int | None = None) -> datetime:
        """Between ``days`` and ``at_most`` days later, at some hour of a working day."""
        moment = timezone.localtime(self.clock) + timedelta(
            days=self.dice.randint(days, at_most or days)
        )
        moment += timedelta(
            days=max(0, 7 - moment.isoweekday() + 1) if moment.isoweekday() > 5 else 0
        )
        return moment.replace(
            hour=self.dice.randint(9, 17),
            minute=self.dice.choice([0, 15, 30, 45]),
            second=0,
        )

    def start_story(self, story: Story) -> None:
        """The first value that a story yields is the moment it starts."""
        self._advance(story)

    def _advance(self, story: Story) -> None:
        try:
            moment = next(story, None)
        except DomainError:  # an action was refused: this story ends there
            self.refused += 1
            return
        if moment is not None and moment <= self.now:
            self._sequence += 1
            heapq.heappush(self._waiting, (moment, self._sequence, story))

    def run_stories(
        self,
        stories: Iterable[Story],
        *,
        passed: Callable[[float], None] = lambda fraction: None,
    ) -> None:
        """Run all stories to the end, in the order of their moments.

        ``passed``: told the share of the time that is over, from 0 to 1.
        """
        begins = self.clock
        for story in stories:
            self.start_story(story)
        while self._waiting:
            moment, _order, story = heapq.heappop(self._waiting)
            self.clock = max(self.clock, moment)
            passed((self.clock - begins) / (self.now - begins))
            self._advance(story)

    @contextmanager
    def control_time_and_chance(self, begins: datetime) -> Iterator[None]:
        """Within the context, the time is that of the story, and random numbers repeat themselves.

        For the demonstration only: codes and secrets are no secrets.
        """
        self.clock = begins
        with ExitStack() as stack:
            for target, name, instead in self._patches():
                stack.enter_context(mock.patch.object(target, name, instead))
            yield

    def _patches(self) -> list[tuple[Any, str, Callable[..., Any]]]:
        return [
            (timezone, "now", lambda: self.clock.astimezone(UTC)),
            (secrets, "token_urlsafe", lambda size=32: self._characters(size)),
            (secrets, "token_hex", lambda size=32: self.dice.randbytes(size).hex()),
            (secrets, "token_bytes", lambda size=32: self.dice.randbytes(size)),
            (secrets, "randbelow", self.dice.randrange),
            (secrets, "choice", self.dice.choice),
            (secrets, "SystemRandom", lambda: self.dice),
        ]

    def _characters(self, size: int) -> str:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return "".join(self.dice.choices(alphabet, k=-(-size * 4 // 3)))
