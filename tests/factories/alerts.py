"""Searches that people in companies keep."""

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
    words: str = "",
    *,
    name: str = "",
    every_days: int = AlertFrequency.MONTH,
    **facets: str,
) -> SavedSearch:
    """Kept by this member of a company; without words nor filters, a trade."""
    owner = owner or companies.recruiter_of(companies.company())
    asked = (
        SearchCriteria(words, facets) if words or facets else SearchCriteria("vendeur")
    )
    house: Any = company_of_user(owner)
    return actions.save_search(house, asked, name=name, every_days=every_days, by=owner)
