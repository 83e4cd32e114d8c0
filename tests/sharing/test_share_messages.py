"""What is said of somebody when their CV is shared: they read it first, and choose."""

import pytest
from django.utils import timezone

from entremise.candidates.queries.publications import published_cv
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.sharing.actions.share_messages import (
    answer_proposed_message,
    hide_share_message,
    restore_share_message,
    write_share_message,
)
from entremise.sharing.models import ShareMessage
from entremise.sharing.queries.share_messages import offered_languages, offered_messages
from tests.factories import accounts, candidates, coaching
from tests.factories.sharing import reader_headers
from tests.kit.pages import on_one_line
from tests.kit.queries import count_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def said(publication, language="fr"):
    cv = published_cv(publication.code)
    return {text.tone: text.text for text in offered_messages(cv, language)}


@world
def publication():
    return candidates.published_cv()


def test_three_tones_in_each_language_of_the_site():
    publication = candidates.published_cv(candidates.candidate(first_name="Ali"))
    french, english, arabic = (said(publication, code) for code in ("fr", "en", "ar"))
    assert set(french) == set(english) == set(arabic) == {"simple", "warm", "pro"}
    assert len({french["simple"], english["simple"], arabic["simple"]}) == 3
    assert said(publication, "prs") == {}


def test_the_person_says_it_otherwise_and_it_is_said_so_at_once(publication):
    person = publication.candidate
    write_share_message(
        person, language="fr", tone="warm", text="Ali, que j’estime.", by=person.user
    )
    assert said(publication)["warm"] == "Ali, que j’estime."
    assert said(publication, "en")["warm"] != "Ali, que j’estime."


def test_others_propose_and_only_the_person_accepts(publication):
    person = publication.candidate
    coach = coaching.pairing(person).coach.user
    before = said(publication)
    write_share_message(
        person, language="fr", tone="pro", text="Un vendeur rare.", by=coach
    )
    assert said(publication) == before
    choice = {"language": "fr", "tone": "pro"}
    for somebody in (
        coach,
        candidates.team_member_of(person.zone),
        accounts.administrator(),
    ):
        with pytest.raises(NotAllowed):
            answer_proposed_message(person, accept=True, by=somebody, **choice)
    with pytest.raises(NotAllowed):
        write_share_message(person, text="x", by=accounts.user(), **choice)
    answer_proposed_message(person, accept=False, by=person.user, **choice)
    assert said(publication) == before
    write_share_message(person, text="Un vendeur rare.", by=coach, **choice)
    answer_proposed_message(person, accept=True, by=person.user, **choice)
    assert said(publication)["pro"] == "Un vendeur rare."
    assert ShareMessage.objects.get().proposed_text == ""


def test_put_aside_it_is_offered_no_more_and_one_always_stays(publication):
    person = publication.candidate
    cv = published_cv(publication.code)
    for tone in ("simple", "warm"):
        hide_share_message(person, cv=cv, language="fr", tone=tone, by=person.user)
    assert set(said(publication)) == {"pro"}
    with pytest.raises(DomainError):
        hide_share_message(person, cv=cv, language="fr", tone="pro", by=person.user)
    restore_share_message(person, language="fr", tone="warm", by=person.user)
    assert set(said(publication)) == {"warm", "pro"}


def test_a_language_whose_messages_are_all_put_aside_is_not_offered(page, publication):
    person = publication.candidate
    cv = published_cv(publication.code)
    text = {"language": "en", "by": person.user}
    assert offered_languages(cv) == ["fr", "en", "ar"]
    for tone in ("simple", "warm"):
        hide_share_message(person, cv=cv, tone=tone, **text)
    assert "en" in offered_languages(cv)
    ShareMessage.objects.create(
        candidate=person, language="en", tone="pro", hidden_at=timezone.now()
    )
    assert offered_languages(cv) == ["fr", "ar"]
    address = f"/cv/{publication.code}/partager/"
    asked = page.get(f"{address}?langue=en").context
    assert [code for code, _name in asked["message_languages"]] == ["fr", "ar"]
    assert asked["spoken"] == "fr"
    # Written in a language that the site does not speak, then put aside.
    ShareMessage.objects.create(
        candidate=person,
        language="ps",
        tone="pro",
        text="Salaam",
        hidden_at=timezone.now(),
    )
    assert offered_languages(cv) == ["fr", "ar"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 501,
        "Appelez le 06 12 34 56 78",
        "ali@exemple.test",
        "Voir www.exemple.test",
    ],
)
def test_no_way_to_reach_the_person_but_their_page(text):
    person = candidates.published_cv().candidate
    with pytest.raises(DomainError):
        write_share_message(
            person, language="fr", tone="pro", text=text, by=person.user
        )


