"""A social organisation refers a candidate."""

from typing import Any

import pytest

from entremise.candidates.models import Candidate
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def typed(**fields: str) -> dict[str, str]:
    return {
        "organization": "Le Relais",
        "referrer_first_name": "Zoé",
        "referrer_last_name": "Blanc",
        "referrer_email": "zoe@exemple.test",
        "first_name": "Ali",
        "language": "ar",
        "phone": "06 12 34 56 78",
        "zone": accounts.zone("Paris").slug,
        "referral_message": "Il sourit à tout le monde.",
        "agreed": "on",
    } | fields


def test_somebody_is_made_known_once(page: Any) -> None:
    values = typed(_once="twice")
    for _time in range(2):
        assert page.post("/orienter/", values).url == "/orienter/merci/"
    person = Candidate.objects.get()
    assert (person.first_name, person.state, person.zone.name) == (
        "Ali",
        "applied",
        "Paris",
    )
    assert person.referrer is not None
    assert page.get("/orienter/merci/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"agreed": ""}, "Parlez-en d’abord"),
        ({"phone": "06"}, "par exemple 06 12 34 56 78"),
        ({"phone": ""}, "un moyen de joindre"),
        ({"referrer_email": "zoe"}, "adresse en entier"),
    ],
)
def test_wrong_input_says_what_to_do_and_keeps_the_rest(
    page: Any, wrong: dict[str, str], told: str
) -> None:
    answer = page.post("/orienter/", typed(**wrong)).content.decode()
    assert told in answer
    assert "Il sourit à tout le monde." in answer
    assert not Candidate.objects.exists()


def test_too_many_is_said(page: Any) -> None:
    answers = [
        page.post("/orienter/", typed(first_name=f"Ali {n}")).status_code
        for n in range(11)
    ]
    assert answers == [302] * 10 + [429]
