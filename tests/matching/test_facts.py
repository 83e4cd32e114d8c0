"""Matching says facts for, facts against and things to ask.

It never says how much somebody is worth.
"""

import dataclasses
from typing import get_type_hints

import pytest

from entremise import matching
from entremise.matching import (
    Fact,
    Facts,
    Goal,
    Kin,
    Kinship,
    NoKinship,
    Opening,
    Past,
    Person,
    Reading,
    Topic,
    compare,
    openings_for,
    worth_showing,
    worth_thinking_of,
)

ALI = Person(
    goals=(Goal("retail", "conseiller clientèle", "D1408"),),
    done=(Past("Interprète bénévole"),),
    skills=("Écouter", "Calmer une dispute"),
    languages={"ar": "native", "it": "fluent", "en": "work", "fr": "notions"},
    contracts=frozenset({"cdi", "cdd_long"}),
    departements=frozenset({"75", "93"}),
    needs="Un collègue à qui poser mes questions",
)
CUSTOMER_SERVICE = Opening(
    "Conseillère ou conseiller clientèle",
    family="retail",
    contract="cdi",
    departements=frozenset({"75"}),
    languages=("it", "en", "fr"),
    text="Répondre aux clients italiens et anglais",
)


LILLE, RENNES = frozenset({"59"}), frozenset({"35"})


def says(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.says for fact in facts}


def test_ali_s_languages_speak_for_customer_service_and_his_french_is_a_question_not_a_wall() -> (
    None
):
    facts = compare(ALI, CUSTOMER_SERVICE)
    assert {"wished_occupation", "speaks", "contract_wished", "within_reach"} <= says(
        facts.for_
    )
    assert Fact(Topic.LANGUAGE, "speaks", ("it", "en")) in facts.for_
    assert Fact(Topic.LANGUAGE, "level_to_check", ("fr", "notions")) in facts.to_ask
    assert facts.against == ()


def test_what_the_person_wishes_for_and_brings_comes_first() -> None:
    shop = Opening(
        "Vendeuse", family="retail", contract="cdi", departements=frozenset({"75"})
    )
    warehouse = Opening(
        "Préparateur de commandes",
        family="logistics",
        contract="cdi",
        departements=frozenset({"75"}),
    )
    far = dataclasses.replace(
        CUSTOMER_SERVICE,
        departements=frozenset({"69"}),
        title="Conseiller clientèle à Lyon",
    )
    assert in_order(ALI, far, warehouse, shop, CUSTOMER_SERVICE) == [
        CUSTOMER_SERVICE,
        shop,
        far,
    ]


def in_order(
    person: Person, *openings: Opening, trades: Kinship | None = None
) -> list[Opening]:
    return [
        opening
        for opening, _ in openings_for(
            person, [(one, one) for one in openings], trades=trades
        )
    ]


