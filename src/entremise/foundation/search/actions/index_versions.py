"""Tell every process that what it holds in memory is out of date."""

from django.db.models import F

from entremise.foundation.search.models import IndexVersion

# the stamp of the names of trades; other kinds are those of the things that are found
LABELS_KIND = "labels"


def bump_index_version(kind: str, *, documents: int = 0, lost: bool = False) -> int:
    """Number of this change.

    The row stays locked until the end of the transaction: changes come one by one.
    """
    IndexVersion.objects.bulk_create([IndexVersion(kind=kind)], ignore_conflicts=True)
    IndexVersion.objects.filter(kind=kind).update(
        changes=F("changes") + 1,
        documents=F("documents") + documents,
        losses=F("losses") + int(lost),
    )
    return IndexVersion.objects.values_list("changes", flat=True).get(kind=kind)
