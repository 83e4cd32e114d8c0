"""Several hundred searches give the same results in the same order on both databases.

One fingerprint holds for SQLite and PostgreSQL.
"""

import hashlib
import random

import pytest

from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.search.queries.vocabulary_cache import shipped_labels

PEOPLE, SEARCHES = 300, 400
FINGERPRINT = "97c146abf8a82f94"
CITIES = ("Lyon", "Saint-Denis", "Lille", "Rennes", "Le Mans", "L’Isle-d’Abeau")
WISHES = (
    "rendre service",
    "travailler dehors",
    "apprendre un métier",
    "le contact avec les clients",
    "réparer",
)


def titles() -> list[str]:
    return sorted({label.split(" / ")[-1] for _code, label in shipped_labels()})


def mistyped(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text))
    return dice.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at : at + 1] + text[at:],
            text.upper(),
            text[:-2],
        ]
    )


@pytest.mark.django_db
def test_the_same_answers_in_the_same_order() -> None:
    dice, known = random.Random(7), titles()
    list(
        index_in_batches(
            "synthetic",
            [
                IndexEntry(
                    f"k{number:04d}",
                    {
                        "title": "\n".join(dice.sample(known, 2)),
                        "past": dice.choice(known),
                        "places": f"{dice.choice(CITIES)}\n{dice.randrange(1, 96):02d}",
                        "text": f"J’aime {dice.choice(WISHES)}.",
                    },
                    {"language": [dice.choice(["ar", "wo", "it"])]},
                )
                for number in range(PEOPLE)
            ],
        )
    )
    answers = []
    for _ in range(SEARCHES):
        text = mistyped(
            " ".join(dice.choice(known).split()[: dice.randrange(1, 6)]), dice
        )
        if dice.random() < 0.3:
            text += " " + dice.choice(CITIES)
        facets = {"language": ["ar", "it"]} if dice.random() < 0.2 else {}
        found = search_index("synthetic", text, facets=facets)
        answers.append(f"{text}|{found.understood}|{','.join(found.keys[:24])}")
    assert sum(not answer.endswith("|") for answer in answers) > SEARCHES * 0.9
    assert hashlib.sha256("\n".join(answers).encode()).hexdigest()[:16] == FINGERPRINT
