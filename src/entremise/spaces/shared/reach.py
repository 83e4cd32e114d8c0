"""Visits that the shares of a CV brought, by channel: for the person, their coach, the team."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.candidates.queries.candidates import candidate_for
from entremise.foundation.kit.text import gettext as _, ngettext
from entremise.foundation.web.decorators import ViewFunction, reads
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.impact.queries.funnel import SharingReach, candidate_reach_for

from . import charts


@dataclass(frozen=True)
class ChannelReach:
    """A channel: its bar, and the contacts, meetings and hires it is credited with, in words."""

    bar: charts.Bar
    outcomes: list[str]


def reach_by_channel(reach: SharingReach) -> list[ChannelReach]:
    visits = [(row.label, row.visits or 0, row.channel) for row in reach.rows]
    if reach.plain_visits:
        visits.append((_("Ce site, ou l’adresse directe"), reach.plain_visits, ""))
    most = max((number for _label, number, _channel in visits), default=0)
    chart = charts.bar_chart(
        "",
        [
            (label, number, most, visits_label(number))
            for label, number, _channel in visits
        ],
    )
    return [
        ChannelReach(bar, list(_outcomes(reach, channel)))
        for bar, (_label, _number, channel) in zip(chart.bars, visits, strict=True)
    ]


def visits_label(number: int) -> str:
    return ngettext("%(number)d visite", "%(number)d visites", number) % {
        "number": number
    }


def _outcomes(reach: SharingReach, channel: str) -> Iterator[str]:
    """Whole credits are counted; of a fraction the line says that there is one.

    The table of the page gives the fractions.
    """
    if part := reach.contacts.channels.get(channel):
        yield _contacts(part)
    if part := reach.meetings.channels.get(channel):
        yield _meetings(part)
    if part := reach.hires.channels.get(channel):
        yield _hires(part)


def _contacts(part: Fraction) -> str:
    if part < 1:
        return _("une part d’un contact")
    said = ngettext("%(number)d contact", "%(number)d contacts", int(part)) % {
        "number": int(part)
    }
    return _("%(said)s et une part d’un autre") % {"said": said} if part % 1 else said


def _meetings(part: Fraction) -> str:
    if part < 1:
        return _("une part d’une rencontre")
    said = ngettext("%(number)d rencontre", "%(number)d rencontres", int(part)) % {
        "number": int(part)
    }
    return _("%(said)s et une part d’une autre") % {"said": said} if part % 1 else said


def _hires(part: Fraction) -> str:
    if part < 1:
        return _("une part d’une embauche")
    said = ngettext("%(number)d embauche", "%(number)d embauches", int(part)) % {
        "number": int(part)
    }
    return _("%(said)s et une part d’une autre") % {"said": said} if part % 1 else said


def build_reach_view(
    space: str, test: Callable[[Any], bool], *, is_access: bool
) -> ViewFunction:
    """What the shares of the CV of a candidate brought, for who accompanies them.

    ``is_access``: reading it is noted as an access to the file.
    """

    def reach(request: SignedInRequest, code: str) -> HttpResponse:
        person = or_404(candidate_for(request.user, code))
        if is_access:
            request_notes(request).accessed_person = person
        reached = or_404(candidate_reach_for(request.user, person))
        context = {
            "page_base": f"{space}/base.html",
            "file_url": reverse(f"{space}:candidate", args=[person.code]),
            "candidate": person,
            "reach": reached,
            "picture": reach_by_channel(reached),
        }
        return render(request, "impact/candidate_reach.html", context)

    return reads(test)(reach)
