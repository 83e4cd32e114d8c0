"""``{% qr address %}``: a QR code as inline SVG, without style or script."""

from itertools import groupby

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
QUIET_ZONE = 4  # empty border, in modules


@register.simple_tag
def qr(text: str, scale: int = 5) -> SafeString:
    """Hidden from screen readers: what it holds must also be written beside it.

    Black on white in every theme, so that phones can read it.
    """
    rows = segno.make(text, error="m").matrix
    size = len(rows) + 2 * QUIET_ZONE
    return format_html(
        '<svg class="qr" aria-hidden="true" focusable="false" viewBox="0 0 {0} {0}" width="{1}" height="{1}">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>',
        size,
        size * scale,
        "".join(_runs(y, row) for y, row in enumerate(rows)),
    )


def _runs(y: int, row: bytearray) -> str:
    """The dark runs of one line, as SVG path commands."""
    drawn, x = "", QUIET_ZONE
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            drawn += f"M{x} {y + QUIET_ZONE}h{length}v1h-{length}z"
        x += length
    return drawn
