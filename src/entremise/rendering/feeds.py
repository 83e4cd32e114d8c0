"""A few people as news: Atom for readers, JSON Feed 1.1, oEmbed in its two formats. Words
only, never a picture: what a reader of feeds keeps cannot be taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from django.conf import settings
from django.utils import timezone

from entremise.candidates.content import PublicCV
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _

from . import words

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Feed:
    title: str
    address: str  # its own
    home: str
    language: str
    entries: Sequence[tuple[PublicCV, str]]  # each with the address of their page

    @property
    def updated(self) -> datetime:
        """When the newest was published; today's first hour when there is nobody."""
        dates = [cv.published_at for cv, _address in self.entries if cv.published_at]
        return max(
            dates,
            default=timezone.localtime().replace(
                hour=0, minute=0, second=0, microsecond=0
            ),
        )


def summary_of(cv: PublicCV) -> str:
    tagline = (
        _("« %(tagline)s »") % {"tagline": cv.content.tagline}
        if cv.content.tagline
        else ""
    )
    strengths = " · ".join(cv.content.strengths[:3])
    return "\n".join(filter(None, [words.seeks_of(cv) + ".", tagline, strengths]))


def _said(moment: datetime | None) -> str:
    return (moment or timezone.now()).isoformat(timespec="seconds")


def atom(feed: Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _put(root, "id", feed.address)
    _put(root, "title", feed.title)
    _put(root, "updated", _said(feed.updated))
    ElementTree.SubElement(
        root, "link", rel="self", type="application/atom+xml", href=feed.address
    )
    ElementTree.SubElement(
        root, "link", rel="alternate", type="text/html", href=feed.home
    )
    _put(ElementTree.SubElement(root, "author"), "name", settings.ASSOCIATION_NAME)
    for cv, address in feed.entries:
        entry = ElementTree.SubElement(root, "entry")
        _put(entry, "id", url_to("cv", language=settings.LANGUAGE_CODE, code=cv.code))
        _put(entry, "title", words.headline_of(cv))
        ElementTree.SubElement(
            entry, "link", rel="alternate", type="text/html", href=address
        )
        _put(entry, "published", _said(cv.published_at))
        _put(entry, "updated", _said(cv.published_at))
        _put(entry, "summary", summary_of(cv))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def json_feed(feed: Feed) -> dict[str, Any]:
    return {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [
            {"name": settings.ASSOCIATION_NAME, "url": f"{settings.SITE_URL}/"}
        ],
        "items": [
            {
                "id": url_to("cv", language=settings.LANGUAGE_CODE, code=cv.code),
                "url": address,
                "title": words.headline_of(cv),
                "content_text": summary_of(cv),
                "language": cv.language,
                "date_published": _said(cv.published_at),
            }
            for cv, address in feed.entries
        ],
    }


def oembed_xml(said: Mapping[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in said.items():
        _put(root, name, str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
