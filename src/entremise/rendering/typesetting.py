"""Typesets data with a Typst template (``<template>.typ``), one compiler per call.

Whatever a person typed is set: a letter that no font of the machine has becomes a box.
"""

import functools
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit import brand
from entremise.foundation.kit.text import without_controls

from .glyphs import breakable, with_boxes, without_glyph

logger = logging.getLogger(__name__)
HERE = Path(__file__).parent
# Values that are no text of a person: drawings, pictures, addresses, colours.
_NOT_WORDS = frozenset(["qr", "photo", "address", "address_read", "colors", "lang"])
MAX_ATTEMPTS = 3
# « the text `"\u{ffff}"` could not be displayed with font … »
_LOST = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_EACH_LETTER = b"""
#set document(title: "letters")
#set text(font: ("Noto Sans", "Noto Naskh Arabic"))
#for letter in json(bytes(sys.inputs.data)) { par(letter) }
"""
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


@functools.cache
def fonts() -> typst.Fonts:
    # The fonts of the machine come last, for the scripts that ours have not.
    return typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[HERE / "fonts"],
    )


@functools.lru_cache(maxsize=8)
def brand_colors(primary: str, accent: str) -> dict[str, str]:
    chosen = brand.brand_palette(primary, accent)
    return {
        "primary": chosen.primary_light,
        "accent": chosen.accent,
        "paper": "#fbf8f1",
        "ink": "#1c2333",
        "soft": "#535b6b",
    }


def _inputs(data: dict[str, Any]) -> dict[str, Any]:
    """The data for the template, with a box for each letter that no font has."""
    site = current_settings()
    inputs = _each_text(
        {
            "brand": site.site_name,
            "association": site.association_name,
            "colors": brand_colors(site.primary_colour, site.accent_colour),
            **data,
        },
        lambda text: breakable(without_controls(text)),
    )
    doubtful = without_glyph(json.dumps(inputs, ensure_ascii=False))
    return _boxed(inputs, _undrawn(doubtful)) if doubtful else inputs


@functools.lru_cache(maxsize=256)
def _undrawn(letters: frozenset[str]) -> frozenset[str]:
    """Those that no font of this machine has: the compiler is asked to set them."""
    compiler = typst.Compiler(_EACH_LETTER, root=HERE, font_paths=fonts())
    try:
        compiler.compile(
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(sorted(letters))},
        )
    except typst.TypstError as error:
        return _lost_letters(error)
    return frozenset()


def _boxed(inputs: dict[str, Any], lost: frozenset[str]) -> dict[str, Any]:
    changed: dict[str, Any] = _each_text(
        inputs, functools.partial(with_boxes, lost=lost)
    )
    return changed


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {
            name: one if name in _NOT_WORDS else _each_text(one, change)
            for name, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_each_text(one, change) for one in value]
    return value


def _compile(template: str, inputs: dict[str, Any], **options: Any) -> bytes:
    compiler = typst.Compiler(HERE / f"{template}.typ", root=HERE, font_paths=fonts())
    made = compiler.compile(sys_inputs={"data": json.dumps(inputs)}, **options)
    return _single(made)


def typeset_pdf(template: str, data: dict[str, Any], *, made_at: int) -> bytes:
    """A tagged PDF (PDF/UA-1). ``made_at``: seconds since the epoch."""
    inputs = _inputs(data)
    pdf = functools.partial(_compile, template, format="pdf", timestamp=made_at)
    for _attempt in range(MAX_ATTEMPTS):
        try:
            return pdf(inputs, pdf_standards="ua-1")
        except typst.TypstError as error:
            # No font has these together, as an accent on a letter of another script.
            lost = _lost_letters(error)
            if not lost:
                raise
            inputs = _boxed(inputs, without_glyph("".join(lost)) or lost)
    # Drawn as fonts can, without the tags' promise.
    logger.warning("%s.pdf is not PDF/UA-1: letters without glyph", template)
    return pdf(inputs)


def typeset_png(template: str, data: dict[str, Any], *, points: int = 72) -> bytes:
    """``points``: pixels per inch; 72 makes one pixel a point."""
    return _compile(template, _inputs(data), format="png", ppi=points)


def _lost_letters(error: typst.TypstError) -> frozenset[str]:
    """The letters that no font displays, as the compiler lists them."""
    said = f"{error} {getattr(error, 'diagnostic', '')}"
    texts = (_ESCAPED.sub(_unescaped, text) for text in _LOST.findall(said))
    return frozenset("".join(texts))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def _single(pages: Any) -> bytes:
    return pages[0] if isinstance(pages, list) else pages
