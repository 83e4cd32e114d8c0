"""Deletes renderings with the publication they were made of, after the transaction."""

from django.db import transaction

from entremise.candidates.models import Publication

from . import file_cache


def delete_older_renderings(publication: Publication) -> None:
    """Delete the renderings of the earlier publications of a CV just published."""
    code, rendering = publication.code, publication.rendering_key
    transaction.on_commit(
        lambda: file_cache.delete_cached_renderings(code, keep=rendering)
    )


def delete_renderings(publication: Publication) -> None:
    """Delete from the disk all renderings of a CV that is no longer public."""
    code = publication.code
    transaction.on_commit(lambda: file_cache.delete_cached_renderings(code))


def delete_orphan_renderings() -> None:
    """Delete the renderings of CVs that are not public, or that show an earlier face.

    A request under way may have written one after the withdrawal, or a consent has expired.
    """
    cached = file_cache.cached_codes()
    live = (
        Publication.objects.live()
        .filter(code__in=cached)
        .values_list("code", flat=True)
    )
    for code in cached - set(live):
        file_cache.delete_cached_renderings(code)
    file_cache.delete_renderings_of_other_faces()
