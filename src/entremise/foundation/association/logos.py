"""Logos that administrators send: an SVG drawing made harmless, or a picture written again.

A drawing may hold scripts, links to other sites and entities that grow without end. Only known
elements and attributes stay; what would change its look when left out is refused instead, with
what to do.
"""

import base64
import re
from xml.etree import ElementTree

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.kit.uploads import FileRefused, sanitize_logo_picture

MAX_LOGO_BYTES = 1024 * 1024
MAX_DRAWING_BYTES = 200_000  # kept in the memory of each process
MAX_ELEMENTS = 3000
MAX_DEPTH = 100  # groups in groups: each is a call of a function
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _names(
    """
    svg g defs title desc path rect circle ellipse line polyline polygon linearGradient
    radialGradient stop clipPath mask text tspan
    """
)
# Their absence does not change the drawing.
DROPPED_ELEMENTS = frozenset(["metadata"])
GEOMETRY = _names(
    """
    id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform
    preserveAspectRatio gradientUnits gradientTransform spreadMethod offset clipPathUnits
    maskUnits maskContentUnits dx dy textLength lengthAdjust version
    """
)
LOOK = _names(
    """
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color
    stop-color stop-opacity clip-path clip-rule mask display visibility font-family font-size
    font-weight font-style text-anchor letter-spacing dominant-baseline
    """
)
# An address inside the drawing, never elsewhere.
_OWN_REFERENCE = re.compile(r"url\(\s*['\"]?#[\w.:-]+['\"]?\s*\)")
_FOREIGN = re.compile(
    r"(?:url|image|image-set|src)\s*\(|javascript:|data:|expression|@import|/\*|[<>\\]",
    re.I,
)


def sanitize_logo(data: bytes) -> str:
    """The logo as a data: address; FileRefused says what to send instead."""
    if not data:
        raise FileRefused(_("Ce fichier est vide. Choisissez un autre logo."))
    if len(data) > MAX_LOGO_BYTES:
        raise FileRefused(
            _("Ce fichier est trop lourd. Choisissez un logo de 1 Mo au plus.")
        )
    if b"<" in data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]:
        return data_address(sanitize_drawing(data), "image/svg+xml")
    return data_address(sanitize_logo_picture(data), "image/png")


def data_address(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def sanitize_drawing(data: bytes) -> bytes:
    """The SVG with nothing but shapes, colours and words."""
    if len(data) > MAX_DRAWING_BYTES:
        raise FileRefused(
            _(
                "Ce dessin est trop lourd. Choisissez un SVG de 200 ko au plus, ou un PNG."
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(_unreadable()) from error
    # Before any parsing: entities are declared there, and only there.
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.I):
        text = _without_plain_doctype(text)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise FileRefused(_unreadable()) from error
    if root.tag != f"{{{SVG}}}svg":
        raise FileRefused(_unreadable())
    if sum(1 for _element in root.iter()) > MAX_ELEMENTS or _is_deep(root):
        raise FileRefused(_("Ce dessin est trop compliqué. Choisissez un PNG."))
    _clean(root)
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise FileRefused(
            _("Ce dessin ne dit pas sa taille. Enregistrez-le avec une « viewBox ».")
        )
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="utf-8")


def _is_deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _depth in range(MAX_DEPTH):
        level = [child for element in level for child in element]
    return bool(level)


def _without_plain_doctype(text: str) -> str:
    """Old drawings name the standard's own document type; any other declaration is refused."""
    plain = re.sub(
        r"<!DOCTYPE\s+svg\s+PUBLIC\s+\"[^\"<>\[]*\"\s+\"[^\"<>\[]*\"\s*>",
        "",
        text,
        count=1,
    )
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", plain, re.I):
        raise FileRefused(_unreadable())
    return plain


def _clean(element: ElementTree.Element) -> None:
    element.attrib = _clean_attributes(element)
    for child in list(element):
        name = _own_name(child.tag)
        if name is None or name in DROPPED_ELEMENTS:  # an editor's own notes
            element.remove(child)
        elif name not in ELEMENTS:
            raise FileRefused(
                _(
                    "Ce dessin contient « %(part)s », qui n’est pas accepté. Enregistrez-le en "
                    "« SVG simple », sans feuille de style ni image, ou en PNG."
                )
                % {"part": name[:30]}
            )
        else:
            _clean(child)


def _own_name(tag: object) -> str | None:
    """The name of an SVG element; None for a comment or an element of another vocabulary."""
    text = tag if isinstance(tag, str) else ""
    return text.removeprefix(f"{{{SVG}}}") if text.startswith(f"{{{SVG}}}") else None


def _clean_attributes(element: ElementTree.Element) -> dict[str, str]:
    kept = {
        name: value
        for name, value in element.attrib.items()
        if name in GEOMETRY | LOOK and _is_harmless(value)
    }
    for declaration in element.get("style", "").split(";"):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if name in LOOK and _is_harmless(value):
            kept[name] = value
    href = element.get(f"{{{XLINK}}}href") or element.get("href") or ""
    if href.startswith("#") and "radient" in element.tag and _is_harmless(href):
        kept["href"] = href  # a gradient that takes the stops of another
    return kept


def _is_harmless(value: str) -> bool:
    return not _FOREIGN.search(_OWN_REFERENCE.sub("", value))


def _unreadable() -> str:
    return str(
        _("Ce fichier n’est pas un logo lisible. Envoyez un SVG, un PNG ou un JPEG.")
    )