def test_the_page_of_sharing_says_it_in_the_language_chosen(page):
    publication = candidates.published_cv_in_arabic()
    person = publication.candidate
    write_share_message(
        person, language="ar", tone="simple", text="تعرّفوا على علي", by=person.user
    )
    answer = page.get(f"/cv/{publication.code}/partager/?langue=ar")
    html = on_one_line(answer.content.decode())
    assert '<span class="tone__words" lang="ar" dir="rtl">تعرّفوا على علي</span>' in html
    # The link leads to the page in that language.
    assert f"/ar/cv/{publication.code}/ar/?s=" in html
    sent = {"tone": "simple", "langue": "ar"}
    answer = page.post(
        f"/cv/{publication.code}/partager/whatsapp/", sent, **reader_headers()
    )
    assert answer.status_code == 303
    assert "%D8%AA%D8%B9" in answer.headers["Location"]
    assert f"%2Far%2Fcv%2F{publication.code}%2Far%2F" in answer.headers["Location"]
    plain = page.post(
        f"/cv/{publication.code}/partager/whatsapp/",
        {"tone": "nothing"},
        **reader_headers(),
    )
    assert "cherche%20du%20travail" in plain.headers["Location"]


def test_read_and_changed_on_the_pages(as_user):
    publication = candidates.published_cv(candidates.candidate(first_name="Ali"))
    person = publication.candidate
    mine, coach = as_user(person.user), as_user(coaching.pairing(person).coach.user)
    assert "/mon-espace/cv/mots/" in mine.get("/mon-espace/cv/").content.decode()
    coach.post(
        f"/coach/personnes/{person.code}/cv/mots/fr/pro/", {"text": "Un vendeur rare."}
    )
    html = mine.get("/mon-espace/cv/mots/").content.decode()
    assert "Un vendeur rare." in html
    assert 'action="/mon-espace/cv/mots/fr/pro/oui/"' in html
    assert (
        'action="/mon-espace/cv/mots/ar/pro/de-cote/"'
        in mine.get("/mon-espace/cv/mots/?langue=ar").content.decode()
    )
    mine.post("/mon-espace/cv/mots/fr/pro/oui/")
    assert said(publication)["pro"] == "Un vendeur rare."
    mine.post("/mon-espace/cv/mots/fr/warm/", {"text": "Ali vous surprendra."})
    mine.post("/mon-espace/cv/mots/fr/simple/de-cote/")
    assert said(publication) == {
        "warm": "Ali vous surprendra.",
        "pro": "Un vendeur rare.",
    }
    assert mine.get("/mon-espace/cv/mots/xx/warm/").status_code == 404
    assert (
        "Mis de côté"
        in coach.get(f"/coach/personnes/{person.code}/cv/mots/").content.decode()
    )


def test_read_before_the_first_publication(as_user):
    person = candidates.draft_cv().candidate
    assert (
        "cherche du travail"
        in as_user(person.user).get("/mon-espace/cv/mots/").content.decode()
    )


def test_the_page_of_sharing_stays_cheap(page):
    publication = candidates.published_cv_in_arabic()
    with count_queries() as asked:
        page.get(f"/cv/{publication.code}/partager/?langue=ar")
    assert len(asked) <= 7, [q["sql"] for q in asked.captured_queries]
