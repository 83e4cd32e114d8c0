import itertools
from importlib import import_module

import pytest
from django.utils import timezone

from entremise.candidates.enums import JobFamily
from entremise.gallery import rules as gallery_rules
from entremise.gallery.actions.ranking import compute_ranking
from entremise.gallery.models import ImpressionCount
from tests.factories import accounts, candidates
from tests.factories.sharing import ROBOTS, reader_headers
from tests.kit.queries import assert_same_queries, clear_page_cache, count_queries
from tests.kit.worlds import world


def cook(**fields):
    return candidates.published_cv(
        candidates.candidate(accounts.zone("Lyon"), first_name="Mariam", **fields),
        goals=[{"family": JobFamily.FOOD, "occupation": "cuisinière"}],
        languages=[{"name": "wo", "level": "native"}],
        practical={"city": "Lyon", "departements": ["69"], "contracts": []},
    )


def painter():
    return candidates.published_cv(
        candidates.candidate(accounts.zone("Paris"), first_name="Billy"),
        goals=[{"family": JobFamily.CONSTRUCTION, "occupation": "peintre en bâtiment"}],
    )


@world
def billy():
    return painter()


@world
def mariam():
    return cook()


def test_shows_everybody_who_agreed(page, mariam):
    html = page.get("/candidats/").content.decode()
    assert "Mariam" in html
    assert "Cherche à travailler comme cuisinière, à Lyon" in html
    assert "1 personne à rencontrer" in html


@pytest.mark.parametrize("url", ["/candidats/", "/candidats/?metier=construction"])
def test_asks_as_often_for_one_as_for_three(page, db, url):
    assert_same_queries(page, url, painter, at_most=14)


def test_home_asks_as_often_for_one_as_for_three(page, db):
    # Ten of them count what happened.
    assert_same_queries(page, "/", painter, at_most=20)


def test_a_search_asks_as_often_for_one_as_for_three(page, db):
    counts = []
    for _ in range(2):
        painter()
        # The words in use are read anew after each publication.
        page.get("/candidats/?q=peintre")
        clear_page_cache()
        with count_queries() as asked:
            page.get("/candidats/?q=peintre")
        counts.append(len(asked))
        painter()
    assert counts[0] == counts[1] <= 14


def test_a_word_finds_the_person(page, billy, mariam):
    html = page.get("/candidats/?q=peintre").content.decode()
    assert "Billy" in html
    assert "Mariam" not in html


@pytest.mark.parametrize("narrowed", ["metier=food", "langue=wo"])
def test_filters_narrow(page, narrowed, billy, mariam):
    html = page.get(f"/candidats/?{narrowed}").content.decode()
    assert "Mariam" in html
    assert "Billy" not in html


def test_a_place_narrows(page, billy, mariam):
    html = page.get(f"/candidats/?lieu={mariam.candidate.zone.code}").content.decode()
    assert "Mariam" in html
    assert "Billy" not in html


def test_nobody_found_says_what_to_do_and_shows_others(page, billy):
    html = page.get("/candidats/?q=zzzzzzzz").content.decode()
    assert "Personne ne correspond" in html
    assert "Voir tout le monde" in html
    assert "Billy" in html


def test_empty_is_said_plainly(page, db):
    assert (
        "Personne n’est visible en ce moment"
        in page.get("/candidats/").content.decode()
    )


@pytest.mark.parametrize(
    "query", ["page=999", "page=x", "metier=unknown", "q=" + "x" * 3000, "q=%00%27--"]
)
def test_odd_questions_get_a_page(page, query, billy):
    assert page.get(f"/candidats/?{query}").status_code == 200


def test_a_question_longer_than_any_that_somebody_asks_is_said_too_long(page, billy):
    assert page.get("/candidats/?q=" + "x" * 5000).status_code == 414


def test_twenty_four_a_page(page, db, monkeypatch):
    monkeypatch.setattr("entremise.spaces.public.views.gallery.GALLERY_PAGE_SIZE", 2)
    for _ in range(3):
        painter()
    assert page.get("/candidats/").content.count(b'class="person"') == 2
    assert page.get("/candidats/?page=2").content.count(b'class="person"') == 1
    assert gallery_rules.GALLERY_PAGE_SIZE == 24


def test_twelve_answers_a_page(page, db, monkeypatch):
    listing = import_module("entremise.spaces.shared.gallery.people_listing")
    assert listing.RESULTS_PER_PAGE == 12
    monkeypatch.setattr(listing, "RESULTS_PER_PAGE", 2)
    for _ in range(3):
        painter()
    assert page.get("/candidats/?q=peintre").content.count(b'class="person"') == 2
    assert (
        page.get("/candidats/?q=peintre&page=2").content.count(b'class="person"') == 1
    )


def test_being_shown_counts_and_gives_way_at_the_next_slot(page, db, time_machine):
    seen, unseen = painter(), cook()
    ImpressionCount.objects.create(candidate=seen.candidate, slot=0, shown=0)
    page.get("/candidats/", **reader_headers())
    assert dict(
        ImpressionCount.objects.filter(slot__gt=0).values_list("candidate", "shown")
    ) == {
        seen.candidate.pk: 1,
        unseen.candidate.pk: 1,
    }
    ImpressionCount.objects.filter(candidate=seen.candidate, slot__gt=0).update(shown=9)

    time_machine.move_to(timezone.now() + gallery_rules.SLOT_LENGTH * 9)
    compute_ranking()
    order = page.get("/candidats/").content
    assert order.index(b"Mariam") < order.index(b"Billy")


def test_the_order_stands_still_while_one_reads(page, db):
    for _ in range(6):
        painter()
    first = page.get("/candidats/", **reader_headers()).content
    assert page.get("/candidats/", **reader_headers()).content == first


def test_machines_do_not_count_as_an_audience(page, billy):
    for user_agent in itertools.islice(ROBOTS, 4):
        page.get("/candidats/", **reader_headers(user_agent))
    assert not ImpressionCount.objects.exists()


def test_a_search_does_not_count_as_being_shown(page, billy):
    page.get("/candidats/?q=peintre", **reader_headers())
    assert not ImpressionCount.objects.exists()


def test_home_shows_nine_faces_and_three_doors(page, db):
    for _ in range(10):
        painter()
    html = page.get("/").content.decode()
    assert html.count('class="person"') == 9
    assert html.count('class="door"') == 3
    assert "Prêtez votre réseau à ceux qui n’en ont pas" in html


def test_robots_may_read_every_public_page(page, db):
    text = page.get("/robots.txt").content.decode()
    assert "Disallow: /equipe/" in text
    assert "/cv" not in text
    assert "/candidats" not in text
    assert "Sitemap: " in text


def test_security_txt_says_whom_to_tell(page, db):
    response = page.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert b"Contact: mailto:" in response.content
    assert b"Expires: " in response.content
