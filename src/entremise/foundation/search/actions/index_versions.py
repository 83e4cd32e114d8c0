"""Versions of the index, which tell processes that their memory is out of date."""

from django.db.models import F

from entremise.foundation.search.models import IndexVersion


def bump_index_version(kind: str, *, documents: int = 0, lost: bool = False) -> int:
    """Count a change of this index; returns its number.

    The row stays locked until the end of the transaction: changes are made one at a time.
    """
    row = IndexVersion.objects.filter(kind=kind)
    changes = {
        "changes": F("changes") + 1,
        "documents": F("documents") + documents,
        "losses": F("losses") + int(lost),
    }
    if not row.update(**changes):  # the first change of this index
        IndexVersion.objects.bulk_create(
            [IndexVersion(kind=kind)], ignore_conflicts=True
        )
        row.update(**changes)
    return row.values_list("changes", flat=True).get()
