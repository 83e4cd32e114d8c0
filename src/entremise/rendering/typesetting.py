"""Typesets data with a Typst template (``<template>.typ``), one compiler per call."""

import functools
import json
from pathlib import Path
from typing import Any

import typst

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit import brand

HERE = Path(__file__).parent


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


def _compiler(
    template: str, data: dict[str, Any]
) -> tuple[typst.Compiler, dict[str, str]]:
    site = current_settings()
    values = {
        "brand": site.site_name,
        "association": site.association_name,
        "colors": brand_colors(site.primary_colour, site.accent_colour),
        **data,
    }
    compiler = typst.Compiler(HERE / f"{template}.typ", root=HERE, font_paths=fonts())
    return compiler, {"data": json.dumps(values)}


def typeset_pdf(template: str, data: dict[str, Any], *, made_at: int) -> bytes:
    """A tagged PDF (PDF/UA-1). ``made_at``: seconds since the epoch."""
    compiler, inputs = _compiler(template, data)
    return _single(
        compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at
        )
    )


def typeset_png(template: str, data: dict[str, Any], *, points: int = 72) -> bytes:
    """``points``: pixels per inch; 72 makes one pixel a point."""
    compiler, inputs = _compiler(template, data)
    return _single(compiler.compile(format="png", ppi=points, sys_inputs=inputs))


def _single(pages: Any) -> bytes:
    return pages[0] if isinstance(pages, list) else pages
