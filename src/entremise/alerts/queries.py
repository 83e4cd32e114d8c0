"""Saved searches, and the newcomers that match them among visible people."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Publication
from entremise.companies.models import CompanyMember
from entremise.companies.rules import OPEN_COMPANY_STATES, open_memberships_of
from entremise.foundation.accounts.models import User
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


def saved_searches_for(viewer: User) -> QuerySet[SavedSearch]:
    """The viewer's own searches in companies they are a member of."""
    companies = [member.company_id for member in open_memberships_of(viewer)]
    return SavedSearch.objects.filter(
        user=viewer, company__in=companies
    ).select_related("company", "user")


def saved_search_for(viewer: User, code: str) -> SavedSearch | None:
    return saved_searches_for(viewer).filter(code=code).first()


def identical_search_for(viewer: User, criteria: SearchCriteria) -> SavedSearch | None:
    """The saved search with the same criteria."""
    return next(
        (
            search
            for search in saved_searches_for(viewer)
            if search.criteria == criteria
        ),
        None,
    )


def saved_search_from_key(key: str) -> SavedSearch | None:
    """The search of the stop link of a letter; None for a wrong key."""
    code = signing.search_code_in(key)
    return SavedSearch.objects.filter(code=code).first() if code else None


def saved_searches_with_text_for(viewer: User) -> list[tuple[SavedSearch, str]]:
    """The viewer's own searches, each with ``criteria_text``."""
    searches, labels = list(saved_searches_for(viewer)), facet_labels()
    return [(search, _criteria_text(search.criteria, labels)) for search in searches]


def criteria_text(criteria: SearchCriteria) -> str:
    """The text in quotes and the labels of the facets, in the active language."""
    return _criteria_text(criteria, facet_labels())


def _criteria_text(
    criteria: SearchCriteria, labels: Mapping[str, Mapping[str, str]]
) -> str:
    parts = [_quoted(criteria.text)] if criteria.text else []
    return " · ".join([*parts, *_facet_texts(criteria, labels)])


def _quoted(text: str) -> str:
    return _("«\u00a0%(words)s\u00a0»") % {"words": text}


def _facet_texts(
    criteria: SearchCriteria, labels: Mapping[str, Mapping[str, str]]
) -> list[str]:
    parts = []
    for facet, value in criteria.facets.items():
        parts.append(labels.get(facet, {}).get(value, value))
    if criteria.around:
        parts.append(_("À moins de %(km)s km") % {"km": criteria.around})
    return parts


def suggested_search_name(criteria: SearchCriteria) -> str:
    """``criteria_text`` without quotes, with the text as the search understood it."""
    found = gallery_search(
        criteria.text, exact=criteria.exact, around=criteria.around, **criteria.facets
    )
    if found.understood and not found.alike:
        criteria = replace(criteria, text=found.understood)
    text = [criteria.text] if criteria.text else []
    return " · ".join([*text, *_facet_texts(criteria, facet_labels())])[:80]


def searches_due(moment: datetime) -> QuerySet[SavedSearch]:
    """Searches whose alert is due, of members of companies whose account is open."""
    late = [
        Q(every_days=days, since__lte=moment - timedelta(days=days))
        for days in (AlertFrequency.WEEK, AlertFrequency.MONTH)
    ]
    membership = CompanyMember.objects.filter(
        company=OuterRef("company"), user=OuterRef("user"), ended_at=None
    )
    waiting = SavedSearch.objects.filter(late[0] | late[1]).filter(
        Exists(membership), company__state__in=OPEN_COMPANY_STATES
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
    """Row ids of the publications made in this time that match, in the fair order.

    Only full matches: the place, and the trade or each of the words.
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
    if found.codes is None:  # facets only
        return in_fair_order(set(found.publication_ids[:]) & set(codes.values()))
    matching_codes = full_matches(
        CV_DOCUMENTS,
        criteria.text,
        codes.keys() & set(found.codes),
        exact=criteria.exact,
        around=criteria.around,
    )
    return in_fair_order(codes[code] for code in matching_codes)


def visible_cvs(rows: Iterable[int]) -> list[PublicCV]:
    return [person.cv for person in published_people(list(rows))]
