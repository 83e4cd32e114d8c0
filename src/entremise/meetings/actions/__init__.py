"""What can be done with approaches and meetings."""

from .approaches import (
    accept,
    approach,
    close,
    decline,
    introduce,
    let_through,
    stop,
    take_back,
)
from .holding import WrongCode, confirm, debrief, report_no_show
from .planning import agree, cancel, prepare, propose_meeting, reschedule

__all__ = [
    "WrongCode",
    "accept",
    "agree",
    "approach",
    "cancel",
    "close",
    "confirm",
    "debrief",
    "decline",
    "introduce",
    "let_through",
    "prepare",
    "propose_meeting",
    "report_no_show",
    "reschedule",
    "stop",
    "take_back",
]
