"""The pages of settings: administrators only, the installation wins, nothing is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entremise.foundation.accounts.actions.zones import create_zone
from entremise.foundation.association.actions import change_settings, change_text
from entremise.foundation.association.queries import (
    current_settings,
    digest_of,
    text_in_force,
)
from entremise.foundation.journal.registry import registered_verbs
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.html_version import message_html
from entremise.spaces.team.presenters.settings_history import PROGRAMME_VERBS
from tests.factories import accounts, candidates, coaching
from tests.kit.pages import PageClient

ASSOCIATION = "/equipe/reglages/association/"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@pytest.fixture
def nora(db: None) -> Any:
    return accounts.administrator(first_name="Nora")


@pytest.fixture
def browser(nora: Any, as_user: Any) -> PageClient:
    return as_user(nora)


def fields_of(browser: PageClient, url: str) -> dict[str, Any]:
    """What the form of this page would send, untouched."""
    form = browser.get(url).context["form"]
    return {
        name: form[name].value() or ""
        for name, field in form.fields.items()
        if not field.disabled and not name.startswith("remove-") and name != "logo"
    }


def test_what_is_saved_is_shown_everywhere(browser: PageClient, page: Any) -> None:
    typed = fields_of(browser, ASSOCIATION) | {
        "site_name": "La Passerelle",
        "primary_colour": "#7a1fa2",
        "logo": SimpleUploadedFile("logo.svg", DRAWING, "image/svg+xml"),
    }
    answer = browser.post(ASSOCIATION, typed)
    assert answer.status_code == 302
    said = page.get("/contact/").content.decode()
    assert "La Passerelle" in said
    assert 'src="/logo.svg"' in said
    assert "/marque.css?" in said
    assert "#7a1fa2" in page.get("/marque.css").content.decode()
    assert b"M0 0h9" in page.get("/logo.svg").content
    said = browser.get(ASSOCIATION).content.decode()
    assert "Nora" in said
    browser.post(ASSOCIATION, fields_of(browser, ASSOCIATION) | {"remove-logo": "on"})
    assert page.get("/logo.svg").status_code == 302


def test_saved_untouched_nothing_changes(browser: PageClient) -> None:
    browser.post(ASSOCIATION, fields_of(browser, ASSOCIATION))
    assert browser.get(ASSOCIATION).context["changes"] == []


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_logo_is_kept_while_something_else_is_refused(
    browser: PageClient, page: Any, button: dict[str, str]
) -> None:
    typed = fields_of(browser, ASSOCIATION) | {
        "site_name": "La Passerelle",
        "primary_colour": "#ffee88",
        "logo": SimpleUploadedFile("logo.svg", DRAWING, "image/svg+xml"),
    }
    refused = browser.post(ASSOCIATION, typed | button)
    assert "logo.svg » est gardé" in refused.content.decode().replace("\xa0", " ")
    form = refused.context["form"]
    again = {
        name: form[name].value() or ""
        for name in form.fields
        if not name.startswith("remove-") and name != "logo"
    }
    assert again["site_name"] == "La Passerelle"
    answer = browser.post(ASSOCIATION, again | {"primary_colour": "#7a1fa2"})
    assert answer.status_code == 302
    assert b"M0 0h9" in page.get("/logo.svg").content
    assert "kept-logo" in browser.get(ASSOCIATION).content.decode()
    assert not browser.get(ASSOCIATION).context["form"]["kept-logo"].value()


@pytest.mark.parametrize("kept", ["pas du tout", "PHNjcmlwdD4="])
def test_what_a_page_kept_is_checked_like_a_file(
    browser: PageClient, page: Any, kept: str
) -> None:
    typed = fields_of(browser, ASSOCIATION) | {"kept-logo": kept}
    browser.post(ASSOCIATION, typed)
    assert not current_settings().logo


@pytest.mark.parametrize(
    ("key", "typed"), [("primary_colour", "#ffee88"), ("accent_colour", "#101010")]
)
def test_a_refused_colour_says_which_one_is_taken(
    browser: PageClient, key: str, typed: str
) -> None:
    sent = fields_of(browser, ASSOCIATION) | {key: typed}
    answer = browser.post(ASSOCIATION, sent)
    errors = answer.context["form"].errors
    assert list(errors) == [key]
    nearest = re.search(r"#[0-9a-f]{6}", errors[key][0])
    assert nearest
    # said once beside the field, and not again under the other colour
    assert answer.content.decode().count(nearest[0]) == 2  # the summary, and the field
    part = browser.get(f"{ASSOCIATION}apercu/", {key: typed}).content.decode()
    label = {"primary_colour": "Couleur principale", "accent_colour": "Couleur d’acc"}
    assert label[key] in part
    assert browser.post(ASSOCIATION, sent | {key: nearest[0]}).status_code == 302
    assert getattr(current_settings(), key) == nearest[0]


def test_the_association_s_logo_and_name_stand_alone(
    browser: PageClient, page: Any
) -> None:
    assert page.get("/contact/").content.decode().count('class="mark"') == 2
    legal = page.get("/mentions-legales/").content.decode()
    assert "L’association publie Entremise" in legal
    typed = fields_of(browser, ASSOCIATION) | {
        "site_name": "La Main ouverte",
        "association_name": "La Main ouverte",
        "logo": SimpleUploadedFile("logo.svg", DRAWING, "image/svg+xml"),
    }
    browser.post(ASSOCIATION, typed)
    shown = page.get("/contact/").content.decode()
    assert shown.count('class="mark"') == 0
    assert shown.count('src="/logo.svg"') == 2
    legal = page.get("/mentions-legales/").content.decode()
    assert "La Main ouverte publie ce site" in legal
    assert "La Main ouverte publie La Main ouverte" not in legal
    mail = message_html(queue_message(to="a@b.fr", purpose="t", subject="S", text="T"))
    assert "pour La Main ouverte" not in mail


def test_the_sender_of_mails_is_said_in_words(
    browser: PageClient, settings: Any
) -> None:
    page = "/equipe/reglages/messages/"
    shown = browser.get(page).content.decode()
    assert "DEFAULT_FROM_EMAIL" not in shown
    assert "le nom du site et l’adresse de contact" in shown
    settings.DEFAULT_FROM_EMAIL = "Le Pont <pont@exemple.fr>"
    assert "fixé par l’installation" in browser.get(page).content.decode()


def test_a_colour_nobody_could_read_is_refused_beside_its_field(
    browser: PageClient,
) -> None:
    typed = fields_of(browser, ASSOCIATION) | {"primary_colour": "#ffee88"}
    answer = browser.post(ASSOCIATION, typed)
    assert answer.context["form"].errors["primary_colour"]
    assert current_settings().primary_colour == ""


def test_the_preview_saves_nothing(browser: PageClient) -> None:
    typed = fields_of(browser, ASSOCIATION) | {"primary_colour": "#7a1fa2"}
    said = browser.post(ASSOCIATION, typed | {"preview": "1"}).content.decode()
    assert 'fill="#7a1fa2"' in said
    assert current_settings().primary_colour == ""
    part = browser.get(f"{ASSOCIATION}apercu/?primary_colour=%23ffee88")
    assert "trop claire" in part.content.decode()
    part = browser.get(f"{ASSOCIATION}apercu/?primary_colour=%237a1fa2")
    assert 'fill="#7a1fa2"' in part.content.decode()


def test_what_the_installation_fixes_is_shown_and_cannot_be_changed(
    browser: PageClient, settings: Any
) -> None:
    typed = fields_of(browser, ASSOCIATION)
    settings.BRAND_NAME = "Le Pont"
    answer = browser.get(ASSOCIATION)
    assert answer.context["form"].fields["site_name"].disabled
    assert "Fixé par l’installation\u00a0: BRAND_NAME." in answer.content.decode()
    browser.post(ASSOCIATION, typed | {"site_name": "Autre"})
    assert current_settings().site_name == "Le Pont"
    settings.BRAND_NAME = ""
    assert current_settings().site_name == "Entremise"


def test_an_older_page_sees_both_and_chooses(browser: PageClient) -> None:
    typed = fields_of(browser, ASSOCIATION) | {"legal_form": "Fondation"}
    paul = accounts.administrator(first_name="Paul")
    change_settings(
        {"legal_form": "Association"}, seen={"legal_form": digest_of("")}, by=paul
    )
    answer = browser.post(ASSOCIATION, typed)
    said = answer.content.decode()
    assert "«\u00a0Association\u00a0»" in said
    assert 'value="Fondation"' in said
    assert current_settings().legal_form == "Association"
    form = answer.context["form"]
    again = typed | {"seen-legal_form": form["seen-legal_form"].value()}
    assert browser.post(ASSOCIATION, again).status_code == 302
    assert current_settings().legal_form == "Fondation"


def test_what_the_law_asks_and_is_missing_is_listed(browser: PageClient) -> None:
    missing = {d.key for d in browser.get(ASSOCIATION).context["missing"]}
    assert missing == {
        "legal_form",
        "registered_address",
        "publication_director",
        "host_name",
        "host_address",
        "host_phone",
    }


TEXTS = "/equipe/reglages/textes/"


def test_own_words_are_read_on_the_page_they_belong_to(
    browser: PageClient, page: Any
) -> None:
    url = f"{TEXTS}home_sentence/"
    typed = fields_of(browser, url) | {"fr": "Ouvrez votre carnet"}
    assert (
        "Ouvrez votre carnet"
        in browser.post(url, typed | {"preview": "1"}).content.decode()
    )
    assert "Ouvrez votre carnet" not in page.get("/").content.decode()
    assert browser.post(url, typed).status_code == 302
    assert "<h1>Ouvrez votre carnet</h1>" in page.get("/").content.decode()
    assert "Ouvrez votre carnet" not in page.get("/en/").content.decode()
    browser.post(url, fields_of(browser, url) | {"restore": "fr"})
    assert "Ouvrez votre carnet" not in page.get("/").content.decode()


def test_an_older_page_of_a_text_sees_both_and_chooses(browser: PageClient) -> None:
    url = f"{TEXTS}home_sentence/"
    typed = fields_of(browser, url) | {"fr": "Les mots de Nora"}
    paul = accounts.administrator(first_name="Paul")
    change_text("home_sentence", {"fr": "Les mots de Paul"}, seen={}, by=paul)
    answer = browser.post(url, typed)
    said = answer.content.decode()
    assert "<p>Les mots de Paul</p>" in said
    assert 'value="Les mots de Nora"' in said
    mark = answer.context["form"]["seen-fr"].value()
    assert browser.post(url, typed | {"seen-fr": mark}).status_code == 302
    assert text_in_force("home_sentence", "fr") == "Les mots de Nora"


def test_a_new_charter_is_accepted_anew_and_the_old_yes_is_kept(
    browser: PageClient, as_user: Any
) -> None:
    coach = coaching.coach()
    theirs = as_user(coach.user)
    assert "La charte a changé" not in theirs.get("/coach/").content.decode()
    url = f"{TEXTS}coach_charter/"
    browser.post(url, fields_of(browser, url) | {"fr": "Notre charte à nous"})
    assert "Notre charte à nous" not in theirs.get("/coach/charte/").content.decode()
    before = theirs.get("/coach/charte/").context["version"]
    asked = browser.get(f"{url}publier/")
    marks = {part["mark_name"]: part["mark"] for part in asked.context["languages"]}
    assert browser.post(f"{url}publier/", marks).status_code == 302
    assert "La charte a changé" in theirs.get("/coach/").content.decode()
    assert "Notre charte à nous" in theirs.get("/coach/charte/").content.decode()
    # a page opened before says yes to a text that is no longer the one
    answer = theirs.post("/coach/charte/", {"read": "on", "version": before})
    assert "La charte a changé" in answer.content.decode()
    assert "La charte a changé" in theirs.get("/coach/").content.decode()
    current = theirs.get("/coach/charte/").context["version"]
    theirs.post("/coach/charte/", {"read": "on", "version": current})
    assert "La charte a changé" not in theirs.get("/coach/").content.decode()
    kept = {row.version for row in coach.charter_acceptances.all()}
    assert kept == {"2026-11", current}


def test_the_agreement_is_read_by_the_person_and_by_the_team(
    browser: PageClient, nora: Any, as_user: Any
) -> None:
    person = candidates.candidate(first_name="Ali")
    change_text(
        "accompaniment_agreement",
        {"fr": "## Nous\n- marcher avec vous"},
        seen={},
        by=nora,
    )
    for client, url in (
        (as_user(person.user), "/mon-espace/accompagnement/"),
        (browser, f"/equipe/candidats/{person.code}/accord-d-accompagnement/"),
    ):
        assert "<li>marcher avec vous</li>" in client.get(url).content.decode()


def test_delays_are_changed_within_their_bounds(browser: PageClient) -> None:
    url = "/equipe/reglages/durees/"
    typed = fields_of(browser, url)
    answer = browser.post(url, typed | {"days_of_copies": "1000"})
    assert answer.context["form"].errors["days_of_copies"]
    assert browser.post(url, typed | {"days_of_copies": "200"}).status_code == 302
    assert current_settings().days_of_copies == 200
    said = browser.get(url).content.decode()
    assert "200" in said
    assert "Entre 183 et 365 jours" in said


@pytest.mark.parametrize("url", [ASSOCIATION, f"{TEXTS}home_sentence/"])
def test_the_enter_key_saves(browser: PageClient, nora: Any, url: str) -> None:
    """A browser presses the first button of the form: neither the preview nor « restore »."""
    change_text("home_sentence", {"fr": "À nous"}, seen={}, by=nora)
    form = browser.get(url).content.decode().split('<form class="form"')[1]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert "name=" not in first[0]
    assert 'name="preview"' in form


def test_one_list_says_who_changed_what(browser: PageClient, nora: Any) -> None:
    """Of the association and of the programme, whatever table keeps it."""
    typed = fields_of(browser, ASSOCIATION) | {"legal_form": "Fondation"}
    browser.post(ASSOCIATION, typed)
    zone = create_zone(name="Lyon", departements=["69"], by=nora)
    form = browser.get(f"/equipe/reglages/zones/{zone.code}/").context["form"]
    browser.post(
        f"/equipe/reglages/zones/{zone.code}/",
        {name: form[name].value() or "" for name in form.fields} | {"name": "Rhône"},
    )
    change_text("home_lead", {"fr": "Bienvenue."}, seen={}, by=nora)
    page = browser.get("/equipe/reglages/historique/")
    told = [event.sentence for event in page.context["history"]]
    assert told[0] == "Sous la phrase de l’accueil, Français"
    assert told[-1] == "Forme juridique"
    assert len(told) == 4
    shown = page.content.decode()
    for words in ("Fondation", "Lyon", "Rhône", "Bienvenue.", "Nora"):
        assert words in shown, words
    assert 'href="/equipe/reglages/historique/"' in (
        browser.get("/equipe/reglages/").content.decode()
    )


def test_each_verb_of_the_list_is_known_to_the_journal() -> None:
    assert set(PROGRAMME_VERBS) <= set(registered_verbs())
