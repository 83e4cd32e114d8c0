"""A few people as a feed: Atom, JSON Feed 1.1, oEmbed as XML.

Text only, never a photo: what feed readers store cannot be withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from django.conf import settings
from django.utils import timezone

from entremise.candidates.content.cv import PublicCV
from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _, without_controls

from . import cv_text

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Feed:
    title: str
    address: str  # of the feed itself
    home: str
    language: str
    entries: Sequence[tuple[PublicCV, str]]  # each with the address of their CV

    @property
    def updated(self) -> datetime:
        """When the newest CV was published; today at midnight when there is none."""
        dates = [cv.published_at for cv, _address in self.entries if cv.published_at]
        return max(
            dates,
            default=timezone.localtime().replace(
                hour=0, minute=0, second=0, microsecond=0
            ),
        )


def feed_summary(cv: PublicCV) -> str:
    tagline = (
        _("« %(tagline)s »") % {"tagline": cv.content.tagline}
        if cv.content.tagline
        else ""
    )
    strengths = " · ".join(cv_text.strength_labels_of(cv)[:3])
    return "\n".join(
        filter(None, [cv_text.wish_in_third_person(cv) + ".", tagline, strengths])
    )


def _iso_date(moment: datetime | None) -> str:
    return (moment or timezone.now()).isoformat(timespec="seconds")


def atom_feed(feed: Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add_text(root, "id", feed.address)
    _add_text(root, "title", feed.title)
    _add_text(root, "updated", _iso_date(feed.updated))
    ElementTree.SubElement(
        root, "link", rel="self", type="application/atom+xml", href=feed.address
    )
    ElementTree.SubElement(
        root, "link", rel="alternate", type="text/html", href=feed.home
    )
    _add_text(
        ElementTree.SubElement(root, "author"),
        "name",
        current_settings().association_name,
    )
    for cv, address in feed.entries:
        entry = ElementTree.SubElement(root, "entry")
        _add_text(
            entry, "id", url_to("cv", language=settings.LANGUAGE_CODE, code=cv.code)
        )
        _add_text(entry, "title", cv_text.headline_of(cv))
        ElementTree.SubElement(
            entry, "link", rel="alternate", type="text/html", href=address
        )
        _add_text(entry, "published", _iso_date(cv.published_at))
        _add_text(entry, "updated", _iso_date(cv.published_at))
        _add_text(entry, "summary", feed_summary(cv))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = without_controls(text)


def json_feed(feed: Feed) -> dict[str, Any]:
    return {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [
            {
                "name": current_settings().association_name,
                "url": f"{settings.SITE_URL}/",
            }
        ],
        "items": [
            {
                "id": url_to("cv", language=settings.LANGUAGE_CODE, code=cv.code),
                "url": address,
                "title": cv_text.headline_of(cv),
                "content_text": feed_summary(cv),
                "language": cv.language,
                "date_published": _iso_date(cv.published_at),
            }
            for cv, address in feed.entries
        ],
    }


def oembed_xml(values: Mapping[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in values.items():
        _add_text(root, name, str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
