"""Computes the ranking of a slot and stores it, so that a page costs the same whoever is visible.

One process at a time: a ``RankingRun`` that is not finished after ``RUN_TIMEOUT`` is taken
over by another. Readers use the last finished run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.foundation.web import cache_versions
from entremise.gallery import rules
from entremise.gallery.models import GalleryRank, ImpressionCount, RankingRun
from entremise.gallery.queries.people import current_slot

BATCH_SIZE = 1000
# A run that takes longer was killed: another process starts again.
RUN_TIMEOUT = timedelta(minutes=5)
Row = tuple[int, int, datetime]  # publication, candidate, first published at


def add_to_ranking(publication: Publication) -> None:
    """Rank a publication that has just become visible, in the same transaction."""
    add_many_to_ranking([publication])


def add_many_to_ranking(publications: Iterable[Publication]) -> None:
    """Rank these publications in the current slot, which begins now when there is none."""
    cache_versions.bump_cache_version(rules.GALLERY_CACHE_VERSION)
    slot = current_slot()
    if slot is None:
        slot, now = rules.slot_at(timezone.now()), timezone.now()
        RankingRun.objects.update_or_create(
            slot=slot, defaults={"started_at": now, "finished_at": now}
        )
    _write_ranks(
        slot,
        [(row.pk, row.candidate_id, row.first_published_at) for row in publications],
    )


def remove_from_ranking(publication: Publication) -> None:
    """Take a publication that is no longer visible out of the ranking."""
    cache_versions.bump_cache_version(rules.GALLERY_CACHE_VERSION)
    GalleryRank.objects.filter(publication=publication).delete()


def compute_ranking() -> bool:
    """Rank every visible publication for the slot that has begun.

    Returns False when this is done already or another process does it. Until it is done,
    readers keep the ranking of the slot before.
    """
    slot = rules.slot_at(timezone.now())
    if not _claim_run(slot):
        return False
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("pk", "candidate_id", "first_published_at")
    )
    everybody = list(live)
    for start in range(0, len(everybody), BATCH_SIZE):
        _write_ranks(slot, everybody[start : start + BATCH_SIZE])
    with transaction.atomic():
        # Who publishes at this moment is either before us, and read below, or ranked after.
        cache_versions.bump_cache_version(rules.GALLERY_CACHE_VERSION)
        _write_ranks(
            slot,
            list(
                live.exclude(
                    pk__in=GalleryRank.objects.filter(slot=slot).values("publication")
                )
            ),
        )
        RankingRun.objects.filter(slot=slot).update(finished_at=timezone.now())
    GalleryRank.objects.filter(slot__lt=slot).delete()
    RankingRun.objects.filter(slot__lt=slot).delete()
    return True


@transaction.atomic
def count_impressions(times_shown: Mapping[int, int]) -> None:
    """Add to the counts of this slot. Candidate (row id) → how many times they were shown."""
    slot, by_times = rules.slot_at(timezone.now()), defaultdict(list)
    for pk in sorted(times_shown):
        by_times[times_shown[pk]].append(pk)
    known = (
        Candidate.objects.filter(pk__in=times_shown)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    ImpressionCount.objects.bulk_create(
        [ImpressionCount(candidate_id=pk, slot=slot) for pk in known],
        ignore_conflicts=True,
    )
    for number, rows in sorted(by_times.items()):
        ImpressionCount.objects.filter(slot=slot, candidate__in=rows).update(
            shown=F("shown") + number
        )


def delete_old_impressions() -> None:
    """Delete the counts of slots before the ranking window."""
    current = rules.slot_at(timezone.now())
    ImpressionCount.objects.filter(slot__lt=current - rules.RANKING_WINDOW).delete()


def _claim_run(slot: int) -> bool:
    """One process computes: the first to write the row, or to find it abandoned."""
    now = timezone.now()
    if (current_slot() or 0) >= slot:
        return False
    _row, first = RankingRun.objects.get_or_create(
        slot=slot, defaults={"started_at": now}
    )
    abandoned = RankingRun.objects.filter(
        slot=slot, finished_at=None, started_at__lt=now - RUN_TIMEOUT
    )
    return first or bool(abandoned.update(started_at=now))


def _write_ranks(slot: int, rows: Iterable[Row]) -> None:
    rows = list(rows)
    counts = ImpressionCount.objects.filter(
        slot__lt=slot, slot__gte=slot - rules.RANKING_WINDOW
    )
    shown = dict(
        counts.filter(candidate__in=[candidate for _, candidate, _ in rows])
        .order_by()
        .values_list("candidate_id")
        .annotate(n=Sum("shown"))
    )
    GalleryRank.objects.bulk_create(
        [
            GalleryRank(
                publication_id=pk,
                slot=slot,
                rank=rules.fair_rank(
                    slot,
                    rules.ImpressionTally(
                        pk,
                        shown.get(candidate, 0),
                        rules.slots_visible(since, slot),
                    ),
                ),
            )
            for pk, candidate, since in rows
        ],
        ignore_conflicts=True,
    )
