"""What coaching does when an event is announced."""

from entremise.candidates.enums import PathState
from entremise.candidates.events import PathMoved

from .actions import end_pairing_of
from .enums import PairingEndReason


def end_pairing_with_path(event: PathMoved) -> None:
    """End the pairing of a candidate who has left."""
    if event.became == PathState.LEFT:
        end_pairing_of(event.candidate, reason=PairingEndReason.TEAM, by=event.by)
