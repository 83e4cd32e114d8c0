"""Entries of the public search index: only what is public of a CV."""

from django.utils.translation import override

from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.content.fields import facet_values, index_texts
from entremise.candidates.wording.translation_segments import cv_segments
from entremise.foundation.search.actions.indexing import index_entry, remove_document
from entremise.foundation.search.analysis.places import (
    departement_names,
    locate_communes,
)
from entremise.foundation.search.analysis.weighting import IndexEntry

CV_DOCUMENTS = "cv"


def cv_index_entry(shown: PublicCV, *, zone_code: str) -> IndexEntry:
    """What is declared as searched, and what only a published CV has."""
    content, practical = shown.content, shown.content.practical
    places = [
        *index_texts(content, "places"),
        shown.zone_name,
        *(name for d in practical.departements for name in departement_names(d)),
    ]
    translations = [
        words for text in shown.translations.values() for words in cv_sentences(text)
    ]
    return IndexEntry(
        shown.code,
        {
            "title": "\n".join(index_texts(content, "title")),
            "past": "\n".join(index_texts(content, "past")),
            "skills": "\n".join(index_texts(content, "skills")),
            "places": "\n".join(dict.fromkeys(places)),
            "languages": " ".join(index_texts(content, "languages")),
            "text": " ".join(
                [shown.name, *index_texts(content, "text"), *translations]
            ),
        },
        facets=facet_values(content)
        | {"zone": [zone_code], "place": list(locate_communes(places))},
        codes={g.rome: 1.0 for g in content.goals if g.rome},
    )


def index_cv(shown: PublicCV, *, zone_code: str) -> None:
    # Names of languages and families are indexed in French, whoever publishes.
    with override("fr"):
        index_entry(CV_DOCUMENTS, cv_index_entry(shown, zone_code=zone_code))


def cv_sentences(text: CVContent) -> list[str]:
    """The sentences of a CV, in one of its languages."""
    return [piece.text for piece in cv_segments(text)]


def remove_cv_from_index(code: str) -> None:
    remove_document(CV_DOCUMENTS, code)
