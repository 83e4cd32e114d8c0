"""Candidates who come from a list that the team brings: no task, no message, no consent."""

from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.languages import language_of_new_cv
from entremise.candidates.enums import ACCOMPANIED_STATES, PathState
from entremise.candidates.indexing.staff_index import reindex_candidate
from entremise.candidates.models import (
    CV,
    Candidate,
    Cohort,
    PathMove,
    Referrer,
    ReferrerOrganization,
)
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _

# What a list may complete of somebody known, where it is empty.
COMPLETED_FIELDS = (
    "last_name",
    "phone",
    "email",
    "cohort",
    "referrer",
    "started_on",
    "last_contact_on",
    "referral_message",
    "situation",
)


@transaction.atomic
def add_candidate_from_list(
    *,
    first_name: str,
    zone: Zone,
    by: User,
    state: str = PathState.APPLIED,
    cohort: Cohort | None = None,
    started_on: date | None = None,
    cv: CVContent | None = None,
    **values: Any,
) -> tuple[Candidate, list[models.Model]]:
    """The candidate, and every row made for them, in the order in which they were made.

    The path has one move, to the state of the list, on the day it began there when that day is
    known. The CV is a draft.
    """
    if not is_team_in(by, zone):
        raise NotAllowed(_("Vous ne suivez pas cette zone."))
    if cohort is not None and cohort.zone_id != zone.pk:
        raise DomainError(_("Cette promotion est celle d’une autre zone."))
    candidate = Candidate.objects.create(
        first_name=first_name,
        zone=zone,
        state=state,
        cohort=cohort,
        started_on=started_on,
        **values,
    )
    move = PathMove.objects.create(
        candidate=candidate, was="", became=state, at=_moment(started_on), by=by
    )
    made: list[models.Model] = [candidate, move]
    if cv is not None or state in ACCOMPANIED_STATES:
        # What the team wrote in its list is in the language of the team.
        language = "fr" if cv else language_of_new_cv(candidate.language)
        content = (cv or CVContent()).dump()
        made.append(
            CV.objects.create(candidate=candidate, content=content, language=language)
        )
    record_in_journal("candidates.listed", by=by, about=(candidate,), state=str(state))
    reindex_candidate(candidate)
    return candidate, made


def _moment(day: date | None) -> datetime:
    """Noon of a past day, or now."""
    if day is None or day >= timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


@transaction.atomic
def complete_candidate_from_list(
    candidate: Candidate, *, by: User, **values: Any
) -> dict[str, Any]:
    """Fill what is empty, and nothing else; returns what was written, by field."""
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone corrige le dossier."))
    written = {
        name: value
        for name, value in values.items()
        if name in COMPLETED_FIELDS and value and not getattr(candidate, name)
    }
    if not written:
        return {}
    for name, value in written.items():
        setattr(candidate, name, value)
    candidate.save(update_fields=[*written, "updated_at"])
    record_in_journal(
        "candidates.completed", by=by, about=(candidate,), fields=sorted(written)
    )
    reindex_candidate(candidate)
    return written


@transaction.atomic
def referrer_from_list(
    organization: str, *, zone: Zone, by: User, **person: str
) -> tuple[Referrer, list[models.Model]]:
    """The referrer of this organisation with this name or e-mail, and what was made of it."""
    if not is_team_in(by, zone):
        raise NotAllowed(_("Vous ne suivez pas cette zone."))
    made: list[models.Model] = []
    home = ReferrerOrganization.objects.filter(name__iexact=organization).first()
    if home is None:
        home = ReferrerOrganization.objects.create(name=organization, zone=zone)
        made.append(home)
    referrer = Referrer.objects.filter(organization=home, **person).first()
    if referrer is None:
        referrer = Referrer.objects.create(organization=home, **person)
        made.append(referrer)
    return referrer, made
