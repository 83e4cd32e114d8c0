"""What was made of a CV lives as long as the publication it was made of."""

from django.db import transaction

from entremise.candidates.models import Publication

from . import file_cache


def delete_older_renderings(publication: Publication) -> None:
    """A CV was just published: what was made of it before is forgotten."""
    code, rendering = publication.code, publication.rendering_key
    transaction.on_commit(
        lambda: file_cache.delete_cached_renderings(code, keep=rendering)
    )


def delete_renderings(publication: Publication) -> None:
    """They are not served any more already; they do not stay on the disk either."""
    code = publication.code
    transaction.on_commit(lambda: file_cache.delete_cached_renderings(code))


def delete_orphan_renderings() -> None:
    """What a request already under way wrote after the withdrawal, or what a night without
    server let expire.
    """
    made = file_cache.cached_codes()
    live = (
        Publication.objects.live().filter(code__in=made).values_list("code", flat=True)
    )
    for code in made - set(live):
        file_cache.delete_cached_renderings(code)
