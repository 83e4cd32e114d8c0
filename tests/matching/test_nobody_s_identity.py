"""Identity changes nothing: with another name, age, sex, address, nationality, photo or gaps
in the CV, matching gives the same facts.
"""

import dataclasses
import json
import random
from collections import Counter
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest

from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.fields import REQUIRED_LISTS
from entremise.matching.companies import CompanyProfile, RelatedTrade, company_facts
from entremise.matching.comparison import compare_with_opening
from entremise.matching.facts import Fact, Facts
from entremise.matching.profiles import (
    OpeningProfile,
    PastTrade,
    PersonProfile,
    Requirement,
    TradeGoal,
)
from entremise.matching.selection import suitable_openings, suitable_people
from entremise.opportunities.queries.matching_input import matching_person
from entremise.opportunities.queries.trades import build_trade_table

MANY = 10_000
TRADES = [
    ("D1408", "téléconseiller"),
    ("D1106", "vendeur"),
    ("N1103", "préparateur de commandes"),
    ("G1602", "cuisinier"),
    ("K2204", "agent d’entretien"),
    ("F1703", "maçon"),
    ("M1805", "développeur"),
    ("K1304", "aide à domicile"),
]
WAYS = {
    "D1106": {"D1408": "near"},
    "G1602": {"K2204": "evolution"},
    "N1103": {"D1106": "near"},
}
LANGUAGES = ("fr", "en", "ar", "it", "ti", "uk", "ps", "ro")
LEVELS = ("notions", "everyday", "work", "fluent", "native")
DEPARTEMENTS = ("75", "93", "69", "59", "35", "56")
SKILLS = (
    "accueillir",
    "ranger",
    "conduire",
    "cuisiner",
    "compter",
    "écouter",
    "réparer",
    "écrire",
)
NAMES = (
    "Ali",
    "Mariam",
    "Jean-Pierre",
    "Nguyễn",
    "Олена",
    "محمد",
    "Bernadette",
    "Kevin",
)
# Everything that a file may say of who somebody is, and that must weigh nothing.
IDENTITIES: dict[str, tuple[Any, ...]] = {
    "first_name": NAMES,
    "last_name": ("Diallo", "de La Tour", "Kovačević", "Martin", "Ben Ali"),
    "birth_date": ("1958-01-01", "2004-12-31", None),
    "sex": ("f", "m", "x", ""),
    "photo_file": ("a.jpg", "", "b.jpg"),
    "street": ("12 rue de la Paix", "Foyer des Peupliers", "sans adresse"),
    "nationality": ("FR", "ER", "AF", ""),
    "email": ("a@exemple.test", ""),
    "phone": ("+33600000000", ""),
    "situation": ("", "hébergé par un ami"),
    "language": ("fr", "ar", "en"),
}


class Somebody:
    """A candidate with a CV, as ``matching_person`` reads it."""

    def __init__(self, document: CVContent, identity: dict[str, Any]) -> None:
        self.__dict__.update(identity)
        self.cv = SimpleNamespace(document=document, photo_file=identity["photo_file"])


def written(dice: random.Random) -> dict[str, Any]:
    """A CV about work only: what somebody wants, can do and needs."""
    wished, lived = dice.sample(TRADES, 2), dice.sample(TRADES, dice.randint(0, 3))
    return {
        "goals": [
            {"family": "retail", "occupation": name, "rome": dice.choice((code, ""))}
            for code, name in wished
        ],
        "experiences": [
            {"title": name, "did": dice.choice(SKILLS), "skills": []}
            for _code, name in lived
        ],
        "skills": dice.sample(SKILLS, 2),
        "strengths": dice.sample(SKILLS, 1),
        "languages": [
            {"name": name, "level": dice.choice(LEVELS)}
            for name in dice.sample(LANGUAGES, 3)
        ],
        "needs": dice.choice(("", "du calme")),
        "practical": {
            "contracts": dice.sample(("cdi", "cddi", "temporary"), 2),
            "departements": dice.sample(DEPARTEMENTS, 2),
            "hours": dice.choice(("", "pas de nuit", "en journée")),
            "licences": dice.choice(([], ["permis B"])),
        },
    }


def who(dice: random.Random) -> dict[str, Any]:
    return {name: dice.choice(values) for name, values in IDENTITIES.items()}


def told_by(dice: random.Random, words: dict[str, Any]) -> CVContent:
    """The same CV with clues to identity: places, gaps, story, interests."""
    with_gaps = dict(words)
    with_gaps["experiences"] = [
        e | {"place": dice.choice(("Turin", "Kaboul", "", "en détention"))}
        for e in words["experiences"]
    ]
    with_gaps["practical"] = words["practical"] | {
        "city": dice.choice(("Paris", "Saint-Denis", "")),
        "transport": "",
    }
    with_gaps["story"] = dice.choice(
        ("", "Dix ans sans emploi.", "J’ai élevé seule mes enfants.", "J’ai 61 ans.")
    )
    with_gaps["interests"] = dice.choice(([], ["football"], ["mosquée"], ["syndicat"]))
    with_gaps["tagline"] = dice.choice(("", "Maman de trois enfants", "Jeune retraité"))
    return CVContent.load(with_gaps)


