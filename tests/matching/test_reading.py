"""People's own words: only what is plainly said counts."""

import pytest

from entremise.matching import meets_people, refused, said_of_people, worked


@pytest.mark.parametrize(
    ("words", "yes", "no"),
    [
        ("35 heures, en journée", {"day"}, set()),
        ("Le matin, pas de nuit ni le dimanche", {"morning"}, {"night", "weekend"}),
        ("De nuit, 21 h à 5 h", {"night"}, set()),
        ("le soir, sauf le samedi", {"evening"}, {"weekend"}),
        ("pas de journées de dix heures", set(), set()),
        ("Temps plein", set(), set()),
    ],
)
def test_hours_are_read_as_people_write_them(
    words: str, yes: set[str], no: set[str]
) -> None:
    assert (worked(words), refused(words)) == (yes, no)


def test_being_at_ease_with_people_is_read_in_plain_words_only() -> None:
    told = (
        "Je suis à l’aise avec les gens",
        "À l’écoute",
        "J’aime aider",
        "Je range vite",
        "Agenda bien tenu",
    )
    assert said_of_people(told) == told[:3]
    assert meets_people("Conseiller clientèle")
    assert meets_people("Accueillir les visiteurs")
    assert not meets_people("Préparer les colis. Ranger le stock.")
