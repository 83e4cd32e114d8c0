from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MeetingHeld:
    meeting: Any


@dataclass(frozen=True)
class ApproachReceived:
    approach: Any
