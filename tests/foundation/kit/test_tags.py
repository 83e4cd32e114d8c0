"""The components: what they say, and that a wrong word in a template is not passed over."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import timezone

from tests.kit.pages import page_faults

# every page says the name of the site, which is read from the database
pytestmark = pytest.mark.django_db


def shown(
    markup: str, path: str = "/", *, load: str = "{% load kit i18n %}", **context: Any
) -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return engines["django"].from_string(load + markup).render(context, request).strip()


def test_an_icon_is_decorative() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "heart" %}')


@pytest.mark.parametrize(
    "markup",
    [
        '{% icon "no-such-drawing" %}',
        '{% alert "catastrophe" %}x{% endalert %}',
        '{% card "huge" %}x{% endcard %}',
        '{% tag "Publié" tone="pink" %}',
        '{% portrait name="Ali" size="huge" %}',
        '{% post_button "/" "Retirer" style="pink" %}',
        '{% post_button "/" "Retirer" colour="red" %}',
        '{% when day "approximately" %}',
    ],
)
def test_a_wrong_word_fails(markup: str) -> None:
    with pytest.raises((TemplateSyntaxError, TypeError)):
        shown(markup, day=datetime.date(2026, 3, 1))


def test_a_form_sent_twice_counts_once_because_its_key_is_its_own() -> None:
    assert shown("{% once %}") != shown("{% once %}")


def test_a_button_that_posts_is_a_whole_form() -> None:
    button = shown(
        '{% post_button "/retirer/" "Retirer" style="danger" icon="eye-off" about="Ali"'
        ' next="/cv/" %}'
    )
    for part in (
        'method="post"',
        'name="csrfmiddlewaretoken"',
        'name="_once"',
        'name="next" value="/cv/"',
        "button--danger",
        " : Ali",
    ):
        assert part in button


def test_a_name_never_becomes_markup() -> None:
    name = "<b onclick=x>Ali"
    for markup in (
        "{% portrait name=n %}",
        "{% portrait src='/x.jpg' name=n %}",
        "{% tag n %}",
        "{% empty n %}{% endempty %}",
    ):
        assert "<b" not in shown(markup, n=name)


def test_a_picture_says_whose_it_is_and_keeps_its_place() -> None:
    picture = shown('{% portrait src="/ali.jpg" name="Ali" size="large" %}')
    for part in ('alt="Photo d’Ali"', 'width="320"', 'height="400"', 'loading="lazy"'):
        assert part in picture


def test_without_a_picture_the_same_name_gives_the_same_drawing() -> None:
    assert shown('{% portrait name="Ana Lucia" %}') == shown(
        '{% portrait name="Ana Lucia" %}'
    )
    assert ">AL</text>" in shown('{% portrait name="Ana Lucia" %}')


def test_days_are_said_as_people_say_them() -> None:
    today = timezone.localdate()
    assert "aujourd’hui" in shown("{% when d %}", d=today)
    assert "demain" in shown("{% when d %}", d=today + datetime.timedelta(days=1))
    far = datetime.date(2020, 3, 2)
    assert (
        shown("{% when d %}", d=far) == '<time datetime="2020-03-02">2 mars 2020</time>'
    )
    assert "02/03/2020" in shown('{% when d "short" %}', d=far)
    noon = datetime.datetime(2020, 3, 2, 11, 30, tzinfo=datetime.UTC)
    assert "2 mars 2020 à 12:30" in shown("{% when d %}", d=noon)
    assert shown("{% when d %}", d=None) == ""


def test_the_language_list_keeps_the_page() -> None:
    listed = shown(
        "{% languages as all %}{% for l in all %}{{ l.url }} {{ l.current }} {% endfor %}",
        "/contact/?a=1",
    )
    assert listed.split() == [
        "/contact/?a=1",
        "True",
        "/en/contact/?a=1",
        "False",
        "/ar/contact/?a=1",
        "False",
    ]


def test_a_page_out_of_its_bases_is_sound() -> None:
    for space in ("public", "candidate", "coach", "company", "team"):
        page = shown(
            "{% extends base %}{% block title %}T{% endblock %}"
            "{% block content %}<h1>T</h1>{% endblock %}",
            load="",
            base=f"{space}/base.html",
        )
        assert page_faults(page) == []
