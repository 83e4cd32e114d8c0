"""What candidates do when an event is announced."""

from entremise.foundation.accounts.events import ZoneChanged

from .actions.consent import refresh_publications_in


def show_zone_in_publications(event: ZoneChanged) -> None:
    """Public pages and the public index say the zone of a person."""
    refresh_publications_in(event.zone, by=event.by)
