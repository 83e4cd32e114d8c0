"""Each catalogue says all that the sources say, and nothing else."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import c2py
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import ngettext, npgettext, override, to_locale

from entremise.config.extraction import Key, Sentence, sentences
from entremise.config.translations import SOURCE_LANGUAGE

from .sources import SOURCE

RUN = "run `make messages`"
WRITE = "run `make messages`, then write its msgstr"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[sdifr]|{\w*}")
# « Une visite », which French would say of none too: the sources first ask whether there is any.
NEVER_NONE = {
    "Depuis la dernière fois, une personne de plus répond à votre recherche "
    "«\u00a0%(search)s\u00a0».",
    "Et une autre personne, dans votre espace.",
    "Une personne est dans votre kit.",
    "Une personne est peu vue, ou n’a reçu aucune visite, sur %(total)s visibles.",
    "Une personne n’est plus montrée. Retirez ses papiers\u00a0: sa page ne répond plus.",
    "Une rencontre en est née.",
    "Une visite est venue par là.",
    "Voici une personne que peu de gens ont vue ces temps-ci. "
    "La faire connaître prend deux minutes.",
    "Vous avez demandé un lien pour une personne.",
}
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture(scope="module")
def said() -> dict[Key, Sentence]:
    return sentences(SOURCE)


def _catalogue(language: str) -> Path:
    folder = Path(settings.LOCALE_PATHS[0], to_locale(language))
    return folder / "LC_MESSAGES" / "django.po"


@cache
def _read(path: Path) -> polib.POFile:
    """Refuses two entries for one sentence; polib would compare each with all those before."""
    catalogue = polib.pofile(str(path))
    times = Counter((entry.msgid, entry.msgctxt) for entry in catalogue)
    assert [key for key, number in times.items() if number > 1] == []
    return catalogue


def _plurals(catalogue: polib.POFile) -> tuple[int, set[int]]:
    """How many forms the language has, and those that one number alone takes (it may go unsaid)."""
    rule = catalogue.metadata["Plural-Forms"]
    number, choose = rule.rstrip(";").removeprefix("nplurals=").split("; plural=")
    taken = Counter(map(c2py(choose), range(1000)))
    return int(number), {form for form, times in taken.items() if times == 1}


def _placeholders(words: str) -> Counter[str]:
    """By name, each once, for it may be said again; by position, as many as there are."""
    found = PLACEHOLDER.findall(words.replace("%%", ""))
    named = {one for one in found if "(" in one or (len(one) > 2 and one[0] == "{")}
    return Counter([*named, *(one for one in found if one not in named)])


def _ill_filled(entry: polib.POEntry, forms: int, alone: set[int]) -> Iterator[str]:
    if entry.fuzzy:
        yield f"take the word fuzzy out of its flags once it is translated, then {RUN}"
    if not entry.msgid_plural:
        if not entry.msgstr:
            yield WRITE
        elif _placeholders(entry.msgstr) != _placeholders(entry.msgid):
            yield f"placeholders of msgstr are not those of msgid: mend, then {RUN}"
        return
    if len(entry.msgstr_plural) != forms:
        yield f"{len(entry.msgstr_plural)} forms of {forms}: {RUN}"
    expected = _placeholders(entry.msgid_plural)
    alone = alone | {0} if entry.msgid in NEVER_NONE else alone
    for form, words in entry.msgstr_plural.items():
        found = _placeholders(words)
        unsaid, unknown = expected - found, found - expected
        if not words:
            yield f"{WRITE}[{form}]"
        elif unsaid and not unknown and words == entry.msgid and form not in alone:
            yield f"said for none too: give its number, or name it in NEVER_NONE, then {RUN}"
        elif unknown or unsaid.total() > (form in alone):
            yield f"placeholders of msgstr[{form}] are not those of msgid_plural: mend, then {RUN}"


def _faults(catalogue: polib.POFile, wanted: Mapping[Key, Sentence]) -> list[str]:
    """What is amiss, each with the sentence and what to do."""
    forms, alone = _plurals(catalogue)
    held = {(one.msgid, one.msgctxt): one for one in catalogue if not one.obsolete}
    left = [one.msgid for one in catalogue.obsolete_entries()]
    left += [key[0] for key in held if key not in wanted]
    missing = [key[0] for key in wanted if key not in held]
    faults = [f"{msgid!r}: no longer said, {RUN}" for msgid in left]
    faults += [f"{msgid!r}: not in the catalogue, {WRITE}" for msgid in missing]
    for key, entry in held.items():
        if key in wanted and (entry.msgid_plural or None) != wanted[key].plural:
            faults.append(f"{key[0]!r}: its plural changed, {WRITE}")
        faults += [f"{key[0]!r}: {fault}" for fault in _ill_filled(entry, forms, alone)]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_what_the_sources_say(
    language: str, said: dict[Key, Sentence]
) -> None:
    path = _catalogue(language)
    assert path.exists(), f"{path.name} of {language}: {RUN}"
    counted = {key: one for key, one in said.items() if one.plural}
    assert counted
    faults = _faults(_read(path), counted if language == SOURCE_LANGUAGE else said)
    where = path.relative_to(SOURCE).as_posix()
    assert faults == [], "\n".join([f"{where}:", *faults])


def test_none_is_singular_in_french_alone(said: dict[Key, Sentence]) -> None:
    arabic = {(one.msgid, one.msgctxt): one for one in _read(_catalogue("ar"))}
    for one in (one for one in said.values() if one.plural):
        six = arabic[one.singular, one.context or None].msgstr_plural
        with override("fr"):
            assert _counted(one, 0, 1, 2) == [one.singular, one.singular, one.plural]
        with override("en"):
            assert _counted(one, 0) == _counted(one, 2)
        with override("ar"):
            assert _counted(one, 0, 1, 2, 3, 11, 100) == [
                six[form] for form in range(6)
            ]
    visits = "visite de la page", "visites de la page", 0
    with override("fr"):
        assert ngettext(*visits) == "visite de la page"
    with override("en"):
        assert ngettext(*visits) == "visits to the page"


def _counted(one: Sentence, *numbers: int) -> list[str]:
    singular, plural, context = one.singular, one.plural or "", one.context
    if context:
        return [npgettext(context, singular, plural, number) for number in numbers]
    return [ngettext(singular, plural, number) for number in numbers]


HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n {}1);"\n'
WELL = [
    'msgid "{here} %(name)s"\nmsgstr "%(name)s, {here}"',
    'msgid "100 %% de %(name)s"\nmsgstr "all of %(name)s (%(name)s), 100 %%"',
    'msgid "%(n)s an"\nmsgid_plural "%(n)s ans"\nmsgstr[0] "a year"\nmsgstr[1] "%(n)s years"',
]
AMISS = [
    'msgid "empty"\nmsgstr ""',
    '#, fuzzy\nmsgid "guessed"\nmsgstr "perhaps"',
    'msgid "Bonjour %(name)s"\nmsgstr "Hello %(nom)s"',
    'msgid "%d km"\nmsgstr "%s km"',
    'msgid "%s, %s"\nmsgstr "%s"',
    'msgid "à {place}"\nmsgstr "there"',
    'msgid "%(n)s an"\nmsgid_plural "%(n)s ans"\nmsgstr[0] "a year"\nmsgstr[1] "years"',
    'msgid "%(n)s an"\nmsgid_plural "%(n)s ans"\nmsgstr[0] "a year"\nmsgstr[1] ""',
    'msgid "%(n)s an"\nmsgid_plural "%(n)s ans"\nmsgstr[0] "a year"',
]
WITHOUT_NUMBER = (
    'msgid "Un an"\nmsgid_plural "%(n)s ans"\nmsgstr[0] "Un an"\nmsgstr[1] "%(n)s ans"'
)


def _judged(entries: str, rule: str = "!= ") -> list[str]:
    catalogue = polib.pofile(HEADER.format(rule) + entries)
    wanted = [Sentence(entry.msgid, entry.msgid_plural or None) for entry in catalogue]
    return _faults(catalogue, {one.key: one for one in wanted})


@pytest.mark.parametrize("entries", WELL)
def test_what_is_well_filled_passes(entries: str) -> None:
    assert _judged(entries) == []


@pytest.mark.parametrize("entries", AMISS)
def test_what_is_ill_filled_is_seen(entries: str) -> None:
    (fault,) = _judged(entries)
    assert "`make messages`" in fault


def test_one_without_its_number_is_not_said_of_none() -> None:
    assert _judged(WITHOUT_NUMBER) == []
    (fault,) = _judged(WITHOUT_NUMBER, rule="> ")
    assert "NEVER_NONE" in fault


def test_what_is_not_in_both_is_seen() -> None:
    held = 'msgid "gone"\nmsgstr "gone"\n#~ msgid "old"\n#~ msgstr "old"'
    faults = _faults(
        polib.pofile(HEADER.format("!= ") + held), {("new", None): Sentence("new")}
    )
    assert sorted(fault.split(":")[0] for fault in faults) == [
        "'gone'",
        "'new'",
        "'old'",
    ]


def test_named_exceptions_are_still_said(said: dict[Key, Sentence]) -> None:
    assert {(sentence, None) for sentence in NEVER_NONE} <= said.keys()


# A number and a noun in the plural, in a sentence that is the same for one: said of a number
# that is never one. Each by a part of the sentence, with why.
NEVER_ONE = {
    "caractères au plus": "a limit of the fields",
    "pendant %(minutes)d minutes": "how long a code is valid",
    "cela vaut %(minutes)s minutes": "how long a proof is valid",
    "pendant %(hours)d heures": "how long a link is valid",
    "pour %(hours)s heures": "how long a network is closed",
    "lecture %(hours)s heures": "how long a network is closed",
    "%(minimum)s et %(maximum)s jours": "the greater bound of a delay",
    "%(days)s jours après l’envoi": "a delay of seven days at least",
    "%(days)s jours après %(since)s": "delays of the register of what is kept",
    "%(count)s nouvelles personnes pour": "its code has another sentence for one",
    "%(count)s personnes à faire connaître": "its code has another sentence for one",
    "%(most)d places": "a limit of the fields",
    "%(most)d personnes à la fois": "the most that a coach may accompany",
    "moins de %(number)d personnes": "the smallest group that is shown",
    "%(people)s personnes différentes lues": "the limit from which a reading is suspected",
    "plus de %(rows)d lignes": "the most rows of a file",
    "%(length)d signes": "longer than the limit",
    "%(name)s après sa fermeture": "a name, not a number",
}
COUNTED = re.compile(
    r"%\((\w+)\)[ds][ \u00a0](?:[a-zéèêàçôîû]+[ \u00a0])?([a-zéèêàçôîû]+[sx])\b"
)
# Words in s that count nothing.
NO_PLURAL = {
    "vous",
    "les",
    "nous",
    "sans",
    "hors",
    "dans",
    "pas",
    "plus",
    "plusieurs",
    "des",
}


def test_a_number_and_its_noun_agree(said: dict[Key, Sentence]) -> None:
    """« 1 personnes » : a sentence that counts has its form for one, or never says one."""
    alone = [
        sentence.singular
        for sentence in said.values()
        if not sentence.plural
        and any(
            not NO_PLURAL & set(re.split(r"[ \u00a0]", found[0])[1:])
            for found in COUNTED.finditer(sentence.singular)
        )
    ]
    assert alone, "the pattern finds nothing"
    excused = {part for part in NEVER_ONE for words in alone if part in words}
    wrong = [words for words in alone if not any(part in words for part in NEVER_ONE)]
    assert not wrong
    assert excused == set(NEVER_ONE), set(NEVER_ONE) - excused
