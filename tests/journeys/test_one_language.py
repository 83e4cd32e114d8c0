"""Somebody who reads Arabic, or English, and nothing else: every question, every page of a CV.

The words of the CV are French: what is French and not theirs is a fault, wherever it stands.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.actions.cv_review import approve_cv, request_cv_changes
from entremise.candidates.actions.recommendations import (
    request_recommendation,
    write_recommendation,
)
from entremise.candidates.actions.translations import (
    approve_translation,
    request_translation_changes,
)
from entremise.candidates.enums import GrantChannel
from entremise.candidates.models import CV, Candidate, Translation
from entremise.sharing.actions.kits import compose_kit
from entremise.sharing.actions.share_messages import write_share_message
from tests.factories import accounts, candidates, coaching, companies, opportunities
from tests.journeys.cast import Somebody
from tests.journeys.reading import Reader
from tests.kit.mailbox import Mailbox
from tests.kit.pdf import pdf_text

pytestmark = pytest.mark.django_db(transaction=True)
each_language = pytest.mark.parametrize("language", ["en", "ar"])
PICTURES = os.environ.get("ENTREMISE_LANGUAGE_PICTURES", "")

# What the person says of themself, in French, with letters that English has not.
OWN: dict[str, Any] = {
    "strengths": ["J’écoute les autres", "Je suis très adroite à l’établi"],
    "languages": [
        {"name": "ar", "level": "native"},
        {"name": "fr", "level": "everyday"},
        {"name": "en", "level": "notions"},
    ],
    "goals": [
        {"family": "retail", "occupation": "conseillère en épicerie"},
        {"family": "logistics", "occupation": ""},
    ],
    "tagline": "Je répare ce qui paraît cassé.",
    "experiences": [
        {
            "title": "Vendeuse à l’épicerie",
            "place": "marché de Chambéry",
            "did": "J’ai préparé les étals.\nJ’ai rangé la réserve.",
            "skills": ["caisse à l’épicerie", "réserve"],
        }
    ],
    "skills": ["étiqueter à la main", "peser le café"],
    "story": "J’ai traversé la mer à vingt ans.",
    "interests": ["pétanque à deux", "café"],
    "needs": "Des consignes écrites, s’il vous plaît.",
    "practical": {
        "city": "Chambéry",
        "departements": ["73"],
        "availability": "dès l’été",
        "transport": "À vélo, même l’été",
        "hours": "en journée, même l’été",
        "licences": ["B", "CACES 1", "permis bateau côtier"],
        "contracts": ["cdi", "temporary"],
    },
}
CHANGED_TAGLINE = "Je répare même ce qui paraît perdu."
BROKEN = r"[\s\u202a-\u202e\u2066-\u2069]*"  # what stands where a line is broken
SEARCHED = ("épicerie", "epicrie", "zzzz")  # typed by a reader, who sees it again
WORD = {"ar": "كلمة", "en": "word"}

TRADE = {"ar": "بائع زهور", "en": "florist"}


def said(value: Any = None) -> Iterator[str]:
    """Each thing that the person says."""
    if isinstance(value, str):
        # Inside a sentence, a strength begins without its capital.
        yield from (value, value[:1].lower() + value[1:])
    else:
        whole = [OWN, CHANGED_TAGLINE] if value is None else value
        parts = whole.values() if isinstance(whole, dict) else whole
        for part in parts:
            yield from said(part)


class Journey:
    """One person in front of the pages, in one language, on a phone."""

    def __init__(self, somebody: Somebody, reader: Reader) -> None:
        self.who, self.reader = somebody, reader
        self.page = somebody.page

    def at(self, name: str, *args: Any, query: str = "") -> "Journey":
        with override(self.reader.language):
            address = reverse(name, args=args)
        answer = self.page.goto(address + query)
        assert answer is not None
        assert answer.status in (200, 410), f"{address}: {answer.status}"
        return self.reads(name + query)

    def reads(self, what: str) -> "Journey":
        self.reader.read(self.page, what)
        return self

    def fills(self, **values: Any) -> "Journey":
        """By name of field: a text, the value of an option, or the values to tick."""
        for name, value in values.items():
            if isinstance(value, list):
                for one in value:
                    self.page.locator(f'[name={name}][value="{one}"]').check()
                continue
            box = self.page.locator(f"main [name={name}]").first
            if box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        return self

    def sends(
        self, what: str, button: str = "main form.form button.button"
    ) -> "Journey":
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        return self.reads(what)


@pytest.fixture
def person() -> Candidate:
    zone = accounts.zone("Savoie")
    found = candidates.candidate(zone, first_name="Samira", last_name="Haddad")
    coaching.pairing(
        found,
        of=coaching.coach(zone, user=accounts.user(first_name="Hugo", last_name="Roy")),
    )
    return found


@pytest.fixture
def journey(
    somebody: Callable[..., Page], mailbox: Mailbox, language: str, person: Candidate
) -> Iterator[Callable[[Any], Journey]]:
    """``journey(user)``: that person's phone, or that of a passer-by without one.

    The faults of all their pages are told at the end.
    """
    readers: list[Reader] = []

    def begin(user: Any) -> Journey:
        browser = Somebody(somebody(phone=True, language=language), mailbox)
        pictures = Path(PICTURES) if PICTURES else None
        readers.append(
            Reader(
                language,
                names=_names(person, user),
                own=list(said()),
                pictures=pictures,
            )
        )
        return Journey(browser.enter(user) if user else browser, readers[-1])

    yield begin
    told = [fault for reader in readers for fault in reader.told()]
    assert not told, f"{len(told)} faults\n" + "\n".join(told)


def _names(person: Candidate, *others: Any) -> list[str]:
    """Proper names: of people, of places, of the association."""
    people = [
        person,
        candidates.team_member_of(person.zone),
        person.pairings.get().coach.user,
        *filter(None, others),
    ]
    names = [name for one in people for name in (one.first_name, one.last_name)]
    return [
        *names,
        *SEARCHED,
        "Paris",
        "Savoie",
        "Chambéry",
        "Rosa",
        "Colibri",
        "L’association",
    ]


@each_language
def test_answers_every_question_and_reads_every_page(
    journey: Callable[[Any], Journey], person: Candidate, language: str
) -> None:
    her = journey(person.user)
    answers(her)
    is_asked_to_change(her, person)
    agrees(her, person)
    says_it_in_another_language(her, person, language)
    reads_around(her, person)


def answers(her: Journey) -> None:
    her.at("candidate:home").at("candidate:cv").at("candidate:cv_language")
    her.sends("the language of the CV")
    for section in ("strengths", "languages", "goals"):
        her.at("candidate:cv_question", section)

    her.at("candidate:cv_question", "strengths")
    choices = her.page.locator("[name=chosen]")
    for number in range(7):
        choices.nth(number).check()
    her.sends("seven strengths")
    for number in range(1, 7):
        choices.nth(number).uncheck()
    her.fills(own_0=OWN["strengths"][1]).sends("languages of the person")
    her.fills(name_0="ar", level_1="everyday").sends("a language without level")
    for number, spoken in enumerate(OWN["languages"]):
        her.fills(
            **{f"name_{number}": spoken["name"], f"level_{number}": spoken["level"]}
        )
    her.sends("goals of the person")
    her.fills(occupation_0=OWN["goals"][0]["occupation"]).sends("a goal without family")
    her.fills(family_0="retail", family_1="logistics").sends("tagline")
    her.at("candidate:cv_question", "goals").at("candidate:trades", query="?pour=0")
    her.at("candidate:trades", query="?pour=1&q=vendeuse")
    # The trade in the reader's language, above the French names that this CV takes.
    trade = TRADE[her.reader.language]
    her.at("candidate:trades", query=f"?pour=1&q={trade}")
    assert her.page.locator("main .row h3").first.inner_text() == trade
    assert her.page.locator("main .row button bdi[lang=fr]").first.is_visible()
    her.at("candidate:trades", query="?pour=1&q=zzzzzz")
    her.at("candidate:cv_question", "tagline")
    her.fills(words=OWN["tagline"]).sends("experiences")

    told = OWN["experiences"][0]
    her.at("candidate:cv_new_experience").sends("an experience without title")
    her.fills(
        title=told["title"],
        where=told["place"],
        did=told["did"],
        skills=", ".join(told["skills"]),
    ).sends("an experience told")
    her.at("candidate:cv_experience", 0).at("candidate:cv_remove_experience", 0)
    her.at("candidate:cv_question", "skills")
    her.fills(words="\n".join(OWN["skills"])).sends("story")
    her.fills(words=OWN["story"]).sends("interests")
    her.fills(words="\n".join(OWN["interests"])).sends("needs")
    her.fills(words=OWN["needs"]).sends("practical")
    practical = OWN["practical"]
    her.fills(departements="999").sends("a département that is none")
    her.fills(
        **{
            name: practical[name]
            for name in ("city", "transport", "availability", "hours")
        },
        departements="73",
        licences_chosen=practical["licences"][:2],
        licences=practical["licences"][2],
        contracts=practical["contracts"],
    ).sends("photo")
    her.sends("no photo chosen")
    her.page.locator("main [name=photo]").set_input_files(
        {"name": "p.txt", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    )
    her.sends("a photo that is none")
    her.page.locator("main [name=photo]").set_input_files(
        {
            "name": "p.jpg",
            "mimeType": "image/jpeg",
            "buffer": candidates.drawn_photo((300, 400)),
        }
    )
    her.sends("a photo sent")
    for section in OWN:
        if section != "experiences":
            her.at("candidate:cv_question", section)
    her.at("candidate:cv_experiences").at("candidate:cv").at("candidate:consent")


def is_asked_to_change(her: Journey, person: Candidate) -> None:
    her.at("candidate:cv").sends("sent", "main .post-button button.button--large")
    her.at("candidate:cv").at("candidate:home")
    team = candidates.team_member_of(person.zone)
    cv = CV.objects.get(candidate=person)
    request_cv_changes(
        cv,
        comments=[("tagline", "Très bien, à compléter."), ("", "Déjà très bien.")],
        by=team,
    )
    her.at("candidate:home").at("candidate:cv").at("candidate:cv_question", "tagline")
    her.at("candidate:cv").sends("sent", "main .post-button button.button--large")
    approve_cv(CV.objects.get(candidate=person), by=team)


def agrees(her: Journey, person: Candidate) -> None:
    her.at("candidate:home").at("candidate:consent")
    her.at("candidate:consent_look")  # nothing chosen: said on the form
    agrees_to_all(her)
    person.refresh_from_db()
    her.at("candidate:consent").at("candidate:home").at("candidate:cv")
    code = person.publication.code
    her.at("public:cv", code).at("public:share", code).at(
        "public:share", code, query="?lien=1"
    )
    her.at("public:cv_copy", code)
    # Changed since: what differs is told.
    her.at("candidate:cv_question", "tagline")
    her.fills(words=CHANGED_TAGLINE).sends("tagline changed")
    her.at("candidate:cv").sends("sent again", "main .post-button button.button--large")
    approve_cv(
        CV.objects.get(candidate=person), by=candidates.team_member_of(person.zone)
    )
    her.at("candidate:home")
    agrees_to_all(her)


def agrees_to_all(her: Journey) -> None:
    her.at("candidate:consent")
    for box in her.page.locator("main form.form [type=checkbox]").all():
        box.check()
    her.sends("what the world would see").sends("agreed")


def says_it_in_another_language(her: Journey, person: Candidate, language: str) -> None:
    her.at("candidate:translations").fills(language=language).sends(
        "a translation begun"
    )
    for box in her.page.locator("main form .field").locator("input, textarea").all():
        box.fill(WORD[language])
    her.sends("a translation written", "main form.form button.button--large")
    her.at("candidate:translations").at("candidate:translation", language)
    her.sends("a translation sent", "main .post-button button")
    her.at("candidate:translation", language).at("candidate:translations")
    team = candidates.team_member_of(person.zone)
    request_translation_changes(
        Translation.objects.get(language=language), remark="À relire, déjà.", by=team
    )
    her.at("candidate:home").at("candidate:translation", language)
    her.sends("a translation mended", "main form.form button.button--large")
    her.sends("a translation sent", "main .post-button button")
    sent = Translation.objects.get(language=language)
    approve_translation(sent, version=sent.version, by=team)
    her.at("candidate:home").at("candidate:look_translation", language)
    her.at("candidate:translations")
    agrees_to_all(her)
    her.at("candidate:look_translation", language).at("candidate:translations")
    code = person.publication.code
    her.at("public:cv", code).at("public:cv_in", code, language)
    her.at("public:share", code, query=f"?langue={language}")


def reads_around(her: Journey, person: Candidate) -> None:
    coach = person.pairings.get().coach.user
    write_share_message(
        person, language="fr", tone="pro", text="Voici Samira, très adroite.", by=coach
    )
    her.at("candidate:share_words", query="?langue=fr")
    her.at("candidate:share_words", query=f"?langue={her.reader.language}")
    for tone in ("simple", "warm", "pro"):
        her.at("candidate:write_words", her.reader.language, tone)
    her.at("candidate:recommendations").sends("nobody asked")
    asked = request_recommendation(person, author="Rosa", by=person.user)
    her.at("candidate:recommendations")
    write_recommendation(
        asked,
        author="Rosa",
        author_role="épicière",
        text="Toujours là, déjà prête.",
        language="fr",
    )
    her.at("candidate:home").at("candidate:recommendations")
    has_leads(person)
    for name in ("reach", "lookers", "data", "proposals", "meetings", "suggestions"):
        her.at(f"candidate:{name}")
    her.at("candidate:ask_about_data", "rectify").at("candidate:withdraw")
    her.sends("withdrawn", "main form button")
    her.at("candidate:home").at("candidate:cv").at("candidate:consent")
    her.at("candidate:reach").at("public:cv", person.publication.code)


def has_leads(person: Candidate) -> None:
    """An opening that fits in part, one that asks more, and a company that looks for them."""
    company = companies.company(person.zone, name="Colibri")
    opportunities.posted_job(company, title="Vendeuse à l’étal", languages=["ar"])
    opportunities.posted_job(
        company, title="Conseillère en épicerie", licences=["C", "CACES 3"]
    )


@each_language
def test_everybody_reads_a_cv_in_their_language(
    journey: Callable[[Any], Journey], person: Candidate, language: str
) -> None:
    publication = candidates.published_cv(
        person, photo=True, channels=tuple(GrantChannel.values), **OWN
    )
    code = publication.code
    gone = candidates.published_cv(candidates.candidate(person.zone, first_name="Rosa"))
    withdraw_cv(gone.candidate, by=gone.candidate.user)
    passer_by = journey(None)
    for query in ("", "?q=café", "?q=conseillère", "?q=zzzz", "?langue=ar"):
        passer_by.at("public:gallery", query=query)
    for name in ("home", "words", "lobby", "embed", "companies"):
        passer_by.at(f"public:{name}")
    for name in ("cv", "share", "cv_copy", "meet", "introduce", "met", "introduced"):
        passer_by.at(f"public:{name}", code)
    passer_by.at("public:introduce", code).sends("nobody introduced")
    passer_by.at("public:meet", code).sends("nobody met")
    passer_by.fills(
        name="Rosa", email="r@exemple.test", company="Colibri", siren="732829320"
    ).sends("what to say of a meeting").sends("nothing said")
    passer_by.at("public:cv", gone.code).at("public:report", query=f"?page=/cv/{code}/")

    company = companies.company(person.zone, name="Colibri")
    recruiter = journey(companies.recruiter_of(company))
    for query in ("", "?q=café", "?q=conseillère"):
        recruiter.at("company:people", query=query)
    compose_kit(company.code, departements=["73"], zones=[person.zone])
    recruiter.at("company:home").at("company:kit").at("company:kit_person", code)
    recruiter.at("company:person", code).at("company:approach_person", code)
    recruiter.sends("nothing proposed").at("public:cv", code)

    coach = journey(person.pairings.get().coach.user)
    coach.at("coach:home")
    for name in ("candidate", "cv", "cv_experiences", "cv_photo", "trades"):
        coach.at(f"coach:{name}", person.code)
    for section in OWN:
        if section != "experiences":
            coach.at("coach:cv_question", person.code, section)
    for name in ("share_words", "recommendations", "translations", "reach"):
        coach.at(f"coach:{name}", person.code)
    coach.at("coach:consent_code", person.code)
    for name in ("suggestions", "cv_language", "cv_new_experience"):
        coach.at(f"coach:{name}", person.code)
    coach.at("coach:cv_experience", person.code, 0)
    coach.at("coach:cv_remove_experience", person.code, 0)
    for typed in ("", "Samira", *SEARCHED):
        coach.at("coach:search", query=f"?q={typed}")

    team = journey(candidates.team_member_of(person.zone))
    for name in ("candidate", "cv", "cv_language", "cv_experiences", "cv_photo"):
        team.at(f"team:{name}", person.code)
    team.at("team:cv_question", person.code, "tagline")
    team.at("team:translations", person.code).at("team:suggestions", person.code)


@each_language
def test_papers_speak_the_language_of_the_page(
    person: Candidate, language: str, client: Client
) -> None:
    """The CV to print is in the language of the CV; other papers are in that of the page."""
    publication = candidates.published_cv(
        person, channels=tuple(GrantChannel.values), **OWN
    )
    # Lines are broken where they are full, and read back in any order: word by word.
    own = [word for text in said() for word in text.split()]
    reader = Reader(
        language, names=_names(person, None), own=[*own, "127.0.0.1", "localhost", "cv"]
    )
    for name in ("cv_card", "cv_poster"):
        with override(language):
            answer = client.get(reverse(f"public:{name}", args=[publication.code]))
        assert answer.status_code == 200
        text = unicodedata.normalize("NFKC", " ".join(pdf_text(answer.content).split()))
        # the address may be broken anywhere, with marks of direction on both sides
        text = re.sub(BROKEN.join(map(re.escape, publication.code)), " ", text)
        assert reader.foreign_words(text, language, reader.own) == [], text
