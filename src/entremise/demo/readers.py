"""A month of readers: whom the gallery showed, watch by watch, in the fair order of each."""

from collections import Counter

from entremise.candidates.models import Publication
from entremise.sharing import rules
from entremise.sharing.models import Exposure

from .cast import Cast

BY_HOUR = (1, 0, 3, 14, 22, 19, 33, 11)  # pages in a watch, from midnight


def readers(cast: Cast) -> None:
    last, dice = rules.watch_of(cast.stage.now), cast.stage.dice
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("candidate_id", "first_published_at")
    )
    since = {candidate: rules.watch_of(moment) for candidate, moment in live}
    shown: Counter[int] = Counter()
    rows = []
    for watch in range(last - rules.WINDOW + 1, last):
        here = [
            rules.Seen(c, shown[c], min(watch - start, rules.WINDOW))
            for c, start in since.items()
            if start <= watch
        ]
        pages = round(BY_HOUR[watch % 8] * dice.uniform(0.4, 1.6))
        for candidate in (
            rules.fair_order(watch, here)[: rules.FIRST_PAGE] if pages else []
        ):
            shown[candidate] += pages
            rows.append(Exposure(candidate_id=candidate, watch=watch, shown=pages))
    Exposure.objects.bulk_create(rows, ignore_conflicts=True)
