"""The page of reach of a CV, in words, for the candidate, their coach and the team."""

import re
from html import unescape
from typing import Any

import pytest

from entremise.sharing import rules
from entremise.sharing.actions.counting import record_share, record_visit
from tests.factories import candidates, coaching, companies, meetings
from tests.factories.sharing import PHONE_BROWSER, share_link
from tests.kit.queries import count_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def key_of(number: int = 7) -> str:
    return rules.visitor_key(f"203.0.{number}.1", PHONE_BROWSER)


def came(publication: Any, *channels: str, number: int = 7) -> None:
    for channel in channels:
        record_visit(
            publication.code,
            token=share_link(publication, channel).token,
            visitor_key=key_of(number),
        )


def contact(publication: Any, **way: str) -> None:
    meetings.approach(
        publication.candidate,
        companies.company(publication.candidate.zone),
        state="accepted",
        **way,
    )


def words(response: Any) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.S)
    assert main
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0])))


@world
def ali() -> Any:
    """One contact by WhatsApp, one by two links, one without link.

    And another person with more.
    """
    ali, other = candidates.published_cv(), candidates.published_cv()
    record_share(ali.code, channel="whatsapp", visitor_key=key_of())
    came(ali, "linkedin", "whatsapp")
    came(ali, "whatsapp", number=8)
    contact(ali, share_token=share_link(ali, "whatsapp").token)
    contact(ali, visitor_key=key_of())
    contact(ali)
    for number in range(9, 14):
        came(other, "email", number=number)
        contact(other, share_token=share_link(other, "email").token)
    return ali


def pages(ali: Any, as_user: Any) -> dict[str, Any]:
    person, pairing = ali.candidate, coaching.pairing(ali.candidate)
    return {
        "candidate": as_user(person.user).get("/mon-espace/partages/"),
        "coach": as_user(pairing.coach.user).get(
            f"/coach/personnes/{person.code}/partages/"
        ),
        "team": as_user(candidates.team_member_of(person.zone)).get(
            f"/equipe/candidats/{person.code}/partages/"
        ),
    }


def test_the_three_read_the_same_facts(ali: Any, as_user: Any) -> None:
    for name, response in pages(ali, as_user).items():
        said = words(response)
        assert response.status_code == 200, name
        for fact in (
            "1 partage du CV",
            "3 visites de la page",
            "3 prises de contact",
            "WhatsApp 2 visites",
            "1 contact et une part d’un autre",
            "LinkedIn 1 visite une part d’un contact",
            "Contact dont nous ne savons rien : 1.",
            "Nous ne savons pas",
        ):
            assert fact in said, (name, fact)
        assert "E-mail" not in said  # nothing of anybody else
        table = re.search(r"<tbody>(.*?)</tbody>", response.content.decode(), re.S)
        assert table
        cells = re.findall(r'<td class="number">([^<]*)</td>', table[1])
        assert cells == [
            "0",
            "1",
            "une moitié",
            "0",
            "0",
            "1",
            "2",
            "1 et demi",
            "0",
            "0",
            "–",
            "–",
            "1",
            "0",
            "0",
        ]


def test_sentences_for_the_person_are_short(ali: Any, as_user: Any) -> None:
    page = as_user(ali.candidate.user).get("/mon-espace/partages/").content.decode()
    main = re.search(r"<main.*?</main>", page, re.S)
    assert main
    for paragraph in re.findall(r"<p(?: [^>]*)?>(.*?)</p>", main[0], re.S):
        for sentence in re.split(r"[.!?:]", re.sub(r"<[^>]+>", " ", paragraph)):
            assert len(sentence.split()) <= 12, sentence


def test_nothing_yet(as_user: Any) -> None:
    page = words(
        as_user(candidates.published_cv().candidate.user).get("/mon-espace/partages/")
    )
    assert "Personne n’a encore fait suivre ce CV" in page
    assert "prises de contact" not in page


def test_others_do_not_read_it(ali: Any, as_user: Any) -> None:
    stranger = coaching.pairing()
    assert (
        as_user(stranger.coach.user)
        .get(f"/coach/personnes/{ali.candidate.code}/partages/")
        .status_code
        == 404
    )


def test_more_contacts_ask_no_more_questions(as_user: Any) -> None:
    ali = candidates.published_cv()
    browser, numbers = as_user(ali.candidate.user), []
    browser.get("/mon-espace/partages/")
    for number in (1, 3, 5):
        came(ali, "linkedin", "x", number=number)
        contact(ali, visitor_key=key_of(number))
        with count_queries() as asked:
            browser.get("/mon-espace/partages/")
        numbers.append(len(asked))
    assert len(set(numbers)) == 1, numbers


def test_the_team_reads_how_somebody_came(ali: Any, as_user: Any) -> None:
    team = as_user(candidates.team_member_of(ali.candidate.zone))
    said = [
        words(team.get(f"/equipe/propositions/{row.code}/"))
        for row in ali.candidate.approaches.order_by("pk")
    ]
    assert "WhatsApp l’adresse portait le lien" in said[0]
    assert "LinkedIn (une moitié)" in said[1]
    assert "WhatsApp (une moitié)" in said[1]
    assert "Arrivé par inconnu" in said[2]


def test_the_impact_page_says_it_for_the_programme(ali: Any, page: Any) -> None:
    said = words(page.get("/notre-impact/"))
    assert "8 visites par un lien partagé" in said
    assert "7 prises de contact" in said
    assert "E-mail 0 5 5 0 0" in said
    assert "Nous ne savons pas – – 1 0 0" in said
