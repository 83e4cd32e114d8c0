"""Matching says facts for, facts against and things to ask; it never says how much somebody is worth."""

import dataclasses
from typing import get_type_hints

import pytest

from entremise import matching
from entremise.matching import Fact, Facts, Goal, Opening, Person, Topic, compare, openings_in_order, worth_showing

ALI = Person(
    goals=(Goal("retail", "conseiller clientèle", "D1408"),),
    done=("Interprète bénévole",),
    skills=("Écouter", "Calmer une dispute"),
    languages={"ar": "native", "it": "fluent", "en": "work", "fr": "notions"},
    contracts=frozenset({"cdi", "cdd_long"}),
    departements=frozenset({"75", "93"}),
    needs="Un collègue à qui poser mes questions",
)
CUSTOMER_SERVICE = Opening(
    "Conseillère ou conseiller clientèle", family="retail", contract="cdi", departements=frozenset({"75"}),
    languages=("it", "en", "fr"), text="Répondre aux clients italiens et anglais",
)  # fmt: skip


LILLE, RENNES = frozenset({"59"}), frozenset({"35"})


def says(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.says for fact in facts}


def test_ali_s_languages_speak_for_customer_service_and_his_french_is_a_question_not_a_wall() -> None:
    facts = compare(ALI, CUSTOMER_SERVICE)
    assert {"wished_occupation", "speaks", "contract_wished", "within_reach"} <= says(facts.for_)
    assert Fact(Topic.LANGUAGE, "speaks", ("it", "en")) in facts.for_
    assert Fact(Topic.LANGUAGE, "level_to_check", ("fr", "notions")) in facts.to_ask
    assert facts.against == ()


def test_what_the_person_wishes_for_and_brings_comes_first() -> None:
    warehouse = Opening("Préparateur de commandes", family="logistics", contract="cdi", departements=frozenset({"75"}))
    far = dataclasses.replace(CUSTOMER_SERVICE, departements=frozenset({"69"}), title="Conseiller clientèle à Lyon")
    found = [(opening, compare(ALI, opening)) for opening in (far, warehouse, CUSTOMER_SERVICE)]
    assert [opening for opening, _ in openings_in_order(found)] == [CUSTOMER_SERVICE, warehouse, far]


@pytest.mark.parametrize(
    ("person", "opening", "where", "expected"),
    [
        (Person(), Opening("Cuisinier"), "to_ask", "wish_unknown"),
        (Person(goals=(Goal("food", "cuisinier"),)), Opening("Cuisinière"), "for_", "wished_occupation"),
        (Person(goals=(Goal("food", "serveur"),)), Opening("Plongeur", family="food"), "for_", "wished_family"),
        (Person(goals=(Goal("food"),)), Opening("Maçon", family="construction"), "to_ask", "other_family"),
        (Person(done=("Aide maçon",)), Opening("Maçon", text="aider le maçon"), "for_", "did_before"),
        (Person(skills=("Excel",)), Opening("Assistante", text="tableaux Excel"), "for_", "knows"),
        (Person(contracts=frozenset({"cdi"})), Opening("X", contract="temporary"), "against", "contract_not_wished"),
        (Person(), Opening("X", contract="cdi"), "to_ask", "contract_unknown"),
        (Person(departements=LILLE), Opening("X", departements=RENNES), "against", "out_of_reach"),
        (Person(), Opening("X"), "to_ask", "journey_unknown"),
        (Person(hours="le matin"), Opening("X", hours="nuit"), "to_ask", "hours_to_compare"),
        (Person(), Opening("X", licences=frozenset({"B"})), "against", "licence_missing"),
        (Person(licences=frozenset({"B"})), Opening("X", licences=frozenset({"B"})), "for_", "licence_held"),
        (Person(), Opening("X", languages=("de",)), "to_ask", "not_spoken"),
        (Person(), Opening("X", removed="aucun diplôme demandé"), "for_", "obstacles_removed"),
        (Person(needs="être au calme"), Opening("X"), "to_ask", "needs_to_prepare"),
    ],
)
def test_each_subject_says_its_fact_in_the_right_place(
    person: Person, opening: Opening, where: str, expected: str
) -> None:
    assert expected in says(getattr(compare(person, opening), where))


def test_a_neighbouring_occupation_is_a_fact_for_only_when_the_table_says_so() -> None:
    person, opening = Person(goals=(Goal("food", "plongeur", "G1605"),)), Opening("Aide cuisine", rome="G1602")
    assert "near_occupation" not in says(compare(person, opening).for_)
    near = {"G1605": frozenset({"G1602"})}
    assert "near_occupation" in says(compare(person, opening, near=near).for_)


def test_what_no_wish_and_no_craft_leads_to_is_not_suggested() -> None:
    assert worth_showing(compare(ALI, CUSTOMER_SERVICE))
    assert not worth_showing(compare(ALI, Opening("Maçon", family="construction", contract="cdi")))


def test_nothing_counts_people_and_nobody_s_identity_is_among_the_facts() -> None:
    numbers = {int, float, complex}
    for thing in (Person, Fact, Facts, Goal):
        assert not numbers & set(get_type_hints(thing).values()), thing
    forbidden = {"name", "first_name", "age", "sex", "gender", "address", "nationality", "photo", "gaps", "score"}
    assert not forbidden & {f.name for f in dataclasses.fields(Person)}


def test_the_room_is_plain_python() -> None:
    with open(matching.facts.__file__, encoding="utf-8") as source:
        imported = [line for line in source if line.startswith(("import ", "from "))]
    assert imported
    assert not [line for line in imported if "django" in line or "entremise" in line]
