"""Times of work and contact with people, read in free text."""

import pytest

from entremise.matching.people_contact import mentions_people_contact, people_strengths
from entremise.matching.working_times import times_refused_in, times_worked_in


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
    assert (times_worked_in(words), times_refused_in(words)) == (yes, no)


def test_being_at_ease_with_people_is_read_in_plain_words_only() -> None:
    told = (
        "Je suis à l’aise avec les gens",
        "À l’écoute",
        "J’aime aider",
        "Je range vite",
        "Agenda bien tenu",
    )
    assert people_strengths(told) == told[:3]
    assert mentions_people_contact("Conseiller clientèle")
    assert mentions_people_contact("Accueillir les visiteurs")
    assert not mentions_people_contact("Préparer les colis. Ranger le stock.")
