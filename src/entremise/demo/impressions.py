"""30 days of gallery impressions, slot by slot."""

from collections import Counter

from entremise.candidates.models import Publication
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import ImpressionCount

from .cast import Cast

# Gallery pages read in each slot of a day, from midnight.
PAGES_BY_SLOT = (1, 0, 3, 14, 22, 19, 33, 11)


def add_impressions(cast: Cast) -> None:
    current_slot, dice = gallery_rules.slot_at(cast.stage.now), cast.stage.dice
    live = (
        Publication.objects.live()
        .order_by("pk")
        .values_list("candidate_id", "first_published_at")
    )
    since = {candidate: gallery_rules.slot_at(moment) for candidate, moment in live}
    shown: Counter[int] = Counter()
    rows = []
    for slot in range(current_slot - gallery_rules.RANKING_WINDOW + 1, current_slot):
        tallies = [
            gallery_rules.ImpressionTally(
                c, shown[c], min(slot - start, gallery_rules.RANKING_WINDOW)
            )
            for c, start in since.items()
            if start <= slot
        ]
        pages = round(PAGES_BY_SLOT[slot % 8] * dice.uniform(0.4, 1.6))
        for candidate in (
            gallery_rules.fair_order(slot, tallies)[: gallery_rules.GALLERY_PAGE_SIZE]
            if pages
            else []
        ):
            shown[candidate] += pages
            rows.append(ImpressionCount(candidate_id=candidate, slot=slot, shown=pages))
    ImpressionCount.objects.bulk_create(rows, ignore_conflicts=True)
