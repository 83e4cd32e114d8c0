"""What a search of the gallery shows, why, and the links it proposes."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.utils.html import strip_tags

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.enums import JobFamily
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.foundation.search.models import Facet, Word
from entremise.gallery.queries.facets import FACETS as COUNTED
from entremise.gallery.queries.people import facet_choices
from entremise.spaces.shared.gallery.forms import FACETS, PeopleSearchForm
from tests.factories import accounts, candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


def plumber(name="Billy", zone="Paris", city="Saint-Denis", **sections):
    sections = {
        "goals": [{"family": JobFamily.CONSTRUCTION, "occupation": "plombier"}],
        "practical": {"city": city, "departements": ["93"], "contracts": ["cdi"]},
        "languages": [{"name": "ar", "level": "native"}],
    } | sections
    return candidates.published_cv(
        candidates.candidate(accounts.zone(zone), first_name=name), **sections
    )


def cook(name="Mariam"):
    return candidates.published_cv(
        candidates.candidate(accounts.zone("Lyon"), first_name=name),
        goals=[{"family": JobFamily.FOOD, "occupation": "cuisinière"}],
        languages=[{"name": "wo", "level": "native"}],
        practical={"city": "Lyon", "departements": ["69"], "contracts": []},
    )


@world
def billy():
    return plumber()


@world
def mariam():
    return cook()


@world
def karim():
    return plumber("Karim", languages=[{"name": "it", "level": "fluent"}])


@world
def elsa():
    return living("Lille", "59", "Elsa", zone="Lille")


@world
def around_lyon():
    living("Bron", "69", "Nadia")
    living("Villefranche-sur-Saône", "69", "Fanny")


@world
def hugo():
    return living("Villeurbanne", "69", "Hugo")


@world
def ahmed():
    return plumber(
        "Ahmed",
        zone="Lyon",
        city="Lyon",
        practical={"city": "Lyon", "departements": ["69"], "contracts": []},
    )


def html(page, query):
    return page.get(f"/candidats/?{query}").content.decode()


def test_a_typing_error_is_said_and_undone_by_a_link(page, billy):
    guessed = html(page, "q=plombeir")
    assert f"Résultats pour «{NBSP}plombier{NBSP}»" in strip_tags(guessed)
    assert "?q=plombeir&amp;exact=1" in guessed
    assert "Billy" in guessed
    typed = html(page, "q=plombeir&exact=1")
    assert "Résultats pour" not in typed
    assert "Personne ne correspond à ces mots" in typed


@pytest.mark.parametrize("typed", ["plumber", "سباك", "السباك"])
def test_a_trade_named_in_another_language_brings_people_of_that_trade(
    page, typed, billy, mariam
):
    found = html(page, urlencode({"q": typed}))
    assert "Billy" in found
    assert "Mariam" not in found
    assert "Résultats pour" not in strip_tags(found)
    assert "Billy" in html(page, urlencode({"q": f"{typed} Saint-Denis"}))


def test_why_somebody_is_there_is_said_with_the_words_marked(page, billy):
    found = html(page, "q=plombiers+arabe")
    assert "<mark>plombier</mark>" in found
    assert "<mark>arabe</mark>" in found
    assert "<mark>" not in html(page, "langue=ar")


def test_a_trade_by_another_name_is_a_reason_without_its_words(page):
    candidates.published_cv(
        candidates.candidate(accounts.zone("Lyon"), first_name="Eva"),
        goals=[
            {
                "family": JobFamily.CLEANING,
                "occupation": "agent de propreté",
                "rome": "K2204",
            }
        ],
    )
    found = html(page, "q=femme+de+menage")
    assert "Eva" in found
    assert 'class="person__why"' in found


@pytest.mark.parametrize(
    "query", ["plombier seine saint denis", "plombier 93", "plombier ile de france"]
)
def test_a_place_is_known_by_its_departement_and_its_region(page, query, billy, ahmed):
    found = html(page, f"q={query.replace(' ', '+')}")
    assert found.index("Billy") < found.index("Ahmed")


def test_what_would_narrow_is_counted_among_what_is_found(page, billy, mariam, karim):
    found = html(page, "q=plombier")
    assert 'langue=ar">arabe</a> <span class="quiet">1</span>' in found
    assert "langue=wo" not in found  # she is no plumber
    narrowed = html(page, "q=plombier&langue=ar")
    assert "Billy" in narrowed
    assert "Karim" not in narrowed
    assert 'href="?q=plombier"' in narrowed  # takes the language off again


def test_filters_combine(page, billy, karim):
    found = html(page, "departement=93&langue=it&contrat=cdi")
    assert "Karim" in found
    assert "Billy" not in found


def test_what_is_suggested_is_what_visible_people_wrote(page):
    plumber(skills=["souder à l’arc"])
    candidates.candidate(accounts.zone("Paris"), first_name="Nobody")
    found = html(page, "")
    assert "<option>plombier</option>" in found
    assert "<option>Saint-Denis</option>" in found
    assert "<option>souder à l’arc</option>" in found


def test_someone_unknown_shows_what_comes_near_and_says_so(page, billy):
    found = html(page, "q=plumbyerr")
    assert "Voici ce qui s’en approche" in found
    assert "Billy" in found


# What the law on discrimination names: nothing of it is a filter, a sort or a facet.
FORBIDDEN = {
    "age",
    "birth",
    "naissance",
    "sex",
    "sexe",
    "gender",
    "genre",
    "name",
    "nom",
    "prenom",
    "origin",
    "origine",
    "nationality",
    "nationalite",
    "race",
    "ethnie",
    "religion",
    "belief",
    "union",
    "opinion",
    "health",
    "sante",
    "handicap",
    "disability",
    "pregnancy",
    "grossesse",
    "family_status",
    "situation",
    "children",
    "enfants",
    "orientation",
    "address",
    "adresse",
    "street",
    "poverty",
    "precarite",
    "look",
    "apparence",
    "photo",
    "bank",
    "gap",
    "score",
    "sort",
    "tri",
    "order",
    "ordre",
}


def test_nothing_the_law_forbids_is_a_filter_a_facet_or_a_sort(page, billy):
    asked = (
        set(PeopleSearchForm({}, choices=facet_choices()).filters)
        | set(FACETS)
        | set(FACETS.values())
        | set(COUNTED)
    )
    assert not asked & FORBIDDEN
    assert set(
        Facet.objects.filter(kind=CV_DOCUMENTS).values_list("name", flat=True)
    ) == {
        "family",
        "departement",
        "language",
        "zone",
        "contract",
        "trade",
        "city",
        "place",
        "skill",
    }
    everybody = html(page, "")
    for unknown in sorted(FORBIDDEN):
        assert (
            html(page, f"{unknown}=1").count('class="person"')
            == everybody.count('class="person"')
            == 1
        )


def test_a_private_word_is_nowhere_in_the_index(page):
    candidate = candidates.candidate(
        accounts.zone("Paris"), first_name="Billy", last_name="Zorglub"
    )
    candidates.published_cv(
        candidate, goals=[{"family": JobFamily.FOOD, "occupation": "cuisinier"}]
    )
    assert not Word.objects.filter(
        kind=CV_DOCUMENTS, form__icontains="zorglub"
    ).exists()


def living(city, departement, name="Billy", zone="Lyon", **practical):
    said = {"city": city, "departements": [departement], "contracts": []} | practical
    return plumber(name, zone=zone, practical=said)


def test_neighbours_come_too_the_nearest_first_and_their_distance_is_said(page, elsa):
    living("Bron", "69", "Nadia", zone="Rhône-Sud")
    living("Lyon", "69", "Hugo", zone="Rhône-Sud")
    living("Givors", "69", "Fanny", zone="Rhône-Sud")
    found = html(page, "q=plombier+lyon")
    assert (
        found.index("Hugo")
        < found.index("Nadia")
        < found.index("Fanny")
        < found.index("Elsa")
    )
    assert "<bdi>Lyon</bdi>" in found
    assert re.search(r"à [5-8] km de (<mark>)?Lyon", found)
    assert found.count(" km de ") == 2  # neither who lives there nor who lives farther


@pytest.mark.parametrize(
    ("km", "left"), [("10", {"Nadia"}), ("50", {"Nadia", "Fanny"})]
)
@pytest.mark.parametrize("query", ["q=plombier+lyon", "q=lyon", "q=69001"])
def test_a_distance_leaves_out_who_is_farther(page, query, km, left, around_lyon, elsa):
    found = html(page, f"{query}&autour={km}")
    assert {name for name in ("Nadia", "Fanny", "Elsa") if name in found} == left
    assert f"À moins de {km} km" in found


def test_a_distance_goes_with_one_of_our_places(page):
    living("Bron", "69", "Nadia", zone="Villeurbanne")
    living("Lyon", "69", "Hugo")
    living("Grenoble", "38", "Fanny")
    here = accounts.zone("Lyon").code
    alone = html(page, f"lieu={here}")
    assert ("Hugo" in alone, "Nadia" in alone, "Fanny" in alone) == (True, False, True)
    around = html(page, f"lieu={here}&autour=10")
    assert ("Hugo" in around, "Nadia" in around, "Fanny" in around) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("typed", ["villeurbane", "69100", "Villeurbanne 69"])
def test_a_place_mistyped_or_by_its_postcode(page, typed, elsa, hugo):
    found = html(page, f"q=plombier+{typed.replace(' ', '+')}")
    assert found.index("Hugo") < found.index("Elsa")


def test_how_one_travels_is_found(page, elsa):
    living("Aulnay-sous-Bois", "93", "Hugo", zone="Paris", transport="RER B, ligne 13")
    assert "Elsa" not in html(page, "q=RER+B")
    assert "Hugo" in html(page, "q=RER+B")


def test_a_skill_told_twice_is_one_reason(page):
    told = [{"title": "plombier", "did": "", "place": "", "skills": ["brasure"]}]
    plumber(skills=["brasure"], experiences=told)
    assert html(page, "q=brasure").count("<mark>brasure</mark>") == 1


class TestWordsToSearchWith:
    """Plain lists and links, for who has no suggestions while typing."""

    URL = "/candidats/mots/"

    def test_each_word_of_visible_people_leads_to_them(self, page):
        plumber(skills=["souder à l’arc"])
        found = page.get(self.URL).content.decode()
        for word in ("plombier", "souder à l’arc", "Saint-Denis"):
            assert (
                f'href="/candidats/?{urlencode({"q": word}, quote_via=quote)}"' in found
            )
        assert "Billy" not in found
        assert "Billy" in html(page, urlencode({"q": "souder à l’arc"}))

    def test_what_nobody_shows_is_not_there(self, page):
        candidates.draft_cv(
            candidates.candidate(accounts.zone("Paris")), skills=["lire le braille"]
        )
        shown = plumber(skills=["souder à l’arc"])
        assert "souder" in page.get(self.URL).content.decode()
        withdraw_cv(shown.candidate, by=shown.candidate.user)
        found = page.get(self.URL).content.decode()
        assert "souder" not in found
        assert "plombier" not in found
        assert "braille" not in found
        assert "Personne n’est visible" in found

    @pytest.mark.parametrize(
        ("most", "least"),
        [("plombier", "plombière"), ("chargée d’accueil", "chargé d’accueil")],
    )
    def test_a_trade_in_both_genders_stands_once(self, page, most, least):
        for word in (least, most, most):
            plumber(
                "Sam", goals=[{"family": JobFamily.CONSTRUCTION, "occupation": word}]
            )
        found = page.get(self.URL).content.decode()
        assert f">{most}</bdi>" in found
        assert f">{least}</bdi>" not in found

    def test_it_is_linked_under_the_search_line(self, page):
        assert f'href="{self.URL}"' in html(page, "")

    def test_an_unfinished_word_brings_what_it_may_become(self, page):
        plumber(skills=["souder à l’arc"])
        found = html(page, "q=lyon+plom&langue=fr")
        assert 'href="?langue=fr&amp;q=lyon+plombier"' in found
        assert "lyon souder" not in found

    def test_a_whole_word_brings_nothing_more(self, page):
        plumber(skills=["plomberie"])
        assert "Mots qui commencent ainsi" in html(page, "q=plomb")
        assert "Mots qui commencent ainsi" not in html(page, "q=plombier")
