"""Entries of the public search index: only what is public of a CV."""

from django.utils.translation import override

from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import JobFamily
from entremise.candidates.wording.translation_segments import cv_segments
from entremise.foundation.search.actions.indexing import index_entry, remove_document
from entremise.foundation.search.analysis.places import (
    departement_names,
    locate_communes,
)
from entremise.foundation.search.analysis.weighting import IndexEntry

CV_DOCUMENTS = "cv"


def cv_index_entry(shown: PublicCV, *, zone_code: str) -> IndexEntry:
    content, practical = shown.content, shown.content.practical
    places = [
        practical.city,
        shown.zone_name,
        *(name for d in practical.departements for name in departement_names(d)),
    ]
    return IndexEntry(
        shown.code,
        {
            "title": "\n".join(g.occupation for g in content.goals),
            "past": "\n".join(e.title for e in content.experiences),
            "skills": "\n".join(
                [
                    *content.skills,
                    *content.strengths,
                    *(s for e in content.experiences for s in e.skills),
                ]
                + [str(JobFamily(g.family).label) for g in content.goals]
            ),
            "places": "\n".join(places),
            "languages": " ".join(
                language_name(spoken.name) for spoken in content.languages
            ),
            "text": " ".join(
                [
                    shown.name,
                    content.tagline,
                    content.story,
                    practical.transport,
                    *content.interests,
                    *(e.did for e in content.experiences),
                ]
                + [
                    words
                    for text in shown.translations.values()
                    for words in cv_sentences(text)
                ]
            ),
        },
        facets={
            "family": [g.family for g in content.goals],
            "departement": practical.departements,
            "language": [spoken.name for spoken in content.languages],
            "zone": [zone_code],
            "contract": practical.contracts,
            "trade": [g.occupation[:60] for g in content.goals if g.occupation],
            "place": list(locate_communes(places)),
            "skill": [skill[:60] for skill in content.skills],
            "city": [practical.city[:60]] if practical.city else [],
        },
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
