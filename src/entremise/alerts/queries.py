"""Searches somebody keeps, and who is new in them.

Only people who agreed to be seen by everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import Publication
from entremise.candidates.search.public_index import CV_DOCUMENTS
from entremise.companies.models import CompanyMember
from entremise.companies.rules import OPEN_COMPANY_STATES, open_memberships_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries.full_matches import full_matches
from entremise.gallery.queries.facets import facet_labels
from entremise.gallery.queries.people import (
    gallery_search,
    in_fair_order,
    published_people,
)

from . import signing
from .content import SearchCriteria
from .enums import AlertFrequency
from .models import SavedSearch


def saved_searches_for(viewer: Any) -> QuerySet[SavedSearch]:
    """One's own, as long as one is in the company."""
    houses = [member.company_id for member in open_memberships_of(viewer)]
    return SavedSearch.objects.filter(user=viewer, company__in=houses).select_related(
        "company", "user"
    )


def saved_search_for(viewer: Any, code: str) -> SavedSearch | None:
    return saved_searches_for(viewer).filter(code=code).first()


def identical_search_for(viewer: Any, criteria: SearchCriteria) -> SavedSearch | None:
    """The one that asks for the very same."""
    return next(
        (
            search
            for search in saved_searches_for(viewer)
            if search.criteria == criteria
        ),
        None,
    )


def saved_search_from_key(key: str) -> SavedSearch | None:
    """For who holds the link of a letter."""
    code = signing.search_code_in(key)
    return SavedSearch.objects.filter(code=code).first() if code else None


def saved_searches_with_text_for(viewer: Any) -> list[tuple[SavedSearch, str]]:
    """One's own, each with what it searches."""
    mine, known = list(saved_searches_for(viewer)), facet_labels()
    return [(search, _criteria_text(search.criteria, known)) for search in mine]


def criteria_text(criteria: SearchCriteria) -> str:
    """What is searched, in the reader's words."""
    return _criteria_text(criteria, facet_labels())


def _criteria_text(
    asked: SearchCriteria, known: Mapping[str, Mapping[str, str]]
) -> str:
    labels = [
        known.get(facet, {}).get(value, value) for facet, value in asked.facets.items()
    ]
    if asked.around:
        labels.append(_("À moins de %(km)s km") % {"km": asked.around})
    return " · ".join(
        [*([f"«\u00a0{asked.text}\u00a0»"] if asked.text else []), *labels]
    )


def suggested_search_name(criteria: SearchCriteria) -> str:
    """What to call it, until somebody says better: what was understood, not the slip of a
    finger.
    """
    found = gallery_search(
        criteria.text, exact=criteria.exact, around=criteria.around, **criteria.facets
    )
    if found.understood and not found.alike:
        criteria = replace(criteria, words=found.understood)
    return criteria_text(criteria).replace("«\u00a0", "").replace("\u00a0»", "")[:80]


def searches_due(moment: datetime) -> QuerySet[SavedSearch]:
    """Whose letter may leave now: the owner is in the company, whose account is open."""
    late = [
        Q(every_days=rhythm, since__lte=moment - timedelta(days=rhythm))
        for rhythm in (AlertFrequency.WEEK, AlertFrequency.MONTH)
    ]
    here = CompanyMember.objects.filter(
        company=OuterRef("company"), user=OuterRef("user"), ended_at=None
    )
    waiting = SavedSearch.objects.filter(late[0] | late[1]).filter(
        Exists(here), company__state__in=OPEN_COMPANY_STATES
    )
    waiting = (
        waiting.filter(user__is_active=True)
        .exclude(user__email=None)
        .exclude(user__email="")
    )
    return waiting.select_related("user", "company__zone").order_by("since", "pk")


def newcomer_publications(
    criteria: SearchCriteria, *, after: datetime, until: datetime
) -> list[int]:
    """Row ids of the publications of who came meanwhile (or came back) and answers, in the
    fair order.

    A letter names nobody who is only near to what was asked: the place, and the trade or
    each of the words.
    """
    fresh = Publication.objects.live().filter(
        published_at__gt=after, published_at__lte=until
    )
    codes = dict(fresh.values_list("code", "pk"))
    if not codes:
        return []
    found = gallery_search(
        criteria.text, exact=criteria.exact, around=criteria.around, **criteria.facets
    )
    if found.alike:
        return []
    if found.codes is None:  # filters only
        return in_fair_order(set(found.publication_ids[:]) & set(codes.values()))
    keys_of = full_matches(
        CV_DOCUMENTS,
        criteria.text,
        codes.keys() & set(found.codes),
        exact=criteria.exact,
        around=criteria.around,
    )
    return in_fair_order(codes[code] for code in keys_of)


def visible_cvs(rows: Iterable[int]) -> list[PublicCV]:
    return [person.cv for person in published_people(list(rows))]
