"""Saved searches of company members."""

from typing import Any

from entremise.alerts import actions
from entremise.alerts.content import SearchCriteria
from entremise.alerts.enums import AlertFrequency
from entremise.alerts.models import SavedSearch
from entremise.companies.queries import company_of_user
from entremise.foundation.accounts.models import User

from . import companies


def saved_search(
    owner: User | None = None,
    text: str = "",
    *,
    name: str = "",
    every_days: int = AlertFrequency.MONTH,
    **facets: str,
) -> SavedSearch:
    """Without text nor filters: a search for a trade."""
    owner = owner or companies.recruiter_of(companies.company())
    criteria = (
        SearchCriteria(text, facets) if text or facets else SearchCriteria("vendeur")
    )
    company: Any = company_of_user(owner)
    return actions.save_search(
        company, criteria, name=name, every_days=every_days, by=owner
    )
