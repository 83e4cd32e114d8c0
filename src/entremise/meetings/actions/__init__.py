"""What can be done with approaches and meetings."""

from .approaches import (
    accept_approach,
    close_approach,
    decline_approach,
    forward_approach,
    propose_introduction,
    send_approach,
    stop_approach,
    withdraw_approach,
)
from .holding import (
    WrongMeetingCode,
    confirm_meeting,
    report_meeting_no_show,
    save_debrief,
)
from .planning import (
    agree_to_meeting_date,
    cancel_meeting,
    propose_meeting,
    reschedule_meeting,
    save_preparation,
)

__all__ = [
    "WrongMeetingCode",
    "accept_approach",
    "agree_to_meeting_date",
    "cancel_meeting",
    "close_approach",
    "confirm_meeting",
    "decline_approach",
    "forward_approach",
    "propose_introduction",
    "propose_meeting",
    "report_meeting_no_show",
    "reschedule_meeting",
    "save_debrief",
    "save_preparation",
    "send_approach",
    "stop_approach",
    "withdraw_approach",
]
