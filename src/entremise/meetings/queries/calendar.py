"""Calendar invitations (iCalendar): one event per meeting.

The UID is the meeting's code; ``sequence`` grows with each new date and with the cancellation, so
that calendars replace what they hold. The text never says why two people meet.
"""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.text import gettext as _
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting

ICAL_STATUSES = {
    MeetingState.AGREED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CLAIMED: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


def calendar_uid(meeting: Meeting) -> str:
    return f"{meeting.code}@{urlsplit(settings.SITE_URL).hostname}"


def meeting_ics(
    meeting: Meeting,
    method: str = "REQUEST",
    *,
    name: str = "",
    email: str = "",
    link: str = "",
) -> str:
    """In the active language. ``name``: whom the reader meets; ``email``: the reader's address."""
    calendar = Calendar()
    calendar.add(
        "prodid",
        f"-//{current_settings().site_name}//entremise//{settings.LANGUAGE_CODE.upper()}",
    )
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(meeting, name=name, email=email, link=link))
    calendar.add_missing_timezones(
        first_date=meeting.starts_at.date() - timedelta(days=366),
        last_date=meeting.starts_at.date() + timedelta(days=366),
    )
    return calendar.to_ical().decode()


def _event(meeting: Meeting, *, name: str, email: str, link: str) -> Event:
    starts = meeting.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    event = Event()
    event.add("uid", calendar_uid(meeting))
    event.add("dtstamp", timezone.now())
    event.add("sequence", meeting.sequence)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes))
    event.add(
        "summary",
        _("Rencontre avec %(name)s") % {"name": name} if name else _("Rencontre"),
    )
    event.add("location", meeting.place)
    event.add("description", "\n".join(filter(None, [meeting.directions, link])))
    event.add("status", ICAL_STATUSES.get(MeetingState(meeting.state), "TENTATIVE"))
    if link:
        event.add("url", link)
    event.add(
        "organizer",
        _address(current_settings().contact_email, current_settings().site_name),
    )
    if email:
        attendee = _address(email)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    return event


def _address(email: str, name: str = "") -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = vText(name)
    return address


def ics_attachment(meeting: Meeting, method: str, **details: str) -> dict[str, str]:
    return {
        "name": "rencontre.ics",
        "type": f"text/calendar; method={method}; charset=utf-8",
        "content": meeting_ics(meeting, method, **details),
    }
