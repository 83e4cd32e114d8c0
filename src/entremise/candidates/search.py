"""What can be found of somebody: only what the world may read of them."""

from entremise.foundation.search import actions as search

from .content import PublicCV
from .enums import JobFamily
from .languages import name_of

KIND = "cv"


def index(shown: PublicCV, *, zone_code: str) -> None:
    content, practical = shown.content, shown.content.practical
    search.index(
        KIND,
        shown.code,
        {
            "title": " ".join([shown.name, *(g.occupation for g in content.goals)]),
            "past": " ".join(e.title for e in content.experiences),
            "skills": " ".join(
                [*content.skills, *content.strengths, *(s for e in content.experiences for s in e.skills)]
                + [str(JobFamily(g.family).label) for g in content.goals]
            ),
            "places": " ".join([shown.zone_name, practical.city, *practical.departements]),
            "languages": " ".join(name_of(spoken.name) for spoken in content.languages),
            "text": " ".join(
                [content.tagline, content.story, *content.interests, *(e.did for e in content.experiences)]
            ),
        },
        facets={
            "family": [g.family for g in content.goals],
            "departement": practical.departements,
            "language": [spoken.name for spoken in content.languages],
            "zone": [zone_code],
            "contract": practical.contracts,
        },
    )


def forget(code: str) -> None:
    search.remove(KIND, code)
