"""Matching gives facts for, against and to ask, and never a score."""

import dataclasses
from pathlib import Path
from typing import get_type_hints

import pytest

import entremise.matching
from entremise.matching.comparison import compare_with_opening
from entremise.matching.facts import Fact, Facts, Topic
from entremise.matching.profiles import (
    OpeningProfile,
    PastTrade,
    PersonProfile,
    Requirement,
    TradeGoal,
)
from entremise.matching.selection import (
    is_worth_considering,
    is_worth_showing,
    suitable_openings,
)
from entremise.matching.trades import (
    EmptyTradeGraph,
    TitleReading,
    TradeGraph,
    TradeRelation,
)

ALI = PersonProfile(
    goals=(TradeGoal("retail", "conseiller clientèle", "D1408"),),
    done=(PastTrade("Interprète bénévole"),),
    skills=("Écouter", "Calmer une dispute"),
    languages={"ar": "native", "it": "fluent", "en": "work", "fr": "notions"},
    contracts=frozenset({"cdi", "cdd_long"}),
    departements=frozenset({"75", "93"}),
    needs="Un collègue à qui poser mes questions",
)
CUSTOMER_SERVICE = OpeningProfile(
    "Conseillère ou conseiller clientèle",
    family="retail",
    contract="cdi",
    departements=frozenset({"75"}),
    languages=("it", "en", "fr"),
    text="Répondre aux clients italiens et anglais",
)


LILLE, RENNES = frozenset({"59"}), frozenset({"35"})


def keys_of(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.key for fact in facts}


def test_ali_s_languages_speak_for_customer_service_and_his_french_is_a_question_not_a_wall() -> (
    None
):
    facts = compare_with_opening(ALI, CUSTOMER_SERVICE)
    assert {
        "wished_occupation",
        "speaks",
        "contract_wished",
        "within_reach",
    } <= keys_of(facts.for_)
    assert Fact(Topic.LANGUAGE, "speaks", ("it", "en")) in facts.for_
    assert Fact(Topic.LANGUAGE, "level_to_check", ("fr", "notions")) in facts.to_ask
    assert facts.against == ()


def test_what_the_person_wishes_for_and_brings_comes_first() -> None:
    shop = OpeningProfile(
        "Vendeuse", family="retail", contract="cdi", departements=frozenset({"75"})
    )
    warehouse = OpeningProfile(
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
    person: PersonProfile, *openings: OpeningProfile, trades: TradeGraph | None = None
) -> list[OpeningProfile]:
    return [
        opening
        for opening, _ in suitable_openings(
            person, [(one, one) for one in openings], trades=trades
        )
    ]


