"""Tell every process that what it holds in memory is out of date."""

from django.db.models import F

from entremise.foundation.search.models import Stamp

# the stamp of the names of trades; other kinds are those of the things that are found
LABELS = "labels"


def changed(kind: str, *, documents: int = 0, lost: bool = False) -> int:
    """Number of this change.

    The row stays locked until the end of the transaction: changes come one by one.
    """
    Stamp.objects.bulk_create([Stamp(kind=kind)], ignore_conflicts=True)
    Stamp.objects.filter(kind=kind).update(
        changes=F("changes") + 1,
        documents=F("documents") + documents,
        losses=F("losses") + int(lost),
    )
    return Stamp.objects.values_list("changes", flat=True).get(kind=kind)
