"""Searches that people in companies keep."""

from typing import Any

from entremise.alerts import actions
from entremise.alerts.content import Asked
from entremise.alerts.enums import Rhythm
from entremise.alerts.models import SavedSearch
from entremise.companies.queries import company_of
from entremise.foundation.accounts.models import User

from . import companies


def search(
    owner: User | None = None,
    words: str = "",
    *,
    name: str = "",
    every_days: int = Rhythm.MONTH,
    **facets: str,
) -> SavedSearch:
    """Kept by this member of a company; without words nor filters, a trade."""
    owner = owner or companies.recruiter_of(companies.company())
    asked = Asked(words, facets) if words or facets else Asked("vendeur")
    house: Any = company_of(owner)
    return actions.keep(house, asked, name=name, every_days=every_days, by=owner)