@pytest.mark.parametrize(
    ("person", "opening", "where", "expected"),
    [
        (PersonProfile(), OpeningProfile("Cuisinier"), "to_ask", "wish_unknown"),
        (
            PersonProfile(goals=(TradeGoal("food", "cuisinier"),)),
            OpeningProfile("Cuisinière"),
            "for_",
            "wished_occupation",
        ),
        (
            PersonProfile(goals=(TradeGoal("food", "serveur"),)),
            OpeningProfile("Plongeur", family="food"),
            "for_",
            "wished_family",
        ),
        (
            PersonProfile(goals=(TradeGoal("food"),)),
            OpeningProfile("Maçon", family="construction"),
            "to_ask",
            "other_family",
        ),
        (
            PersonProfile(done=(PastTrade("Aide maçon"),)),
            OpeningProfile("Maçon", text="aider le maçon"),
            "for_",
            "did_before",
        ),
        (
            PersonProfile(skills=("Excel",)),
            OpeningProfile("Assistante", text="tableaux Excel"),
            "for_",
            "knows",
        ),
        (
            PersonProfile(contracts=frozenset({"cdi"})),
            OpeningProfile("X", contract="temporary"),
            "against",
            "contract_not_wished",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", contract="cdi"),
            "to_ask",
            "contract_unknown",
        ),
        (
            PersonProfile(departements=LILLE),
            OpeningProfile("X", departements=RENNES),
            "against",
            "out_of_reach",
        ),
        (PersonProfile(), OpeningProfile("X"), "to_ask", "journey_unknown"),
        (
            PersonProfile(hours="le matin"),
            OpeningProfile("X", hours="nuit"),
            "to_ask",
            "hours_to_compare",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", requires=frozenset({Requirement("licence", "B")})),
            "against",
            "licence_missing",
        ),
        (
            PersonProfile(holds=frozenset({Requirement("licence", "B")})),
            OpeningProfile("X", requires=frozenset({Requirement("licence", "B")})),
            "for_",
            "licence_held",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", languages=("de",)),
            "to_ask",
            "not_spoken",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", removed=frozenset({"diploma"})),
            "for_",
            "obstacles_removed",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", promised="un parrain"),
            "for_",
            "company_promises",
        ),
        (
            PersonProfile(languages={"fr": "notions"}),
            OpeningProfile("X", removed=frozenset({"french"})),
            "for_",
            "little_french_is_enough",
        ),
        (
            PersonProfile(languages={"fr": "notions"}),
            OpeningProfile("X"),
            "to_ask",
            "level_to_check",
        ),
        (
            PersonProfile(with_people=("À l’écoute",)),
            OpeningProfile("X", meets_people=True),
            "for_",
            "at_ease_with_people",
        ),
        (
            PersonProfile(hours="le matin"),
            OpeningProfile("X"),
            "to_ask",
            "hours_of_person",
        ),
        (
            PersonProfile(),
            OpeningProfile("X", hours="le matin"),
            "to_ask",
            "hours_of_job",
        ),
        (
            PersonProfile(not_at=frozenset({"night"})),
            OpeningProfile("X", times=frozenset({"day"})),
            "for_",
            "hours_fit",
        ),
        (
            PersonProfile(times=frozenset({"night"})),
            OpeningProfile("X", times=frozenset({"night"})),
            "for_",
            "hours_fit",
        ),
        (
            PersonProfile(not_at=frozenset({"weekend"})),
            OpeningProfile("X", hours="jour", times=frozenset({"day"})),
            "to_ask",
            "hours_of_job",
        ),
        (
            PersonProfile(needs="être au calme"),
            OpeningProfile("X"),
            "to_ask",
            "needs_to_prepare",
        ),
    ],
)
def test_each_subject_says_its_fact_in_the_right_place(
    person: PersonProfile, opening: OpeningProfile, where: str, expected: str
) -> None:
    assert expected in keys_of(getattr(compare_with_opening(person, opening), where))


class Table(EmptyTradeGraph):
    """K1 is near to K2 and may lead to K3."""

    def related_trades(self, code: str) -> dict[str, TradeRelation]:
        return (
            {"K2": TradeRelation.NEAR, "K3": TradeRelation.NEXT} if code == "K1" else {}
        )


def test_what_is_near_is_said_only_when_the_table_says_so() -> None:
    wish, opening = (
        PersonProfile(goals=(TradeGoal("food", "plongeur", "K1"),)),
        OpeningProfile("Aide cuisine", rome="K2"),
    )
    assert keys_of(compare_with_opening(wish, opening).for_) == set()
    assert keys_of(compare_with_opening(wish, opening, trades=Table()).for_) == {
        "near_occupation"
    }
    further = dataclasses.replace(opening, rome="K3")
    assert keys_of(compare_with_opening(wish, further, trades=Table()).for_) == {
        "next_occupation"
    }
    past = PersonProfile(
        goals=(TradeGoal("retail", "vendeur", "K9"),),
        done=(PastTrade("Plongeur", "K1"),),
    )
    assert "near_done" in keys_of(
        compare_with_opening(past, opening, trades=Table()).for_
    )
    assert keys_of(compare_with_opening(past, further, trades=Table()).for_) == set()


def test_a_wish_comes_before_the_past_and_both_before_what_they_may_lead_to() -> None:
    person = PersonProfile(
        goals=(TradeGoal("food", "plongeur", "K1"),), done=(PastTrade("Gardien", "K7"),)
    )
    near, further, wished = (
        OpeningProfile("A", rome="K2"),
        OpeningProfile("B", rome="K3"),
        OpeningProfile("Z", rome="K1"),
    )
    done, other = OpeningProfile("D", rome="K7"), OpeningProfile("C", rome="K8")
    shown = in_order(person, further, other, near, done, wished, trades=Table())
    # a trade done before and a near one are one step away
    assert shown == [wished, done, near, further]


def test_codes_decide_between_trades_whose_names_look_alike() -> None:
    person = PersonProfile(goals=(TradeGoal("food", "serveur", "G1803"),))
    assert "wished_occupation" not in keys_of(
        compare_with_opening(
            person, OpeningProfile("Serveur informatique", rome="M1801")
        ).for_
    )
    assert "wished_occupation" in keys_of(
        compare_with_opening(person, OpeningProfile("Serveur informatique")).for_
    )
    unsure = OpeningProfile("Commis de salle", likely="G1803")
    assert "likely_occupation" in keys_of(compare_with_opening(person, unsure).for_)


