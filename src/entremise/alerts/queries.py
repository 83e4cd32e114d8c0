"""Searches somebody keeps, and who is new in them.

Only people who agreed to be seen by everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from entremise.candidates.content import PublicCV
from entremise.candidates.models import Publication
from entremise.candidates.search import KIND
from entremise.companies.models import CompanyMember
from entremise.companies.rules import OPEN, members_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries.answering import answering
from entremise.gallery.queries import gallery, in_fair_order, people
from entremise.gallery.queries.narrowing import names

from . import keys
from .content import Asked
from .enums import Rhythm
from .models import SavedSearch


def searches_for(viewer: Any) -> QuerySet[SavedSearch]:
    """One's own, as long as one is in the company."""
    houses = [member.company_id for member in members_of(viewer)]
    return SavedSearch.objects.filter(user=viewer, company__in=houses).select_related(
        "company", "user"
    )


def search_for(viewer: Any, code: str) -> SavedSearch | None:
    return searches_for(viewer).filter(code=code).first()


def same_as(viewer: Any, asked: Asked) -> SavedSearch | None:
    """The one that asks for the very same."""
    return next(
        (search for search in searches_for(viewer) if search.asked == asked), None
    )


def search_with(key: str) -> SavedSearch | None:
    """For who holds the link of a letter."""
    code = keys.read(key)
    return SavedSearch.objects.filter(code=code).first() if code else None


def listed_for(viewer: Any) -> list[tuple[SavedSearch, str]]:
    """One's own, each with what it searches."""
    mine, known = list(searches_for(viewer)), names()
    return [(search, _said(search.asked, known)) for search in mine]


def said(asked: Asked) -> str:
    """What is searched, in the reader's words."""
    return _said(asked, names())


def _said(asked: Asked, known: Mapping[str, Mapping[str, str]]) -> str:
    labels = [
        known.get(facet, {}).get(value, value) for facet, value in asked.facets.items()
    ]
    if asked.around:
        labels.append(_("À moins de %(km)s km") % {"km": asked.around})
    return " · ".join(
        [*([f"«\u00a0{asked.words}\u00a0»"] if asked.words else []), *labels]
    )


def name_for(asked: Asked) -> str:
    """What to call it, until somebody says better: what was understood, not the slip of a
    finger.
    """
    found = gallery(asked.words, exact=asked.exact, around=asked.around, **asked.facets)
    if found.understood and not found.alike:
        asked = replace(asked, words=found.understood)
    return said(asked).replace("«\u00a0", "").replace("\u00a0»", "")[:80]


def due(moment: datetime) -> QuerySet[SavedSearch]:
    """Whose letter may leave now: the owner is in the company, whose account is open."""
    late = [
        Q(every_days=rhythm, since__lte=moment - timedelta(days=rhythm))
        for rhythm in (Rhythm.WEEK, Rhythm.MONTH)
    ]
    here = CompanyMember.objects.filter(
        company=OuterRef("company"), user=OuterRef("user"), ended_at=None
    )
    waiting = SavedSearch.objects.filter(late[0] | late[1]).filter(
        Exists(here), company__state__in=OPEN
    )
    waiting = (
        waiting.filter(user__is_active=True)
        .exclude(user__email=None)
        .exclude(user__email="")
    )
    return waiting.select_related("user", "company__zone").order_by("since", "pk")


def newcomers(asked: Asked, *, after: datetime, until: datetime) -> list[int]:
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
    found = gallery(asked.words, exact=asked.exact, around=asked.around, **asked.facets)
    if found.alike:
        return []
    if found.codes is None:  # filters only
        return in_fair_order(set(found.rows[:]) & set(codes.values()))
    keys_of = answering(
        KIND,
        asked.words,
        codes.keys() & set(found.codes),
        exact=asked.exact,
        around=asked.around,
    )
    return in_fair_order(codes[code] for code in keys_of)


def shown(rows: Iterable[int]) -> list[PublicCV]:
    return [person.cv for person in people(list(rows))]
