"""``make messages``: what the sources say reaches the catalogues, and what was translated stays."""

from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command

from entremise.config.extraction import UnreadableSentence, sentences
from entremise.config.management.commands import makemessages

CODE = """
from django.utils.translation import gettext as _now, npgettext, pgettext_lazy
from elsewhere.text import gettext_lazy as _, ngettext

A = _("Bonjour " "à tous")
# Translators: a greeting, not a wish
B = _now("Bonjour %(name)s") % {"name": "Ali"}
C = ngettext("%(n)s visite", "%(n)s visites", 2)
D = pgettext_lazy("month", "Mars")
E = npgettext("bird", "vol", "vols", 1)
F = _now(A)
"""
PAGE = """{% load i18n kit %}
{% comment %}{% translate "Jamais" %}{% endcomment %}
   {% translate "Bonjour à tous" as hello %}<p title='{{ x|default:_("Rien") }}'>
{# Translators: the planet #}
{% translate "Mars" context "planet" %}
      {% blocktranslate trimmed with name=person.name count n=total %}
    {{ name }} a
    {{ n }} lettre, 100 %
  {% plural %}
    {{ name }} a {{ n }} lettres, 100 %
  {% endblocktranslate %} unclosed (
{% if a %}{% button _("Dire l’heure") %}{% endif %}
"""


