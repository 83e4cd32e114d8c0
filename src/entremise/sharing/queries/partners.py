"""People who agreed to be shown on partner sites: galleries, screens and feeds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.enums import GrantChannel
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Publication, PublicationQuerySet
from entremise.foundation.accounts.queries import zone_ids_named
from entremise.foundation.kit.links import url_to
from entremise.foundation.search.queries.searching import search_index
from entremise.gallery.queries.people import current_ranking, published_people

from .links import tokens_by_candidate

MAX_CARDS = 6
ROTATION_PERIOD = timedelta(minutes=5)  # then other people are shown
FEED_SIZE = 50


@dataclass(frozen=True)
class PartnerCard:
    cv: PublicCV
    address: str  # of the CV, with the token of the channel


@dataclass(frozen=True)
class PartnerRequest:
    """The filters of a partner site; an empty value does not filter."""

    zone: str = ""  # slug or code
    family: str = ""
    language: str = ""


def _consenting(request: PartnerRequest) -> PublicationQuerySet:
    # The only lookup in a JSON list that works on SQLite and PostgreSQL.
    live = Publication.objects.live().annotate(
        agreed=Cast("grant__channels", TextField())
    )
    live = live.filter(agreed__contains=f'"{GrantChannel.PARTNERS}"')
    if request.zone:
        live = live.filter(candidate__zone__in=zone_ids_named(request.zone))
    facets = {"family": [request.family], "language": [request.language]}
    if chosen := {name: values for name, values in facets.items() if values != [""]}:
        live = live.filter(code__in=search_index(CV_DOCUMENTS, "", facets=chosen).keys)
    return live


def partner_publications(request: PartnerRequest) -> list[int]:
    """Row ids of the publications of people who agreed, in the fair order."""
    return list(
        current_ranking()
        .filter(publication__in=_consenting(request))
        .values_list("publication", flat=True)
    )


def current_rotation(
    publications: list[int], count: int, moment: datetime
) -> list[int]:
    """``count`` of the publications at this moment; each is shown equally often over time."""
    count = min(count, len(publications))
    if not count:
        return []
    start = (
        int(moment.timestamp() // ROTATION_PERIOD.total_seconds())
        * count
        % len(publications)
    )
    return (publications[start:] + publications[:start])[:count]


def partner_cards(rows: list[int], channel: str) -> list[PartnerCard]:
    """Cards in the active language where the person accepted that translation."""
    shown = published_people(rows)
    tokens = tokens_by_candidate(channel, [person.candidate for person in shown])
    language = get_language() or settings.LANGUAGE_CODE
    return [
        PartnerCard(
            person.cv.in_language(language),
            _address(person.cv, tokens.get(person.candidate, "")),
        )
        for person in shown
    ]


def _address(cv: PublicCV, token: str) -> str:
    return url_to("cv", code=cv.code) + (f"?s={token}" if token else "")