@pytest.mark.parametrize(
    ("person", "opening", "where", "expected"),
    [
        (Person(), Opening("Cuisinier"), "to_ask", "wish_unknown"),
        (
            Person(goals=(Goal("food", "cuisinier"),)),
            Opening("Cuisinière"),
            "for_",
            "wished_occupation",
        ),
        (
            Person(goals=(Goal("food", "serveur"),)),
            Opening("Plongeur", family="food"),
            "for_",
            "wished_family",
        ),
        (
            Person(goals=(Goal("food"),)),
            Opening("Maçon", family="construction"),
            "to_ask",
            "other_family",
        ),
        (
            Person(done=(Past("Aide maçon"),)),
            Opening("Maçon", text="aider le maçon"),
            "for_",
            "did_before",
        ),
        (
            Person(skills=("Excel",)),
            Opening("Assistante", text="tableaux Excel"),
            "for_",
            "knows",
        ),
        (
            Person(contracts=frozenset({"cdi"})),
            Opening("X", contract="temporary"),
            "against",
            "contract_not_wished",
        ),
        (Person(), Opening("X", contract="cdi"), "to_ask", "contract_unknown"),
        (
            Person(departements=LILLE),
            Opening("X", departements=RENNES),
            "against",
            "out_of_reach",
        ),
        (Person(), Opening("X"), "to_ask", "journey_unknown"),
        (
            Person(hours="le matin"),
            Opening("X", hours="nuit"),
            "to_ask",
            "hours_to_compare",
        ),
        (
            Person(),
            Opening("X", licences=frozenset({"B"})),
            "against",
            "licence_missing",
        ),
        (
            Person(licences=frozenset({"B"})),
            Opening("X", licences=frozenset({"B"})),
            "for_",
            "licence_held",
        ),
        (Person(), Opening("X", languages=("de",)), "to_ask", "not_spoken"),
        (
            Person(),
            Opening("X", removed=frozenset({"diploma"})),
            "for_",
            "obstacles_removed",
        ),
        (Person(), Opening("X", promised="un parrain"), "for_", "company_promises"),
        (
            Person(languages={"fr": "notions"}),
            Opening("X", removed=frozenset({"french"})),
            "for_",
            "little_french_is_enough",
        ),
        (Person(languages={"fr": "notions"}), Opening("X"), "to_ask", "level_to_check"),
        (
            Person(with_people=("À l’écoute",)),
            Opening("X", meets_people=True),
            "for_",
            "at_ease_with_people",
        ),
        (Person(hours="le matin"), Opening("X"), "to_ask", "hours_of_person"),
        (Person(), Opening("X", hours="le matin"), "to_ask", "hours_of_job"),
        (
            Person(not_at=frozenset({"night"})),
            Opening("X", times=frozenset({"day"})),
            "for_",
            "hours_fit",
        ),
        (
            Person(times=frozenset({"night"})),
            Opening("X", times=frozenset({"night"})),
            "for_",
            "hours_fit",
        ),
        (
            Person(not_at=frozenset({"weekend"})),
            Opening("X", hours="jour", times=frozenset({"day"})),
            "to_ask",
            "hours_of_job",
        ),
        (Person(needs="être au calme"), Opening("X"), "to_ask", "needs_to_prepare"),
    ],
)
def test_each_subject_says_its_fact_in_the_right_place(
    person: Person, opening: Opening, where: str, expected: str
) -> None:
    assert expected in says(getattr(compare(person, opening), where))


class Table(NoKinship):
    """K1 is near to K2 and may lead to K3."""

    def kin(self, code: str) -> dict[str, Kin]:
        return {"K2": Kin.NEAR, "K3": Kin.NEXT} if code == "K1" else {}


def test_what_is_near_is_said_only_when_the_table_says_so() -> None:
    wish, opening = (
        Person(goals=(Goal("food", "plongeur", "K1"),)),
        Opening("Aide cuisine", rome="K2"),
    )
    assert says(compare(wish, opening).for_) == set()
    assert says(compare(wish, opening, trades=Table()).for_) == {"near_occupation"}
    further = dataclasses.replace(opening, rome="K3")
    assert says(compare(wish, further, trades=Table()).for_) == {"next_occupation"}
    past = Person(
        goals=(Goal("retail", "vendeur", "K9"),), done=(Past("Plongeur", "K1"),)
    )
    assert "near_done" in says(compare(past, opening, trades=Table()).for_)
    assert says(compare(past, further, trades=Table()).for_) == set()


def test_a_wish_comes_before_the_past_and_both_before_what_they_may_lead_to() -> None:
    person = Person(
        goals=(Goal("food", "plongeur", "K1"),), done=(Past("Gardien", "K7"),)
    )
    near, further, wished = (
        Opening("A", rome="K2"),
        Opening("B", rome="K3"),
        Opening("Z", rome="K1"),
    )
    done, other = Opening("D", rome="K7"), Opening("C", rome="K8")
    shown = in_order(person, further, other, near, done, wished, trades=Table())
    assert shown == [
        wished,
        done,
        near,
        further,
    ]  # done and near are as near as each other


def test_codes_decide_between_trades_whose_names_look_alike() -> None:
    person = Person(goals=(Goal("food", "serveur", "G1803"),))
    assert "wished_occupation" not in says(
        compare(person, Opening("Serveur informatique", rome="M1801")).for_
    )
    assert "wished_occupation" in says(
        compare(person, Opening("Serveur informatique")).for_
    )
    unsure = Opening("Commis de salle", likely="G1803")
    assert "likely_occupation" in says(compare(person, unsure).for_)


