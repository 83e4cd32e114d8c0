"""Who is shown, in which order."""

from .cards import CardContent, card_contents_for
from .narrowing import FacetValue, facet_counts, facet_label, search_suggestions
from .order import (
    FacetChoices,
    GalleryResult,
    PersonSummary,
    PublishedPerson,
    current_ranking,
    current_slot,
    cvs_open_to_search_engines,
    earliest_consent_end,
    facet_choices,
    gallery_search,
    in_fair_order,
    is_ranking_due,
    least_seen_people,
    person_summaries,
    published_people,
)
from .reasons import CVLines, SearchReason, search_reasons
from .suggesting import SearchableTerms, search_completions, searchable_terms

__all__ = [
    "CVLines",
    "CardContent",
    "FacetChoices",
    "FacetValue",
    "GalleryResult",
    "PersonSummary",
    "PublishedPerson",
    "SearchReason",
    "SearchableTerms",
    "card_contents_for",
    "current_ranking",
    "current_slot",
    "cvs_open_to_search_engines",
    "earliest_consent_end",
    "facet_choices",
    "facet_counts",
    "facet_label",
    "gallery_search",
    "in_fair_order",
    "is_ranking_due",
    "least_seen_people",
    "person_summaries",
    "published_people",
    "search_completions",
    "search_reasons",
    "search_suggestions",
    "searchable_terms",
]
