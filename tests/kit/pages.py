"""A test client that checks the HTML of each page it fetches.

One title, labels, names, unique ids, no inline script.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from django.test import Client

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
UNLABELLED = frozenset(["hidden", "submit", "button", "image", "reset"])
EXPLAINED = ("aria-label", "aria-labelledby", "title")
INTERACTIVE = ("a", "button", "summary")


def on_one_line(html: str) -> str:
    """The same page, however its template is laid out."""
    return re.sub(r" ?([<>]) ?", r"\1", re.sub(r"[ \t\n]+", " ", html))


class PageClient(Client):
    """Django's test client; set ``lint = False`` for a page that is wrong on purpose."""

    lint = True

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if self.lint and is_page(response):
            faults = page_faults(response.content.decode())
            where = (
                f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '')}"
            )
            assert not faults, f"{where}:\n- " + "\n- ".join(faults)
        return response


def is_page(response: Any) -> bool:
    return (
        not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and response.content.lstrip()[:9].lower() == b"<!doctype"
    )


@dataclass(eq=False)  # two elements alike are two elements
class Element:
    name: str
    attributes: dict[str, str | None]
    line: int
    parents: tuple["Element", ...] = ()
    text_parts: list[str] = field(default_factory=list)
    has_labelled_image: bool = False  # an image with words of its own is inside

    def __str__(self) -> str:
        shown = " ".join(
            f'{k}="{v}"'
            for k, v in self.attributes.items()
            if k in ("id", "name", "href", "class", "type")
        )
        return f"<{self.name} {shown}> (line {self.line})"

    @property
    def text(self) -> str:
        return " ".join("".join(self.text_parts).split())

    def within(self, *names: str) -> "Element | None":
        return next(
            (parent for parent in reversed(self.parents) if parent.name in names), None
        )

    def has_name(self) -> bool:
        return bool(
            self.text
            or self.has_labelled_image
            or any(self.attributes.get(name) for name in EXPLAINED)
        )


