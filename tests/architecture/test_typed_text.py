"""Whatever is typed goes through one cleaner: no field of a form keeps text of its own."""

import ast
from collections.abc import Iterator

from django import forms

from entremise.foundation.kit.forms import (
    AddressField,
    EmailField,
    LineField,
    PhoneField,
    TextField,
)

from .sources import PYTHON, parsed, relative_name

RAW_FIELDS = {"CharField", "EmailField", "URLField", "SlugField", "JSONField"}
# Nobody types there: what a page gave comes back, or a number.
NOT_TYPED = {"HiddenInput", "NumberInput", "PasswordInput"}
# The field that only robots fill in; nothing is kept of it.
NOT_KEPT = {"spaces/public/forms/honeypot.py"}
ODD = "Ali\uffff\x01\ud800\u202e\u200b"


def raw_fields() -> Iterator[str]:
    for path in PYTHON:
        where = relative_name(path)
        if where == "foundation/kit/forms.py" or where in NOT_KEPT:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and _is_raw(node) and not _is_hidden(node):
                yield f"{where}:{node.lineno}"


def _is_raw(call: ast.Call) -> bool:
    called = call.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in RAW_FIELDS
        and isinstance(called.value, ast.Name)
        and called.value.id == "forms"
    )


def _is_hidden(call: ast.Call) -> bool:
    widgets = [word.value for word in call.keywords if word.arg == "widget"]
    named = {
        node.attr
        for widget in widgets
        for node in ast.walk(widget)
        if isinstance(node, ast.Attribute)
    }
    return bool(named & NOT_TYPED)


def test_each_field_that_is_typed_in_is_one_that_cleans() -> None:
    assert list(raw_fields()) == []


def test_the_walk_sees_a_field_that_does_not_clean() -> None:
    call = ast.parse("forms.CharField(max_length=3)", mode="eval").body
    hidden = ast.parse("forms.CharField(widget=forms.HiddenInput)", mode="eval").body
    assert isinstance(call, ast.Call)
    assert isinstance(hidden, ast.Call)
    assert _is_raw(call)
    assert not _is_hidden(call)
    assert _is_hidden(hidden)


def test_the_fields_clean() -> None:
    for field in (LineField(), TextField(), PhoneField()):
        assert field.clean(ODD) == "Ali"
    assert EmailField().clean("ali@exemple\uffff.test") == "ali@exemple.test"
    assert AddressField().clean("exemple.test/\uffff") == "https://exemple.test/"
    assert isinstance(EmailField(), forms.EmailField)
