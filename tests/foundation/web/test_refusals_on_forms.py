"""What an action refuses is shown by the form, which keeps what was typed."""

from typing import Any

import pytest
from django import forms

from entremise.foundation.kit.errors import DomainError, EditConflict
from entremise.foundation.kit.forms import EditForm
from entremise.foundation.web.models import SubmittedForm
from entremise.foundation.web.shortcuts import errors_in


class Words(EditForm):
    words = forms.CharField()
    version = forms.IntegerField(widget=forms.HiddenInput)
    stored = ""

    def show_conflict(self, stored: Any) -> None:
        self.stored = stored
        self.replace_sent({"version": 2})


class Counted(DomainError):
    rolls_back = False


def sent() -> Words:
    form = Words({"words": "Bonjour", "version": "1"})
    assert form.is_valid()
    return form


def refused(form: forms.BaseForm, error: DomainError) -> None:
    with errors_in(form):
        SubmittedForm.objects.create(key="written before the refusal")
        raise error


@pytest.mark.parametrize(
    ("field", "shown_on"), [("words", "words"), ("", "__all__"), ("other", "__all__")]
)
def test_a_refusal_stands_on_its_field_or_at_the_top(
    field: str, shown_on: str, db: None
) -> None:
    form = sent()
    refused(form, DomainError("Non.", field=field))
    assert form.errors == {shown_on: ["Non."]}
    assert form["words"].value() == "Bonjour"


def test_what_was_written_before_is_undone_unless_the_error_keeps_it(db: None) -> None:
    refused(sent(), DomainError("Non."))
    assert not SubmittedForm.objects.exists()
    refused(sent(), Counted("Non."))
    assert SubmittedForm.objects.exists()


def test_of_two_writers_the_second_sees_both_versions(db: None) -> None:
    form = sent()
    refused(form, EditConflict("Quelqu’un a écrit.", stored="Bonsoir"))
    assert form.stored == "Bonsoir"
    assert (form["words"].value(), form["version"].value()) == ("Bonjour", 2)
    assert form.non_field_errors() == ["Quelqu’un a écrit."]


def test_another_form_says_the_conflict_too(db: None) -> None:
    form = forms.Form({})
    refused(form, EditConflict("Quelqu’un a écrit.", stored="Bonsoir"))
    assert form.non_field_errors() == ["Quelqu’un a écrit."]


def test_other_errors_are_not_refusals(db: None) -> None:
    with pytest.raises(ValueError, match="bug"), errors_in(sent()):
        raise ValueError("bug")
