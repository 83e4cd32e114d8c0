"""The fair order, stored: right at each publication, drawn once a slot, by one process."""

import pytest
from django.utils import timezone

from entremise.candidates.actions.consent import publish_cv, withdraw_cv
from entremise.candidates.content import consent_versions
from entremise.candidates.models import Publication
from entremise.gallery import rules
from entremise.gallery.actions import ranking
from entremise.gallery.actions.ranking import compute_ranking, count_impressions
from entremise.gallery.models import GalleryRank, ImpressionCount, RankingRun
from entremise.gallery.queries.people import current_ranking, is_ranking_due
from tests.factories import candidates
from tests.factories.sharing import reader_headers
from tests.kit.queries import clear_page_cache, count_queries
from tests.kit.threads import run_in_threads


def order():
    return list(current_ranking().values_list("publication", flat=True))


def expected(slot):
    seen = ImpressionCount.objects.filter(
        slot__lt=slot, slot__gte=slot - rules.RANKING_WINDOW
    )
    shown: dict[int, int] = {}
    for row in seen:
        shown[row.candidate_id] = shown.get(row.candidate_id, 0) + row.shown
    rows = Publication.objects.live().values_list(
        "pk", "candidate_id", "first_published_at"
    )
    return rules.fair_order(
        slot,
        [
            rules.ImpressionTally(pk, shown.get(c, 0), rules.slots_visible(since, slot))
            for pk, c, since in rows
        ],
    )


def test_in_the_order_of_the_rules_from_the_first_publication(db):
    for _ in range(5):
        candidates.published_cv()
    assert order() == expected(rules.slot_at(timezone.now()))


def test_withdrawn_leaves_in_the_same_transaction_and_comes_back_once(db):
    ali = candidates.published_cv()
    candidates.published_cv()
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert ali.pk not in order()
    publish_cv(
        ali.candidate,
        snapshot=ali.snapshot,
        fields=(),
        channels=("page",),
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=ali.candidate.user,
    )
    assert sorted(order()) == sorted(
        Publication.objects.live().values_list("pk", flat=True)
    )


def test_computed_anew_at_each_slot_the_least_seen_first(db, time_machine):
    rows = [candidates.published_cv() for _ in range(3)]
    before = rules.slot_at(timezone.now())
    ImpressionCount.objects.create(candidate=rows[0].candidate, slot=before, shown=50)
    ImpressionCount.objects.create(candidate=rows[1].candidate, slot=before, shown=10)
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    # Until then, the order of the slot before.
    assert set(order()) == {row.pk for row in rows}
    assert is_ranking_due()
    assert compute_ranking()
    assert order() == [rows[2].pk, rows[1].pk, rows[0].pk] == expected(before + 1)
    assert not is_ranking_due()
    assert not compute_ranking()  # once
    assert set(GalleryRank.objects.values_list("slot", flat=True)) == {before + 1}
    assert RankingRun.objects.count() == 1


def test_somebody_new_goes_first_once(db, time_machine):
    old = candidates.published_cv()
    ImpressionCount.objects.create(
        candidate=old.candidate, slot=rules.slot_at(timezone.now()), shown=5
    )
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    compute_ranking()
    new = candidates.published_cv()
    assert order() == [new.pk, old.pk]
    ImpressionCount.objects.create(
        candidate=new.candidate, slot=rules.slot_at(timezone.now()), shown=500
    )
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    compute_ranking()
    assert order() == [old.pk, new.pk]


def test_who_draws_and_dies_is_replaced(db, time_machine):
    candidates.published_cv()
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    now = timezone.now()
    RankingRun.objects.create(slot=rules.slot_at(now), started_at=now)
    assert not compute_ranking()  # somebody is at it
    assert len(order()) == 1
    time_machine.move_to(now + 2 * ranking.RUN_TIMEOUT)
    assert compute_ranking()


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_draws(time_machine):
    candidates.published_cv()
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    drawn = run_in_threads(4, compute_ranking)
    assert sorted(drawn) == [False, False, False, True]
    assert len(order()) == 1


def test_who_showed_a_page_draws_when_nobody_did(page, db, time_machine):
    candidates.published_cv()
    time_machine.move_to(timezone.now() + rules.SLOT_LENGTH)
    page.get("/candidats/", **reader_headers())
    assert not is_ranking_due()


@pytest.mark.parametrize(
    "path", ["/candidats/", "/candidats/?page=2", "/candidats/?metier=retail", "/"]
)
def test_a_page_asks_the_same_of_few_and_of_many(client, db, path, monkeypatch):
    monkeypatch.setattr("entremise.spaces.public.views.gallery.GALLERY_PAGE_SIZE", 2)
    counts = []
    for _ in range(2):
        for _one in range(3):
            candidates.published_cv()
        clear_page_cache()
        with count_queries() as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_many_pages_shown_are_written_at_once(db):
    ali, billy = candidates.published_cv(), candidates.published_cv()
    count_impressions({ali.candidate_id: 3, billy.candidate_id: 1})
    count_impressions({ali.candidate_id: 2, 999_999: 1})  # somebody erased meanwhile
    assert dict(ImpressionCount.objects.values_list("candidate", "shown")) == {
        ali.candidate_id: 5,
        billy.candidate_id: 1,
    }
