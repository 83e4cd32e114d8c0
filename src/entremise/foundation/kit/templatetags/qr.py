"""``{% qr address %}``: a QR code as inline SVG, drawn by our own process, without style or script."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr(text: str, scale: int = 5) -> SafeString:
    """Decorative: what it holds must also be written beside it. Black on white whatever the theme: phones read it."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=scale, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    # segno draws squares: nothing of the text itself is in the markup.
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))
