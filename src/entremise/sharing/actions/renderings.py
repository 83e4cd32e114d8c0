"""What was made of a CV lives as long as the publication it was made of."""

from django.db import transaction

from entremise.candidates.models import Publication
from entremise.rendering import file_cache

from .links import ensure_share_links


def prepare(publication: Publication) -> None:
    """A CV was just published: its links are there before the first share, and what was
    made before is forgotten.
    """
    ensure_share_links(publication.candidate)
    code, rendering = publication.code, publication.rendering_key
    transaction.on_commit(
        lambda: file_cache.delete_cached_renderings(code, keep=rendering)
    )
