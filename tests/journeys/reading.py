"""What somebody reads who knows one language of the site: every word of a page, and whose it is.

The words of a person carry the language they are written in (``lang=""`` when nobody knows it);
all the others are the site's, and must be in the language of the page.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.utils.translation import to_locale
from playwright.sync_api import Page

from entremise.candidates.content.languages import LANGUAGES

# What cannot be marked, and quotes the person: titles, descriptions, messages that leave as text.
PLAIN = ".tone__words, .quote > p, textarea[name=text], textarea[readonly], title"
# Every text of the page, shown, folded or read aloud:
# [text, its language, whether it cannot be marked, where it stands].
WORDS = """plain => {
  const found = [];
  const languageOf = element => {
    const bearer = element.closest("[lang]");
    return bearer ? bearer.getAttribute("lang") : "";
  };
  const where = element => element.outerHTML.slice(0, 110).replace(/\\s+/g, " ");
  const add = (text, element, attribute) => {
    const words = (text || "").replace(/\\s+/g, " ").trim();
    if (words)
      found.push([
        words,
        languageOf(element),
        Boolean(attribute && attribute !== "value") || Boolean(element.closest(plain)),
        (attribute ? attribute + " of " : "") + where(element),
      ]);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element && !element.closest("script, style, template, textarea"))
      add(walker.currentNode.data, element);
  }
  for (const element of document.querySelectorAll("*"))
    for (const name of ["placeholder", "aria-label", "title", "alt", "aria-description", "label"])
      if (element.hasAttribute(name)) add(element.getAttribute(name), element, name);
  for (const meta of document.querySelectorAll("meta[name=description]"))
    add(meta.content, meta, "content");
  const typed = "input:not([type]), input[type=text], textarea";
  for (const box of document.querySelectorAll(typed + ", input[type=submit], input[type=button]"))
    add(box.value, box, "value");
  return found;
}"""
# Elements with a language of their own and not its direction.
WRONG_WAY = """rightToLeft => [...document.querySelectorAll("[lang]")]
  .filter(element => {
    if (!element.lang || !element.innerText || !element.innerText.trim()) return false;
    const bearer = element.closest("[dir]");
    const way = bearer ? bearer.getAttribute("dir") : "";
    return way !== "auto" && way !== (rightToLeft.includes(element.lang) ? "rtl" : "ltr");
  })
  .map(element => element.outerHTML.slice(0, 140).replace(/\\s+/g, " "))"""
RIGHT_TO_LEFT = ["ar", "fa", "prs", "ps", "ur", "ckb", "he"]

LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ’'-]+")
ARABIC = re.compile(r"[\u0620-\u064a]{2,}")
ADDRESS = re.compile(
    r"https?://\S+|/\w+/\S+|\S+@\S+|\b[\w.-]+\.(?:test|fr|org|com|jpg|pdf)\b\S*"
)
# Names of things, the same in every language: documents, networks, formats.
NAMES = frozenset(
    re.findall(
        r"\w+",
        "AM BE CACES CAP CDD CDDI CDI CE CSV Facebook Google HEIC JPEG JSON LinkedIn PDF PMSMP"
        " PNG QR R482 R485 R486 R489 R490 ROME RSS SIREN SMS WebP WhatsApp Entremise AR EN FR",
    )
)
FRENCH_LETTERS = re.compile(r"[àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ«»]")
FRENCH = re.compile(
    r"\b(?:le|la|les|un|une|des|du|et|ou|où|est|sont|vous|nous|votre|vos|notre|nos|mon|ma|mes|"
    r"son|sa|ses|ce|cette|qui|que|pour|avec|dans|sur|pas|ne|au|aux|chez|je|tu|il|elle|on|"
    r"d’|l’|qu’|j’|n’|c’|jour|jours|semaine|semaines|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|janvier|avril|mai|juin|juillet|septembre|octobre|novembre)(?!\w)",
    re.IGNORECASE,
)
# French words of the list that are English too, or in a name.
ENGLISH_TOO = frozenset(["on", "sur", "ne", "sa", "ce"])


class Reader:
    """Reads pages and keeps what stands there in another language; says it at the end."""

    def __init__(
        self,
        language: str,
        *,
        names: list[str],
        own: list[str],
        pictures: Path | None = None,
    ) -> None:
        """``names``: proper names; ``own``: what the person says of themself."""
        self.language = language
        known = [*names, *(name for _label, name in LANGUAGES.values())]
        # Longest first: « Ali Nom12 » before « Ali ».
        self.names = sorted(filter(None, known), key=len, reverse=True)
        self.own = sorted(filter(None, own), key=len, reverse=True)
        self.pictures = pictures
        self.faults: dict[str, str] = {}
        self.pages = 0
        self.foreign: dict[tuple[str, str, bool], list[str]] = {}

    def read(self, page: Page, what: str) -> None:
        self.pages += 1
        html = page.locator("html")
        marks = (html.get_attribute("lang"), html.get_attribute("dir"))
        way = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        if marks != (self.language, way):
            self.tell(f"<html lang, dir> is {marks}", what)
        for text, language, plain, where in page.evaluate(WORDS, PLAIN):
            said = (text, language, plain)
            if said not in self.foreign:  # most texts stand on every page
                quoted = self.own if plain else ()
                self.foreign[said] = self.foreign_words(text, language, quoted)
            if foreign := self.foreign[said]:
                self.tell(f"{foreign} in « {text[:110]} »\n    {where}", what)
        for where in page.evaluate(WRONG_WAY, RIGHT_TO_LEFT):
            self.tell(f"not in the direction of its language\n    {where}", what)
        if self.pictures:
            self.pictures.mkdir(exist_ok=True, parents=True)
            name = re.sub(r"\W+", "-", what)
            page.screenshot(
                path=self.pictures / f"{self.language}-{self.pages:03}-{name}.png",
                full_page=True,
            )

    def tell(self, fault: str, what: str) -> None:
        """Once, with the first page where it stands."""
        self.faults.setdefault(fault, what)

    def foreign_words(
        self, text: str, language: str, quoted: Collection[str]
    ) -> list[str]:
        """The words that this reader does not read, in a text of that language.

        ``quoted``: what the person says, that the text may hold.
        """
        if language != self.language:
            # The site never speaks in the language of somebody else.
            return [text] if sites_own(text) else []
        known = any_of((*quoted, *self.names))
        rest = known.sub(" ", ADDRESS.sub(" ", text))
        if self.language == "ar":
            return [word for word in LATIN.findall(rest) if word not in NAMES]
        found = ARABIC.findall(rest) + FRENCH_LETTERS.findall(rest)
        found += [
            word for word in FRENCH.findall(rest) if word.lower() not in ENGLISH_TOO
        ]
        return found or ([text] if self.is_french(text) else [])

    def is_french(self, text: str) -> bool:
        words = " ".join(text.split())
        return words in french_only(self.language)

    def told(self) -> list[str]:
        return [f"{what}: {fault}" for fault, what in self.faults.items()]


@cache
def any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these as a whole word; of two that begin at one place, the first named."""
    whole = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![A-Za-zÀ-ɏ])(?:{whole})(?![A-Za-zÀ-ɏ])")


def sites_own(text: str) -> bool:
    """Whether the site itself says this sentence in French, of two words at least."""
    return " " in text and " ".join(text.split()) in french_only("en")


@cache
def french_only(language: str) -> frozenset[str]:
    """The sentences of the sources that this language says otherwise."""
    path = Path(settings.LOCALE_PATHS[0], to_locale(language), "LC_MESSAGES/django.po")
    catalogue: Any = polib.pofile(str(path))
    translated = [entry for entry in catalogue if not entry.msgid_plural]
    said = {entry.msgstr for entry in translated}  # « Place », in English too
    return frozenset(
        " ".join(entry.msgid.split())
        for entry in translated
        if entry.msgid not in said and re.search(r"\w\w", entry.msgid)
    )
