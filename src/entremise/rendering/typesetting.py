"""Typst, with our own fonts only: the same pages on every machine, in milliseconds, one
compiler per call.
"""

import functools
import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from entremise.foundation.kit import brand

HERE = Path(__file__).parent


@functools.cache
def fonts() -> typst.Fonts:
    # The machine's own fonts come last, for the scripts that ours do not hold.
    return typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[HERE / "fonts"],
    )


@functools.cache
def brand_colors() -> dict[str, str]:
    chosen = brand.brand_palette(settings.BRAND_PRIMARY, settings.BRAND_ACCENT)
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
    values = {
        "brand": settings.BRAND_NAME,
        "association": settings.ASSOCIATION_NAME,
        "colours": brand_colors(),
        **data,
    }
    compiler = typst.Compiler(HERE / f"{template}.typ", root=HERE, font_paths=fonts())
    return compiler, {"data": json.dumps(values)}


def typeset_pdf(template: str, data: dict[str, Any], *, made_at: int) -> bytes:
    """Tagged, PDF/UA-1."""
    compiler, inputs = _compiler(template, data)
    return _single(
        compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at
        )
    )


def typeset_png(template: str, data: dict[str, Any], *, points: int = 72) -> bytes:
    """One pixel a point, or smaller."""
    compiler, inputs = _compiler(template, data)
    return _single(compiler.compile(format="png", ppi=points, sys_inputs=inputs))


def _single(made: Any) -> bytes:
    return made[0] if isinstance(made, list) else made