class ParsedPage(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.all: list[Element] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"{element} is never closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.getpos()[0], tuple(self.open))
        if len(element.attributes) < len(attrs):
            self.faults.append(f"{element} says an attribute twice")
        self.all.append(element)
        if tag == "img" and element.attributes.get("alt"):
            for parent in self.open:
                parent.has_labelled_image = True
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.faults.append(
                f"</{tag}> on line {self.getpos()[0]} closes"
                f" {self.open[-1] if self.open else 'nothing'}"
            )
            while self.open and self.open.pop().name != tag:
                pass
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for parent in self.open:
            parent.text_parts.append(data)

    def elements(self, *names: str) -> list[Element]:
        return [element for element in self.all if element.name in names]


def page_faults(page: str) -> list[str]:
    reading = ParsedPage(page)
    return [
        *reading.faults,
        *_frame(reading),
        *_identifiers(reading),
        *_fields(reading),
        *_forms(reading),
        *_names(reading),
        *_inline(reading),
    ]


def _frame(reading: ParsedPage) -> list[str]:
    faults = []
    root = reading.elements("html")
    if (
        not root
        or not root[0].attributes.get("lang")
        or not root[0].attributes.get("dir")
    ):
        faults.append("<html> does not say its language and direction")
    for name in ("title", "h1", "main"):
        found = [
            element for element in reading.elements(name) if not element.within("svg")
        ]
        if len(found) != 1:
            faults.append(f"{len(found)} <{name}> instead of one")
        elif not found[0].text and not found[0].has_labelled_image:
            faults.append(f"{found[0]} says nothing")
    if any(element.text.startswith("·") for element in reading.elements("title")):
        faults.append("<title> holds the brand only")
    levels = [
        int(element.name[1])
        for element in reading.elements("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    if any(after > before + 1 for before, after in pairwise(levels)):
        faults.append(f"headings skip a level: {levels}")
    return faults


def _identifiers(reading: ParsedPage) -> list[str]:
    seen: set[str] = set()
    faults = []
    for element in reading.all:
        identifier = element.attributes.get("id")
        if identifier is None:
            continue
        if not identifier or identifier in seen:
            faults.append(f"{element}: the id is empty or already used")
        seen.add(identifier)
    for element in reading.all:
        for attribute in (
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "popovertarget",
            "list",
            "form",
        ):
            missing = set((element.attributes.get(attribute) or "").split()) - seen
            if missing:
                faults.append(
                    f"{element}: {attribute} names {', '.join(sorted(missing))}, which is not on"
                    " the page"
                )
        href = element.attributes.get("href") or ""
        if (
            element.name == "a"
            and href.startswith("#")
            and len(href) > 1
            and href[1:] not in seen
        ):
            faults.append(f"{element} leads nowhere")
    return faults


def _fields(reading: ParsedPage) -> list[str]:
    labelled = {
        label.attributes.get("for") for label in reading.elements("label") if label.text
    }
    faults = []
    for control in reading.elements("input", "select", "textarea"):
        if control.attributes.get("type") in UNLABELLED:
            continue
        wrapped = control.within("label")
        if not (
            (wrapped and wrapped.text)
            or control.attributes.get("id") in labelled
            or any(control.attributes.get(name) for name in EXPLAINED)
        ):
            faults.append(f"{control} has no label")
    for image in reading.elements("img"):
        if image.attributes.get("alt") is None:
            faults.append(f"{image} has no alt")
    for group in reading.elements("fieldset"):
        if not any(
            element.name == "legend" and element.text and group in element.parents
            for element in reading.all
        ):
            faults.append(f"{group} has no legend")
    return faults


def _forms(reading: ParsedPage) -> list[str]:
    faults = []
    for form in reading.elements("form"):
        method = (form.attributes.get("method") or "get").lower()
        inside = [element for element in reading.all if form in element.parents]
        # data-open: a form without cookie nor account, whose view checks that it comes from
        # our own page
        if (
            method == "post"
            and "data-open" not in form.attributes
            and not any(
                e.attributes.get("name") == "csrfmiddlewaretoken" for e in inside
            )
        ):
            faults.append(f"{form} posts without its csrf token")
        if form.attributes.get("action") == "":
            faults.append(f"{form} has an empty action")
        if form.within("form"):
            faults.append(f"{form} stands inside another form")
        if not any(
            e.name == "button" or e.attributes.get("type") in ("submit", "image")
            for e in inside
        ):
            identifier = form.attributes.get("id")
            if not identifier or not any(
                e.attributes.get("form") == identifier
                for e in reading.elements("button")
            ):
                faults.append(f"{form} has no button")
    return faults


def _names(reading: ParsedPage) -> list[str]:
    faults = [
        f"{e} says nothing"
        for e in reading.elements(*INTERACTIVE, "label", "th", "legend", "option")
        if not _says(e)
    ]
    faults += [
        f"{e} leads nowhere"
        for e in reading.elements("a")
        if e.attributes.get("href") in ("", "#")
    ]
    return faults


def _says(element: Element) -> bool:
    if element.name == "option":
        return bool(
            element.text
            or element.attributes.get("value") == ""
            or element.attributes.get("label")
        )
    return element.has_name()


def _is_data(script: Element) -> bool:
    return (script.attributes.get("type") or "").endswith("json")


def _inline(reading: ParsedPage) -> list[str]:
    faults = []
    for element in reading.all:
        if element.name == "style":
            faults.append(f"{element} is an inline style sheet")
        if (
            element.name == "script"
            and not element.attributes.get("src")
            and not _is_data(element)
        ):
            faults.append(f"{element} is an inline script")
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                faults.append(f"{element} carries {name}=")
            if name in ("href", "action", "src") and (
                value or ""
            ).strip().lower().startswith("javascript:"):
                faults.append(f"{element} runs a script")
            if name in ("href", "src", "action", "content") and "None" in (
                value or ""
            ).split("/"):
                faults.append(f"{element}: {name} holds None")
    return faults
