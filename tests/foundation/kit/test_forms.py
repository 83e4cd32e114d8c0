"""Fields: labels, help, errors; what was typed is kept."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from entremise.foundation.kit.forms import (
    DateField,
    DateTimeField,
    EmailField,
    LineField,
    TextField,
)
from tests.kit.pages import on_one_line

# every page says the name of the site, which is read from the database
pytestmark = pytest.mark.django_db


class Everything(forms.Form):
    name = LineField(label="Prénom", help_text="Comme on vous appelle.")
    story = TextField(label="Histoire", required=False)
    email = EmailField(label="E-mail")
    where = forms.ChoiceField(
        label="Où ?", choices=[("a", "Paris"), ("b", "Lyon")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Oui")
    day = DateField(label="Jour")
    at = DateTimeField(label="Quand ?")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def page_of(form: forms.Form) -> str:
    return render_to_string(
        "kit/form.html", {"form": form, "submit": "Envoyer"}, RequestFactory().get("/")
    )


def test_each_field_has_its_label_and_its_hint() -> None:
    page = on_one_line(page_of(Everything()))
    assert '<label for="id_name">Prénom</label>' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert page.count("(facultatif)") == 1  # the only optional one that is seen
    assert "<legend>Où ?</legend>" in page
    assert "*" not in page.replace("image/*", "")


def test_errors_come_first_and_lead_to_their_field() -> None:
    page = page_of(Everything({"email": "ali@", "name": "Ali"}))
    assert page.index('role="alert"') < page.index('id="id_name"')
    assert 'href="#id_email">E-mail : Écrivez l’adresse en entier' in page
    assert 'href="#id_where_0">Où ? Il manque votre réponse.' in page
    assert 'value="ali@"' in page
    assert 'aria-invalid="true"' in page


def test_what_is_typed_is_cleaned() -> None:
    assert LineField().clean("  Ali \u202e  Baba\n") == "Ali Baba"
    assert TextField().clean("un\r\n\r\n\r\n\r\ndeux ") == "un\n\ndeux"


def test_days_and_hours_are_those_of_the_place() -> None:
    assert DateField().clean("2026-03-02") == datetime.date(2026, 3, 2)
    at = DateTimeField().clean("2026-03-02T14:30")
    assert at == datetime.datetime(2026, 3, 2, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
