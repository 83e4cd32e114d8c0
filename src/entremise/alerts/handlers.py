"""What alerts do when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanyClosed, CompanyMemberLeft

from .actions import (
    cancel_company_alerts,
    delete_member_searches,
    rewrite_unsent_alerts,
)


def rewrite_alerts_about_publication(event: CVPublished | CVUnpublished) -> None:
    rewrite_unsent_alerts(event.publication)


def cancel_alerts_of_closed_company(event: CompanyClosed) -> None:
    cancel_company_alerts(event.company)


def delete_searches_of_former_member(event: CompanyMemberLeft) -> None:
    delete_member_searches(event.company, event.user)
