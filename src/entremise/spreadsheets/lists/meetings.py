"""The list of meetings: only given, a meeting is confirmed by those who were there."""

from typing import Any

from django.utils import timezone

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.meetings.enums import MeetingKind, MeetingState
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList

from .people import candidate_columns


def _hour(meeting: Any) -> str:
    return timezone.localtime(meeting.starts_at).strftime("%H:%M")


def _company(meeting: Any, name: str) -> Any:
    return getattr(meeting.company, name, "")


MEETINGS = SpreadsheetList(
    "meetings",
    _("Rencontres"),
    _("Une ligne est une rencontre, prévue ou passée."),
    (
        *candidate_columns(lambda meeting: meeting.candidate),
        Column(
            "zone",
            _("Zone"),
            ColumnKind.ZONE,
            lambda meeting: meeting.candidate.zone.name,
        ),
        Column(
            "kind",
            _("Sorte de rencontre"),
            ColumnKind.CHOICE,
            lambda meeting: meeting.kind,
            choices=dict(MeetingKind.choices),
        ),
        Column(
            "state",
            _("Où en est la rencontre"),
            ColumnKind.CHOICE,
            lambda meeting: meeting.state,
            choices=dict(MeetingState.choices),
        ),
        Column(
            "on",
            _("Jour"),
            ColumnKind.DATE,
            lambda meeting: timezone.localtime(meeting.starts_at).date(),
        ),
        Column("hour", _("Heure"), ColumnKind.TEXT, _hour),
        Column(
            "minutes",
            _("Durée en minutes"),
            ColumnKind.NUMBER,
            lambda meeting: meeting.minutes,
        ),
        Column(
            "in_person",
            _("En présence"),
            ColumnKind.YES_NO,
            lambda meeting: not meeting.remote,
        ),
        Column(
            "company",
            _("Entreprise"),
            ColumnKind.TEXT,
            lambda meeting: _company(meeting, "name"),
        ),
        Column(
            "company_siren",
            _("SIREN de l’entreprise"),
            ColumnKind.SIREN,
            lambda meeting: _company(meeting, "siren"),
        ),
        Column("place", _("Lieu"), ColumnKind.TEXT, lambda meeting: meeting.place),
    ),
)
