"""What lists show of somebody is prepared when they publish, and never outlives what it was
made from.
"""

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from entremise.candidates import actions
from entremise.candidates.models import Candidate, Publication
from entremise.foundation.web.lru_cache import forget_everything
from entremise.gallery.actions import sweep_cards
from entremise.gallery.models import Card
from entremise.gallery.queries.cards import Outline, outlines, outlines_of
from entremise.gallery.queries.order import faces, people
from entremise.spaces.shared.gallery import cards
from tests.factories import accounts
from tests.factories import candidates as factory
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
    person = candidate or factory.candidate(accounts.zone("Paris"), first_name="Billy")
    return factory.published(person, **(said | more))


def read(*publications: Publication) -> tuple[list[Outline], CaptureQueriesContext]:
    forget_everything()
    found = faces([publication.pk for publication in publications])
    with count_queries() as asked:
        outlined = outlines(found)
    return [outlined[face] for face in found], asked


def test_a_prepared_card_is_what_one_would_make_and_costs_one_read_for_all() -> None:
    several = [
        publish(factory.candidate(accounts.zone("Paris"), first_name=name))
        for name in ("Ali", "Billy", "Eva")
    ]
    prepared, asked = read(*several)
    assert len(asked) == 1
    assert prepared == outlines_of(
        person.cv for person in people([row.pk for row in several])
    )


def test_it_goes_with_the_withdrawal() -> None:
    publication = publish()
    assert Card.objects.count() == 1
    actions.withdraw(publication.candidate, by=publication.candidate.user)
    assert Card.objects.count() == 0
    assert sweep_cards() == 0


def test_it_says_what_was_published_last() -> None:
    publication = publish()
    publish(
        publication.candidate, goals=[{"family": "food", "occupation": "cuisinier"}]
    )
    (shown,), asked = read(publication)
    assert len(asked) == 1
    assert "cuisinier" in shown.seeks["fr"]
    assert not any("plombier" in line for _label, line in shown.said.lines)


def test_what_was_not_agreed_to_is_not_in_it() -> None:
    told, silent = (
        publish(story="J’ai tenu une pension."),
        publish(story="J’ai tenu une forge.", fields=()),
    )
    (of_told, of_silent), _asked = read(told, silent)
    assert any("pension" in line for _label, line in of_told.said.lines)
    assert not any("forge" in line for _label, line in of_silent.said.lines)


def test_a_card_written_beside_a_withdrawal_does_not_stay() -> None:
    publication = publish()
    card = Card.objects.get()
    actions.withdraw(publication.candidate, by=publication.candidate.user)
    card.save(force_insert=True)
    sweep_cards()
    assert not Card.objects.exists()


def test_a_card_of_another_edition_is_made_again_and_written_by_the_worker() -> None:
    publication = publish()
    Card.objects.update(made_of="older", content=b"unreadable")
    (shown,), asked = read(publication)
    assert len(asked) > 1
    assert "plombier" in shown.seeks["fr"]
    assert [sweep_cards(), sweep_cards()] == [1, 0]
    assert len(read(publication)[1]) == 1


def test_a_first_name_that_is_corrected_is_shown() -> None:
    publication = publish()
    Candidate.objects.filter(pk=publication.candidate_id).update(first_name="William")
    forget_everything()
    (card,) = cards(faces([publication.pk]), door="public:cv")
    assert "William" in card
    assert "Billy" not in card


def test_words_are_escaped_and_said_in_the_language_of_the_reader() -> None:
    found = faces([publish().pk])
    (card,) = cards(found, door="public:cv", terms=frozenset({"arab"}))
    assert f"«{NBSP}Je répare &lt;tout&gt;{NBSP}»" in card
    assert '<span class="quiet">Parle</span> <bdi><mark>arabe</mark></bdi>' in card
    with override("en"):
        (card,) = cards(found, door="public:cv", terms=frozenset({"arab"}))
    assert 'href="/en/' in card
    assert "Arabic" in card
