"""What lists show of somebody is prepared when they publish, and never outlives what it was
made from.
"""

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.models import Candidate, Publication
from entremise.foundation.web.lru_cache import clear_all_caches
from entremise.gallery.actions.cards import rebuild_stale_cards
from entremise.gallery.models import GalleryCard
from entremise.gallery.queries.cards import (
    CardContent,
    build_card_contents,
    card_contents_for,
)
from entremise.gallery.queries.people import person_summaries, published_people
from entremise.spaces.shared.gallery.cards import render_person_cards
from tests.factories import accounts, candidates
from tests.kit.queries import count_queries

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


def publish(candidate: Candidate | None = None, **more: Any) -> Publication:
    said = {
        "goals": [{"family": "construction", "occupation": "plombier"}],
        "languages": [{"name": "ar", "level": "native"}],
        "practical": {"city": "Saint-Denis", "departements": ["93"], "contracts": []},
        "tagline": "Je répare <tout>",
    }
    person = candidate or candidates.candidate(
        accounts.zone("Paris"), first_name="Billy"
    )
    return candidates.published_cv(person, **(said | more))


def read(*publications: Publication) -> tuple[list[CardContent], CaptureQueriesContext]:
    clear_all_caches()
    found = person_summaries([publication.pk for publication in publications])
    with count_queries() as asked:
        contents = card_contents_for(found)
    return [contents[summary] for summary in found], asked


def test_a_prepared_card_is_what_one_would_make_and_costs_one_read_for_all() -> None:
    several = [
        publish(candidates.candidate(accounts.zone("Paris"), first_name=name))
        for name in ("Ali", "Billy", "Eva")
    ]
    prepared, asked = read(*several)
    assert len(asked) == 1
    assert prepared == build_card_contents(
        person.cv for person in published_people([row.pk for row in several])
    )


def test_it_goes_with_the_withdrawal() -> None:
    publication = publish()
    assert GalleryCard.objects.count() == 1
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    assert GalleryCard.objects.count() == 0
    assert rebuild_stale_cards() == 0


def test_it_says_what_was_published_last() -> None:
    publication = publish()
    publish(
        publication.candidate, goals=[{"family": "food", "occupation": "cuisinier"}]
    )
    (shown,), asked = read(publication)
    assert len(asked) == 1
    assert "cuisinier" in shown.wish["fr"]
    assert not any("plombier" in line for _label, line in shown.cv_lines.lines)


def test_what_was_not_agreed_to_is_not_in_it() -> None:
    told, silent = (
        publish(story="J’ai tenu une pension."),
        publish(story="J’ai tenu une forge.", fields=()),
    )
    (of_told, of_silent), _asked = read(told, silent)
    assert any("pension" in line for _label, line in of_told.cv_lines.lines)
    assert not any("forge" in line for _label, line in of_silent.cv_lines.lines)


def test_a_card_written_beside_a_withdrawal_does_not_stay() -> None:
    publication = publish()
    card = GalleryCard.objects.get()
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    card.save(force_insert=True)
    rebuild_stale_cards()
    assert not GalleryCard.objects.exists()


def test_a_card_of_another_format_is_made_again_and_written_by_the_worker() -> None:
    publication = publish()
    GalleryCard.objects.update(fingerprint="older", content=b"unreadable")
    (shown,), asked = read(publication)
    assert len(asked) > 1
    assert "plombier" in shown.wish["fr"]
    assert [rebuild_stale_cards(), rebuild_stale_cards()] == [1, 0]
    assert len(read(publication)[1]) == 1


def test_a_first_name_that_is_corrected_is_shown() -> None:
    publication = publish()
    Candidate.objects.filter(pk=publication.candidate_id).update(first_name="William")
    clear_all_caches()
    (card,) = render_person_cards(
        person_summaries([publication.pk]), url_name="public:cv"
    )
    assert "William" in card
    assert "Billy" not in card


def test_words_are_escaped_and_said_in_the_language_of_the_reader() -> None:
    found = person_summaries([publish().pk])
    (card,) = render_person_cards(
        found, url_name="public:cv", terms=frozenset({"arab"})
    )
    assert f"«{NBSP}Je répare &lt;tout&gt;{NBSP}»" in card
    assert '<span class="quiet">Parle</span> <bdi><mark>arabe</mark></bdi>' in card
    with override("en"):
        (card,) = render_person_cards(
            found, url_name="public:cv", terms=frozenset({"arab"})
        )
    assert 'href="/en/' in card
    assert "Arabic" in card
