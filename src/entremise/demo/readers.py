"""A month of readers: whom the gallery showed, watch by watch, in the fair order of each."""

from collections import Counter

from entremise.candidates.models import Publication
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import Exposure

from .cast import Cast

BY_HOUR = (1, 0, 3, 14, 22, 19, 33, 11)  # pages in a watch, from midnight


def readers(cast: Cast) -> None:
    last, dice = gallery_rules.watch_of(cast.stage.now), cast.stage.dice
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("candidate_id", "first_published_at")
    )
    since = {candidate: gallery_rules.watch_of(moment) for candidate, moment in live}
    shown: Counter[int] = Counter()
    rows = []
    for watch in range(last - gallery_rules.WINDOW + 1, last):
        here = [
            gallery_rules.Seen(c, shown[c], min(watch - start, gallery_rules.WINDOW))
            for c, start in since.items()
            if start <= watch
        ]
        pages = round(BY_HOUR[watch % 8] * dice.uniform(0.4, 1.6))
        for candidate in (
            gallery_rules.fair_order(watch, here)[: gallery_rules.FIRST_PAGE]
            if pages
            else []
        ):
            shown[candidate] += pages
            rows.append(Exposure(candidate_id=candidate, watch=watch, shown=pages))
    Exposure.objects.bulk_create(rows, ignore_conflicts=True)
