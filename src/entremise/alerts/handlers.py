"""What alerts do when an event is announced, and when a site was restored."""

from datetime import datetime

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanyClosed, CompanyMemberLeft
from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.backups.registry import LedgerFact
from entremise.foundation.kit.text import ngettext

from .actions import (
    cancel_company_alerts,
    delete_member_searches,
    move_searches_to_zone,
    rewrite_unsent_alerts,
    stop_search_alerts,
)
from .enums import AlertFrequency
from .models import SavedSearch


def rewrite_alerts_about_publication(event: CVPublished | CVUnpublished) -> None:
    rewrite_unsent_alerts(event.publication)


def cancel_alerts_of_closed_company(event: CompanyClosed) -> None:
    cancel_company_alerts(event.company)


def delete_searches_of_former_member(event: CompanyMemberLeft) -> None:
    delete_member_searches(event.company, event.user)


def search_in_zone_that_took_over(event: ZoneChanged) -> None:
    if event.zone.closed_into is not None:
        move_searches_to_zone(event.zone, into=event.zone.closed_into)


def _search_codes() -> list[str]:
    active = SavedSearch.objects.exclude(every_days=AlertFrequency.NEVER)
    return list(active.values_list("code", flat=True))


def _stop_search(code: str, at: datetime) -> bool:
    """One that was started again after it stopped goes on."""
    active = SavedSearch.objects.exclude(every_days=AlertFrequency.NEVER)
    search = active.filter(code=code, since__lte=at).first()
    if search is None:
        return False
    stop_search_alerts(search)
    return True


STOPPED_SEARCHES = LedgerFact(
    "alerts.search_stopped",
    _search_codes,
    _stop_search,
    lambda number: (
        ngettext(
            "%(number)d recherche gardée, arrêtée",
            "%(number)d recherches gardées, arrêtées",
            number,
        )
        % {"number": number}
    ),
)
