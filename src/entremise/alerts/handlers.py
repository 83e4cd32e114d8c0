"""What alerts do when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanyClosed, CompanyMemberLeft
from entremise.foundation.accounts.events import ZoneChanged

from .actions import (
    cancel_company_alerts,
    delete_member_searches,
    move_searches_to_zone,
    rewrite_unsent_alerts,
)


def rewrite_alerts_about_publication(event: CVPublished | CVUnpublished) -> None:
    rewrite_unsent_alerts(event.publication)


def cancel_alerts_of_closed_company(event: CompanyClosed) -> None:
    cancel_company_alerts(event.company)


def delete_searches_of_former_member(event: CompanyMemberLeft) -> None:
    delete_member_searches(event.company, event.user)


def search_in_zone_that_took_over(event: ZoneChanged) -> None:
    if event.zone.closed_into is not None:
        move_searches_to_zone(event.zone, into=event.zone.closed_into)