def test_two_languages_that_few_speak_lead_as_near_as_a_trade_does() -> None:
    """What Ali alone brings comes right after what he asked for."""
    ali = dataclasses.replace(
        ALI, goals=(TradeGoal("logistics", "préparateur de commandes", "N1103"),)
    )
    wished = OpeningProfile(
        "Préparateur de commandes", rome="N1103", departements=frozenset({"75"})
    )
    others = [
        OpeningProfile(f"Agent {n}", family="logistics", departements=frozenset({"75"}))
        for n in range(5)
    ]
    assert in_order(ali, *others, CUSTOMER_SERVICE, wished)[:2] == [
        wished,
        CUSTOMER_SERVICE,
    ]
    assert is_worth_considering(compare_with_opening(ali, CUSTOMER_SERVICE))
    french = dataclasses.replace(CUSTOMER_SERVICE, languages=("fr", "it"))
    assert not is_worth_considering(
        compare_with_opening(
            dataclasses.replace(ali, languages={"fr": "native", "it": "work"}), french
        )
    )


def test_where_little_french_is_enough_nothing_is_asked_about_it() -> None:
    welcome = dataclasses.replace(CUSTOMER_SERVICE, removed=frozenset({"french"}))
    facts = compare_with_opening(ALI, welcome)
    assert "little_french_is_enough" in keys_of(facts.for_)
    assert not [fact for fact in facts.to_ask if fact.topic == Topic.LANGUAGE]
    fluent = dataclasses.replace(ALI, languages={"fr": "fluent"})
    assert "little_french_is_enough" not in keys_of(
        compare_with_opening(fluent, welcome).for_
    )


def test_the_field_alone_is_enough_only_while_a_trade_is_unknown() -> None:
    cook = PersonProfile(
        goals=(TradeGoal("food", "cuisinier", "G1602"),), skills=("Accueillir",)
    )
    waiter = OpeningProfile(
        "Serveur", family="food", rome="G1803", text="Accueillir les clients"
    )
    assert "same_family" in keys_of(compare_with_opening(cook, waiter).for_)
    assert not is_worth_considering(compare_with_opening(cook, waiter))
    unread = dataclasses.replace(waiter, title="Renfort du soir", rome="")
    assert is_worth_considering(compare_with_opening(cook, unread))
    # shown to the person all the same
    assert is_worth_showing(compare_with_opening(cook, waiter))


@pytest.mark.parametrize(
    "against",
    [
        {"departements": frozenset({"69"})},
        {"times": frozenset({"night"})},
        {"requires": frozenset({Requirement("licence", "B")})},
    ],
)
def test_a_wall_keeps_somebody_from_being_thought_of_and_stays_told_to_them(
    against: dict,
) -> None:
    ali = dataclasses.replace(ALI, not_at=frozenset({"night"}))
    walled = dataclasses.replace(CUSTOMER_SERVICE, **against)
    assert is_worth_considering(compare_with_opening(ali, CUSTOMER_SERVICE))
    assert not is_worth_considering(compare_with_opening(ali, walled))
    assert is_worth_showing(compare_with_opening(ali, walled))
    assert len(compare_with_opening(ali, walled).against) == 1


def test_what_no_wish_and_no_craft_leads_to_is_not_suggested() -> None:
    assert is_worth_showing(compare_with_opening(ALI, CUSTOMER_SERVICE))
    assert not is_worth_showing(
        compare_with_opening(
            ALI, OpeningProfile("Maçon", family="construction", contract="cdi")
        )
    )


def test_nothing_counts_people_and_nobody_s_identity_is_among_the_facts() -> None:
    numbers = {int, float, complex}
    for thing in (
        PersonProfile,
        Fact,
        Facts,
        TradeGoal,
        PastTrade,
        OpeningProfile,
        TitleReading,
    ):
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
    assert not forbidden & {f.name for f in dataclasses.fields(PersonProfile)}


def test_the_package_is_plain_python() -> None:
    modules = list(Path(entremise.matching.__file__).parent.glob("*.py"))
    assert len(modules) > 5
    for module in modules:
        imported = [
            line
            for line in module.read_text(encoding="utf-8").splitlines()
            if line.startswith(("import ", "from "))
        ]
        assert not [
            line for line in imported if "django" in line or "entremise" in line
        ]