def test_two_languages_that_few_speak_lead_as_near_as_a_trade_does() -> None:
    """Ali, had he asked for a warehouse: what he alone brings is shown right after what he
    asked for.
    """
    ali = dataclasses.replace(
        ALI, goals=(Goal("logistics", "préparateur de commandes", "N1103"),)
    )
    wished = Opening(
        "Préparateur de commandes", rome="N1103", departements=frozenset({"75"})
    )
    others = [
        Opening(f"Agent {n}", family="logistics", departements=frozenset({"75"}))
        for n in range(5)
    ]
    assert in_order(ali, *others, CUSTOMER_SERVICE, wished)[:2] == [
        wished,
        CUSTOMER_SERVICE,
    ]
    assert worth_thinking_of(compare(ali, CUSTOMER_SERVICE))
    french = dataclasses.replace(CUSTOMER_SERVICE, languages=("fr", "it"))
    assert not worth_thinking_of(
        compare(
            dataclasses.replace(ali, languages={"fr": "native", "it": "work"}), french
        )
    )


def test_where_little_french_is_enough_nothing_is_asked_about_it() -> None:
    welcome = dataclasses.replace(CUSTOMER_SERVICE, removed=frozenset({"french"}))
    facts = compare(ALI, welcome)
    assert "little_french_is_enough" in says(facts.for_)
    assert not [fact for fact in facts.to_ask if fact.topic == Topic.LANGUAGE]
    fluent = dataclasses.replace(ALI, languages={"fr": "fluent"})
    assert "little_french_is_enough" not in says(compare(fluent, welcome).for_)


def test_the_field_alone_is_enough_only_while_a_trade_is_unknown() -> None:
    cook = Person(goals=(Goal("food", "cuisinier", "G1602"),), skills=("Accueillir",))
    waiter = Opening(
        "Serveur", family="food", rome="G1803", text="Accueillir les clients"
    )
    assert "same_family" in says(compare(cook, waiter).for_)
    assert not worth_thinking_of(compare(cook, waiter))
    unread = dataclasses.replace(waiter, title="Renfort du soir", rome="")
    assert worth_thinking_of(compare(cook, unread))
    assert worth_showing(compare(cook, waiter))  # told to the person all the same


@pytest.mark.parametrize(
    "against",
    [
        {"departements": frozenset({"69"})},
        {"times": frozenset({"night"})},
        {"licences": frozenset({"B"})},
    ],
)
def test_a_wall_keeps_somebody_from_being_thought_of_and_stays_told_to_them(
    against: dict,
) -> None:
    ali = dataclasses.replace(ALI, not_at=frozenset({"night"}))
    walled = dataclasses.replace(CUSTOMER_SERVICE, **against)
    assert worth_thinking_of(compare(ali, CUSTOMER_SERVICE))
    assert not worth_thinking_of(compare(ali, walled))
    assert worth_showing(compare(ali, walled))
    assert len(compare(ali, walled).against) == 1


def test_what_no_wish_and_no_craft_leads_to_is_not_suggested() -> None:
    assert worth_showing(compare(ALI, CUSTOMER_SERVICE))
    assert not worth_showing(
        compare(ALI, Opening("Maçon", family="construction", contract="cdi"))
    )


def test_nothing_counts_people_and_nobody_s_identity_is_among_the_facts() -> None:
    numbers = {int, float, complex}
    for thing in (Person, Fact, Facts, Goal, Past, Opening, Reading):
        assert not numbers & set(get_type_hints(thing).values()), thing
    forbidden = {
        "name",
        "first_name",
        "age",
        "sex",
        "gender",
        "address",
        "nationality",
        "photo",
        "gaps",
        "score",
    }
    assert not forbidden & {f.name for f in dataclasses.fields(Person)}


def test_the_room_is_plain_python() -> None:
    for module in (matching.facts, matching.trades):
        with open(module.__file__, encoding="utf-8") as source:
            imported = [
                line for line in source if line.startswith(("import ", "from "))
            ]
        assert imported
        assert not [
            line for line in imported if "django" in line or "entremise" in line
        ]