OPENINGS = [
    OpeningProfile(
        name,
        family="retail",
        rome=code,
        text=f"{SKILLS[n]} et {SKILLS[-n]}",
        contract=("cdi", "cddi")[n % 2],
        departements=frozenset({DEPARTEMENTS[n % 6]}),
        languages=LANGUAGES[n % 5 : n % 5 + 3],
        times=frozenset({"night"} if n % 3 == 0 else ()),
        requires=frozenset({Requirement("licence", "B")} if n % 4 == 0 else ()),
    )
    for n, (code, name) in enumerate(TRADES)
]
HOUSES = [
    CompanyProfile(
        f"Maison {n}",
        activity=SKILLS[n],
        openings=(OPENINGS[n],),
        departements=frozenset({"75"}),
    )
    for n in (0, 3)
]


@pytest.mark.volume
def test_ten_thousand_people_swapped_for_somebody_else_are_answered_alike() -> None:
    trades = build_trade_table(TRADES, WAYS)
    dice = random.Random(20221124)
    told = Counter()
    for number in range(MANY):
        words = written(dice)
        one, other = (Somebody(told_by(dice, words), who(dice)) for _twice in range(2))
        answer = answered(one, trades, number)
        assert answer == answered(other, trades, number)
        told.update(bool(part) for part in answer[1:])
    # control: the facts do depend on what people want and can do
    assert min(told[True], told[False]) > MANY / 4


def answered(somebody: Any, trades: Any, number: int) -> list[Any]:
    """Everything matching says of somebody, with two openings and a company."""
    person = matching_person(somebody, trades)
    mine, other = (OPENINGS[n % len(OPENINGS)] for n in (number, number + 3))
    return [
        person,  # all that matching is given
        suitable_openings(person, [("mine", mine), ("other", other)], trades=trades),
        suitable_people(mine, [("", person)], trades=trades),
        company_facts(person, HOUSES[number % len(HOUSES)], trades=trades).for_,
    ]


def test_control_what_people_want_does_change_the_answer() -> None:
    trades, dice = build_trade_table(TRADES, WAYS), random.Random(7)
    words = written(dice)
    identity = who(dice)
    mine, changed = (
        [
            answered(
                Somebody(CVContent.load(words | {"goals": goals}), identity), trades, n
            )
            for n in range(len(OPENINGS))
        ]
        for goals in (
            words["goals"],
            [{"family": "food", "occupation": "cuisinier", "rome": "G1602"}],
        )
    )
    assert mine != changed or words["goals"][0]["rome"] == "G1602"


# What may be known of a person, and nothing else: each is about work.
ALLOWED = {
    "goals",
    "done",
    "skills",
    "strengths",
    "with_people",
    "languages",
    "contracts",
    "departements",
    "hours",
    "times",
    "not_at",
    "holds",
    "needs",
}
# Of the closed lists that a job may require, in ``PersonProfile.holds``: about work too.
ALLOWED_LISTS = {"licence"}
# The criteria of the law on discrimination (article L. 1132-1 of the labour code), as a
# field could be called.
CRITERIA = (
    "name",
    "origin",
    "sex",
    "gender",
    "morals",
    "orientation",
    "identity",
    "age",
    "birth",
    "married",
    "children",
    "pregnan",
    "genetic",
    "poor",
    "vulnerab",
    "econom",
    "ethnic",
    "nation",
    "race",
    "political",
    "union",
    "mutual",
    "religio",
    "belief",
    "physical",
    "appearance",
    "photo",
    "address",
    "street",
    "city",
    "residence",
    "bank",
    "health",
    "autonomy",
    "disab",
    "accent",
    "elected",
    "whistle",
    "gap",
    "years",
    "duration",
)


def test_matching_is_given_nothing_of_the_criteria_of_the_law() -> None:
    assert {f.name for f in dataclasses.fields(PersonProfile)} == ALLOWED
    assert {each.words.fact for each in REQUIRED_LISTS} == ALLOWED_LISTS
    for thing in (PersonProfile, TradeGoal, PastTrade, OpeningProfile):
        for field in dataclasses.fields(thing):
            assert not [
                word
                for word in CRITERIA
                if word in field.name and field.name != "languages"
            ], field.name


@pytest.mark.parametrize(
    "thing",
    [
        PersonProfile,
        TradeGoal,
        PastTrade,
        OpeningProfile,
        CompanyProfile,
        Fact,
        Facts,
        RelatedTrade,
    ],
)
def test_no_number_among_what_is_known_or_said(thing: Any) -> None:
    hints = get_type_hints(thing)
    assert not {int, float, complex} & set(hints.values()), hints
    assert not [
        name
        for name in hints
        if any(word in name for word in ("score", "rank", "weight", "percent", "match"))
    ]


def test_what_is_said_of_somebody_holds_no_number() -> None:
    trades, dice = build_trade_table(TRADES, WAYS), random.Random(3)
    person = matching_person(Somebody(told_by(dice, written(dice)), who(dice)), trades)
    for opening in OPENINGS:
        told = json.loads(
            json.dumps(
                dataclasses.asdict(compare_with_opening(person, opening, trades=trades))
            )
        )
        assert not list(numbers(told)), told


def numbers(value: Any) -> Any:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers(inner)
    elif isinstance(value, int | float):
        yield value
