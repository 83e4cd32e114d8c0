"""The order of a watch is drawn once, kept in a table, and read from it: a page costs the
same whoever is visible.
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
RUN_TIMEOUT = timedelta(
    minutes=5
)  # a draw that takes longer was killed in the middle: another process begins again
Row = tuple[int, int, datetime]  # publication, candidate, first published at


def add_to_ranking(publication: Publication) -> None:
    """A CV is visible: its person takes their place among the others, in the same transaction."""
    add_many_to_ranking([publication])


def add_many_to_ranking(publications: Iterable[Publication]) -> None:
    cache_versions.bump_cache_version(rules.GALLERY_CACHE_VERSION)
    watch = current_slot()
    if watch is None:
        watch, now = rules.slot_at(timezone.now()), timezone.now()
        RankingRun.objects.update_or_create(
            watch=watch, defaults={"begun_at": now, "done_at": now}
        )
    _write_ranks(
        watch,
        [(row.pk, row.candidate_id, row.first_published_at) for row in publications],
    )


def remove_from_ranking(publication: Publication) -> None:
    """Nobody sees them any more."""
    cache_versions.bump_cache_version(rules.GALLERY_CACHE_VERSION)
    GalleryRank.objects.filter(publication=publication).delete()


def compute_ranking() -> bool:
    """Everybody's place in the watch that has begun. False: it is drawn already, or
    somebody else draws it.

    Until it is done, readers keep the order of the watch before.
    """
    watch = rules.slot_at(timezone.now())
    if not _claim_run(watch):
        return False
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("pk", "candidate_id", "first_published_at")
    )
    everybody = list(live)
    for start in range(0, len(everybody), BATCH_SIZE):
        _write_ranks(watch, everybody[start : start + BATCH_SIZE])
    with transaction.atomic():
        cache_versions.bump_cache_version(
            rules.GALLERY_CACHE_VERSION
        )  # who publishes at this moment is either before us and seen below, or after the new order
        _write_ranks(
            watch,
            list(
                live.exclude(
                    pk__in=GalleryRank.objects.filter(watch=watch).values("publication")
                )
            ),
        )
        RankingRun.objects.filter(watch=watch).update(done_at=timezone.now())
    GalleryRank.objects.filter(watch__lt=watch).delete()
    RankingRun.objects.filter(watch__lt=watch).delete()
    return True


@transaction.atomic
def count_impressions(times_shown: Mapping[int, int]) -> None:
    """Candidate (row id) → how many times they were just shown."""
    watch, by_times = rules.slot_at(timezone.now()), defaultdict(list)
    for pk in sorted(times_shown):
        by_times[times_shown[pk]].append(pk)
    known = (
        Candidate.objects.filter(pk__in=times_shown)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    ImpressionCount.objects.bulk_create(
        [ImpressionCount(candidate_id=pk, watch=watch) for pk in known],
        ignore_conflicts=True,
    )
    for number, rows in sorted(by_times.items()):
        ImpressionCount.objects.filter(watch=watch, candidate__in=rows).update(
            shown=F("shown") + number
        )


def delete_old_impressions() -> None:
    """What was shown before the days that count for the order."""
    last = rules.slot_at(timezone.now())
    ImpressionCount.objects.filter(watch__lt=last - rules.RANKING_WINDOW).delete()


def _claim_run(watch: int) -> bool:
    """One process draws: the first to write the row, or to find it abandoned."""
    now = timezone.now()
    if (current_slot() or 0) >= watch:
        return False
    _row, first = RankingRun.objects.get_or_create(
        watch=watch, defaults={"begun_at": now}
    )
    abandoned = RankingRun.objects.filter(
        watch=watch, done_at=None, begun_at__lt=now - RUN_TIMEOUT
    )
    return first or bool(abandoned.update(begun_at=now))


def _write_ranks(watch: int, rows: Iterable[Row]) -> None:
    rows = list(rows)
    seen = ImpressionCount.objects.filter(
        watch__lt=watch, watch__gte=watch - rules.RANKING_WINDOW
    )
    shown = dict(
        seen.filter(candidate__in=[candidate for _, candidate, _ in rows])
        .order_by()
        .values_list("candidate_id")
        .annotate(n=Sum("shown"))
    )
    GalleryRank.objects.bulk_create(
        [
            GalleryRank(
                publication_id=pk,
                watch=watch,
                rank=rules.fair_rank(
                    watch,
                    rules.ImpressionTally(
                        pk,
                        shown.get(candidate, 0),
                        rules.slots_visible(since, watch),
                    ),
                ),
            )
            for pk, candidate, since in rows
        ],
        ignore_conflicts=True,
    )