@pytest.fixture
def root(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one file and two pages, without any catalogue."""
    pages = tmp_path / "app" / "templates" / "app"
    pages.mkdir(parents=True)
    (tmp_path / "app" / "code.py").write_text(CODE)
    (pages / "page.html").write_text(PAGE)
    (pages / "notice.txt").write_text(
        "{% load i18n %}{% blocktranslate %}Fin\nde {{ x }}{% endblocktranslate %}"
    )
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.setattr(makemessages, "PACKAGE", tmp_path)
    return tmp_path


def _catalogue(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def _translate(path: Path, words: dict[str, str]) -> None:
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    catalogue.save()


def test_every_way_of_marking_a_sentence_is_read(root: Path) -> None:
    found = sentences(root)
    assert [(one.context, one.singular, one.plural) for one in found.values()] == [
        (None, "Bonjour à tous", None),
        (None, "Bonjour %(name)s", None),
        (None, "%(n)s visite", "%(n)s visites"),
        ("month", "Mars", None),
        ("bird", "vol", "vols"),
        (None, "Fin\nde %(x)s", None),
        (None, "Rien", None),
        ("planet", "Mars", None),
        (None, "%(name)s a %(n)s lettre, 100 %%", "%(name)s a %(n)s lettres, 100 %%"),
        (None, "Dire l’heure", None),
    ]
    assert found["Bonjour à tous", None].files == [
        "app/code.py",
        "app/templates/app/page.html",
    ]
    assert found["Bonjour %(name)s", None].comments == [
        "Translators: a greeting, not a wish"
    ]
    assert found["Mars", "planet"].comments == ["Translators: the planet"]
    assert sum(len(one.comments) for one in found.values()) == 2


PIECES = ['"Oui" if x else "Non"', 'f"Bonjour {x}"', '"Bonjour %s" % x', 'x["words"]']


@pytest.mark.parametrize("pieces", PIECES)
def test_a_sentence_in_pieces_is_refused(root: Path, pieces: str) -> None:
    (root / "app" / "more.py").write_text(
        f"from x import gettext as say\n\nsay({pieces})\n"
    )
    with pytest.raises(UnreadableSentence, match=r"app/more.py:3: say\(\)"):
        sentences(root)
    with pytest.raises(CommandError, match="one whole sentence"):
        call_command("makemessages")


def test_two_plurals_of_one_singular_are_refused(root: Path) -> None:
    (root / "app" / "more.py").write_text(
        'gettext.ngettext("%(n)s visite", "%(n)s venues", 2)\n'
    )
    with pytest.raises(UnreadableSentence, match="another plural"):
        sentences(root)


def test_a_second_run_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("makemessages")
    assert "ar: 10 new, 0 removed, 10 to translate" in capsys.readouterr().out
    made = _files(root)
    assert len(made) == 3
    call_command("makemessages")
    assert _files(root) == made
    assert "fr: 0 new, 0 removed, 0 to translate" in capsys.readouterr().out
    english = _catalogue(root, "en").read_text()
    assert "#: app/code.py app/templates/app/page.html\n" in english
    assert "#. Translators: the planet\n" in english


def _files(root: Path) -> dict[Path, tuple[str, int]]:
    return {
        path: (path.read_text(), path.stat().st_mtime_ns) for path in root.rglob("*.po")
    }


def test_french_holds_what_counts_and_fills_itself(root: Path) -> None:
    call_command("makemessages")
    french = polib.pofile(str(_catalogue(root, "fr")))
    assert french.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    counted = [one for one in sentences(root).values() if one.plural]
    assert [(entry.msgid, entry.msgctxt) for entry in french] == [
        one.key for one in counted
    ]
    assert [entry.msgstr_plural for entry in french] == [
        {0: one.singular, 1: one.plural} for one in counted
    ]


def test_words_and_order_stay(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemessages")
    path = _catalogue(root, "en")
    words = {
        "Bonjour à tous": "Hello all",
        "Rien": "Nothing",
        "Dire l’heure": "Tell the time",
    }
    _translate(path, words)
    before = [entry.msgid for entry in polib.pofile(str(path))]
    (root / "aaa.py").write_text("from x import gettext\n\ngettext('Dire l’heure')\n")
    page = root / "app" / "templates" / "app" / "page.html"
    page.write_text(page.read_text().replace('_("Rien")', '_("Plus rien")'))
    capsys.readouterr()

    call_command("makemessages")
    said = capsys.readouterr().out
    assert "en: 1 new, 1 removed" in said
    assert "removed: Rien\n" in said
    after = polib.pofile(str(path))
    at = before.index("Rien")
    assert [entry.msgid for entry in after] == [
        *before[:at],
        "Plus rien",
        *before[at + 1 :],
    ]
    assert after.find("Bonjour à tous").msgstr == "Hello all"
    assert after.find("Dire l’heure").msgstr == "Tell the time"
    assert after.find("Dire l’heure").occurrences[0][0] == "aaa.py"
    assert after.find("Plus rien").msgstr == ""
    assert not any(entry.fuzzy or entry.obsolete for entry in after)


def test_a_sentence_whose_plural_changed_is_another_sentence(root: Path) -> None:
    call_command("makemessages")
    path = _catalogue(root, "en")
    catalogue = polib.pofile(str(path))
    catalogue.find("%(n)s visite").msgstr_plural = {0: "%(n)s visit", 1: "%(n)s visits"}
    catalogue.save()
    call_command("makemessages")
    assert (
        polib.pofile(str(path)).find("%(n)s visite").msgstr_plural[1] == "%(n)s visits"
    )
    code = root / "app" / "code.py"
    code.write_text(code.read_text().replace("visites", "venues"))
    call_command("makemessages")
    assert polib.pofile(str(path)).find("%(n)s visite").msgstr_plural == {0: "", 1: ""}


def test_a_sentence_of_which_only_spaces_changed_keeps_its_words(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("makemessages")
    path = _catalogue(root, "en")
    catalogue = polib.pofile(str(path))
    catalogue.find("Bonjour à tous").msgstr = "Hello all"
    catalogue.find("%(n)s visite").msgstr_plural = {0: "%(n)s visit", 1: "%(n)s visits"}
    catalogue.save()
    before = [entry.msgid for entry in catalogue]
    for file in (root / "app" / "code.py", *root.rglob("page.html")):
        text = file.read_text().replace("à tous", "à\u00a0tous")
        file.write_text(text.replace("%(n)s visite", "%(n)s\u00a0visite"))
    capsys.readouterr()

    call_command("makemessages")
    assert "en: 0 new, 0 removed" in capsys.readouterr().out
    after = polib.pofile(str(path))
    spaced = [one.replace("\u00a0", " ") for one in (entry.msgid for entry in after)]
    assert spaced == before
    assert after.find("Bonjour à\u00a0tous").msgstr == "Hello all"
    counted = after.find("%(n)s\u00a0visite")
    assert counted.msgstr_plural == {0: "%(n)s visit", 1: "%(n)s visits"}
    text = path.read_text()
    call_command("makemessages")
    assert path.read_text() == text


def test_two_sentences_with_other_spaces_are_two(root: Path) -> None:
    """The one that is still said keeps its words; the new one has none yet."""
    call_command("makemessages")
    path = _catalogue(root, "en")
    _translate(path, {"Bonjour à tous": "Hello all"})
    (root / "more.py").write_text("from x import gettext\n\ngettext('Bonjour à  tous')")
    call_command("makemessages")
    after = polib.pofile(str(path))
    assert after.find("Bonjour à tous").msgstr == "Hello all"
    assert after.find("Bonjour à  tous").msgstr == ""
