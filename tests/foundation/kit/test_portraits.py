"""Drawn faces: the same seed gives the same face, and faces differ."""

from entremise.demo import portraits

SMALL = (80, 100)


def test_the_same_seed_gives_the_same_face() -> None:
    assert (
        portraits.draw(7, size=SMALL).tobytes()
        == portraits.draw(7, size=SMALL).tobytes()
    )


def test_people_differ() -> None:
    assert len({portraits.draw(seed, size=SMALL).tobytes() for seed in range(40)}) == 40


def test_a_portrait_is_four_by_five() -> None:
    assert portraits.draw(1).size == (800, 1000)


def test_a_face_goes_with_a_first_name() -> None:
    people = [portraits.person_of(seed, True) for seed in range(60)]
    assert {person.beard for person in people} == {"none"}
    assert all(person.womanly for person in people)


def test_every_kind_of_hair_beard_and_clothes_can_be_drawn() -> None:
    people = [portraits.person_of(seed, None) for seed in range(400)]
    assert {person.hair for person in people} == set(portraits.FRONT_OF_HAIR)
    assert {person.beard for person in people} == set(portraits.BEARDS)
    first_with = {person.hair: person.seed for person in people}
    for seed in first_with.values():
        portraits.draw(seed, size=SMALL)
