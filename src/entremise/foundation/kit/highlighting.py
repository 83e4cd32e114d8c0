"""Highlighted words in a text, as HTML."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def highlight_html(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """The text with ``<mark>``. ``pieces``: (text, whether it is to be marked), in order."""
    runs = [
        ("".join(piece for piece, _ in run), hit)
        for hit, run in groupby(pieces, key=itemgetter(1))
    ]
    return format_html_join(
        "",
        "{}",
        [(format_html("<mark>{}</mark>", run) if hit else run,) for run, hit in runs],
    )
