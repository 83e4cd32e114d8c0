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
from entremise.gallery.models import Draw, Exposure, Standing
from entremise.gallery.queries import drawn_watch

BATCH = 1000
GIVEN_UP = timedelta(
    minutes=5
)  # a draw that takes longer was killed in the middle: another process begins again
Row = tuple[int, int, datetime]  # publication, candidate, first published at


def stand(publication: Publication) -> None:
    """A CV is visible: its person takes their place among the others, in the same transaction."""
    stand_together([publication])


def stand_together(publications: Iterable[Publication]) -> None:
    cache_versions.touch(rules.PEOPLE)
    watch = drawn_watch()
    if watch is None:
        watch, now = rules.watch_of(timezone.now()), timezone.now()
        Draw.objects.update_or_create(
            watch=watch, defaults={"begun_at": now, "done_at": now}
        )
    _place(
        watch,
        [(row.pk, row.candidate_id, row.first_published_at) for row in publications],
    )


def leave(publication: Publication) -> None:
    """Nobody sees them any more."""
    cache_versions.touch(rules.PEOPLE)
    Standing.objects.filter(publication=publication).delete()


def draw_order() -> bool:
    """Everybody's place in the watch that has begun. False: it is drawn already, or
    somebody else draws it.

    Until it is done, readers keep the order of the watch before.
    """
    watch = rules.watch_of(timezone.now())
    if not _ours(watch):
        return False
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("pk", "candidate_id", "first_published_at")
    )
    everybody = list(live)
    for start in range(0, len(everybody), BATCH):
        _place(watch, everybody[start : start + BATCH])
    with transaction.atomic():
        cache_versions.touch(
            rules.PEOPLE
        )  # who publishes at this moment is either before us and seen below, or after the new order
        _place(
            watch,
            list(
                live.exclude(
                    pk__in=Standing.objects.filter(watch=watch).values("publication")
                )
            ),
        )
        Draw.objects.filter(watch=watch).update(done_at=timezone.now())
    Standing.objects.filter(watch__lt=watch).delete()
    Draw.objects.filter(watch__lt=watch).delete()
    return True


@transaction.atomic
def expose_all(times: Mapping[int, int]) -> None:
    """Candidate (row id) → how many times they were just shown."""
    watch, by_times = rules.watch_of(timezone.now()), defaultdict(list)
    for pk in sorted(times):
        by_times[times[pk]].append(pk)
    known = (
        Candidate.objects.filter(pk__in=times)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    Exposure.objects.bulk_create(
        [Exposure(candidate_id=pk, watch=watch) for pk in known], ignore_conflicts=True
    )
    for number, rows in sorted(by_times.items()):
        Exposure.objects.filter(watch=watch, candidate__in=rows).update(
            shown=F("shown") + number
        )


def forget_exposures() -> None:
    """What was shown before the days that count for the order."""
    last = rules.watch_of(timezone.now())
    Exposure.objects.filter(watch__lt=last - rules.WINDOW).delete()


def _ours(watch: int) -> bool:
    """One process draws: the first to write the row, or to find it abandoned."""
    now = timezone.now()
    if (drawn_watch() or 0) >= watch:
        return False
    _row, first = Draw.objects.get_or_create(watch=watch, defaults={"begun_at": now})
    abandoned = Draw.objects.filter(
        watch=watch, done_at=None, begun_at__lt=now - GIVEN_UP
    )
    return first or bool(abandoned.update(begun_at=now))


def _place(watch: int, rows: Iterable[Row]) -> None:
    rows = list(rows)
    seen = Exposure.objects.filter(watch__lt=watch, watch__gte=watch - rules.WINDOW)
    shown = dict(
        seen.filter(candidate__in=[candidate for _, candidate, _ in rows])
        .order_by()
        .values_list("candidate_id")
        .annotate(n=Sum("shown"))
    )
    Standing.objects.bulk_create(
        [
            Standing(
                publication_id=pk,
                watch=watch,
                rank=rules.rank_of(
                    watch,
                    rules.Seen(
                        pk,
                        shown.get(candidate, 0),
                        rules.watches_here(since, watch),
                    ),
                ),
            )
            for pk, candidate, since in rows
        ],
        ignore_conflicts=True,
    )
