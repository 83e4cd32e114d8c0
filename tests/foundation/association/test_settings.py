"""What an administrator sets is seen everywhere at the next request; the installation wins."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

from entremise.foundation.association import queries
from entremise.foundation.association.actions import (
    change_settings,
    change_text,
    publish_text,
)
from entremise.foundation.association.content.settings import (
    DECLARATIONS,
    SiteSettings,
)
from entremise.foundation.association.models import SettingChange, StoredSetting
from entremise.foundation.association.queries import current_settings, digest_of
from entremise.foundation.association.validators import SettingRefused
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import EditConflict, NotAllowed
from entremise.foundation.outbox import transports
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.web import lru_cache
from entremise.spaces.public.views.cv import rendering_version
from tests.factories import accounts, candidates
from tests.kit.queries import count_queries


@pytest.fixture
def nora(db: None) -> Any:
    return accounts.administrator(first_name="Nora")


def preview_of(shown: Any) -> str:
    return f"/cv/{shown.code}/apercu-{rendering_version(shown)}.fr.jpg"


def change(by: Any, **typed: str | bytes) -> list[SettingChange]:
    stored = queries.read_stored_values()
    return change_settings(
        typed,
        seen={key: digest_of(stored.get((key, ""), "")) for key in typed},
        by=by,
    )


def test_each_setting_says_what_a_page_needs() -> None:
    for key, declaration in DECLARATIONS.items():
        assert str(declaration.label), key
        assert declaration.read_by, key
        assert isinstance(declaration.default_value, str | int), key


def test_without_anything_set_the_product_s_own_values(db: None) -> None:
    site = current_settings()
    assert site.site_name == "Entremise"
    assert site.association_name == "L’association"
    assert site.contact_email == "bonjour@entremise.example"
    with count_queries() as asked:
        current_settings()
    assert len(asked) == 1  # the version, and no row: none was ever written


def test_a_change_is_seen_at_the_next_request_of_each_page(nora: Any) -> None:
    candidates.published_cv(candidates.candidate(first_name="Ali"))
    lru_cache.clear_all_caches()
    client = Client()
    for path in ("/", "/candidats/", "/contact/"):
        assert "Entremise</title>" in client.get(path).content.decode()
    change(nora, site_name="La Passerelle", contact_phone="01 23 45 67 89")
    for path in ("/", "/candidats/", "/contact/"):
        assert "La Passerelle</title>" in client.get(path).content.decode(), path
    assert "01 23 45 67 89" in client.get("/contact/").content.decode()


def test_a_kept_page_asks_no_more_than_before(nora: Any) -> None:
    shown = candidates.published_cv(candidates.candidate(first_name="Ali"))
    change(nora, site_name="La Passerelle")
    lru_cache.clear_all_caches()
    client = Client()
    for path in ("/", "/candidats/", f"/cv/{shown.code}/"):
        client.get(path)
        with count_queries() as asked:
            client.get(path)
        assert len(asked) == 1, path


def test_a_cv_kept_in_memory_follows_too(nora: Any) -> None:
    shown = candidates.published_cv(candidates.candidate(first_name="Ali"))
    client = Client()
    before = client.get(preview_of(shown))
    assert "Entremise</title>" in client.get(f"/cv/{shown.code}/").content.decode()
    change(nora, site_name="La Passerelle")
    assert "La Passerelle</title>" in client.get(f"/cv/{shown.code}/").content.decode()
    after = client.get(preview_of(shown))
    assert before.status_code == after.status_code == 200
    assert before.content != after.content
    assert before.headers["ETag"] != after.headers["ETag"]


def test_the_installation_wins(nora: Any, settings: Any, page: Any) -> None:
    change(nora, site_name="La Passerelle")
    settings.BRAND_NAME = "Le Pont"
    assert current_settings().site_name == "Le Pont"
    assert "Le Pont</title>" in page.get("/contact/").content.decode()
    assert change(nora, site_name="Autre") == []
    settings.BRAND_NAME = ""
    assert current_settings().site_name == "La Passerelle"


def test_messages_come_from_the_association(nora: Any, settings: Any) -> None:
    change(nora, site_name="La Passerelle", contact_email="salut@passerelle.fr")
    row = queue_message(to="a@b.fr", purpose="test", subject="S", text="T")
    email = transports.build_email(row)
    assert email["From"] == "La Passerelle <salut@passerelle.fr>"
    assert "La Passerelle" in email.get_body(("html",)).get_content()
    settings.DEFAULT_FROM_EMAIL = "Le Pont <pont@exemple.fr>"
    assert transports.build_email(row)["From"] == "Le Pont <pont@exemple.fr>"


def test_who_changed_what_is_kept(nora: Any) -> None:
    change(nora, legal_form="Association loi de 1901")
    change(nora, legal_form="Fondation")
    last, first = SettingChange.objects.all()
    assert (first.old, first.new) == ("", "Association loi de 1901")
    assert (last.old, last.new) == ("Association loi de 1901", "Fondation")
    assert last.actor_code == nora.code
    entries = JournalEntry.objects.filter(verb="association.setting_changed")
    assert [e.actor for e in entries] == [nora.code, nora.code]
    assert all("Fondation" not in str(e.data) for e in entries)


def test_empty_or_the_default_stores_nothing(nora: Any) -> None:
    change(nora, site_name="La Passerelle")
    assert StoredSetting.objects.count() == 1
    change(nora, site_name="Entremise")
    assert not StoredSetting.objects.exists()
    assert current_settings().site_name == "Entremise"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("primary_colour", "#ffff99"),
        ("primary_colour", "vert"),
        ("accent_colour", "#101010"),
        ("contact_email", "pas une adresse"),
        ("contact_phone", "douze"),
        ("registration_number", "123 456 789"),
        ("site_name", "x" * 61),
    ],
)
def test_what_is_not_right_is_refused(nora: Any, key: str, typed: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        change(nora, **{key: typed})
    assert refused.value.key == key
    assert not StoredSetting.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("w751234567", "RNA W751234567"),
        ("732 829 320", "SIREN 732 829 320"),
        ("73282932000074", "SIRET 732 829 320 00074"),
    ],
)
def test_numbers_are_written_in_one_way(nora: Any, typed: str, stored: str) -> None:
    change(nora, registration_number=typed)
    assert current_settings().registration_number == stored


def test_an_older_page_overwrites_nothing(nora: Any) -> None:
    paul = accounts.administrator(first_name="Paul")
    seen = {"legal_form": digest_of(""), "site_name": digest_of("")}
    change_settings({"legal_form": "Association"}, seen=seen, by=nora)
    with pytest.raises(EditConflict) as conflict:
        change_settings({"legal_form": "Fondation"}, seen=seen, by=paul)
    assert conflict.value.stored == {("legal_form", ""): "Association"}
    # untouched on the older page: the other change stays, and the rest is stored
    change_settings({"legal_form": "", "site_name": "Le Pont"}, seen=seen, by=paul)
    assert current_settings().legal_form == "Association"
    assert current_settings().site_name == "Le Pont"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("told", [True, False])
def test_two_at_once_take_turns(told: bool) -> None:
    """With what each page showed, one of the two is told; without (the control), one is lost."""
    people = [accounts.administrator() for _ in range(2)]
    seen = {"legal_form": digest_of("")} if told else {}
    start, refused = threading.Barrier(2), []

    def save(person: Any, value: str) -> None:
        try:
            start.wait()
            change_settings({"legal_form": value}, seen=seen, by=person)
        except EditConflict as conflict:
            refused.append(conflict)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=save, args=(person, value))
        for person, value in zip(people, ("Un", "Deux"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == (1 if told else 0)
    assert SettingChange.objects.count() == (1 if told else 2)


def test_the_class_and_the_declarations_say_the_same() -> None:
    assert set(DECLARATIONS) == set(SiteSettings.__dataclass_fields__)


def test_a_name_that_nobody_gave_is_said_in_the_reader_s_language(db: None) -> None:
    assert current_settings().association_name == "L’association"
    with override("en"):
        assert current_settings().association_name == "The association"


def test_who_may_not_is_refused_by_the_action_itself(db: None) -> None:
    team = accounts.team_member(accounts.zone())
    with pytest.raises(NotAllowed):
        change_settings({"legal_form": "Fondation"}, seen={}, by=team)
    with pytest.raises(NotAllowed):
        change_text("home_sentence", {"fr": "À nous"}, seen={}, by=team)
    with pytest.raises(NotAllowed):
        publish_text("charter", seen={}, by=team)
    assert not queries.read_stored_values()
