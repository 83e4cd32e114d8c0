"""Metadata and text of a PDF."""

import re
import subprocess
from html import unescape

from . import system_tools


def pdf_info(pdf: bytes) -> str:
    return _ask("pdfinfo", "-", of=pdf)


def pdf_text(pdf: bytes) -> str:
    return _ask("pdftotext", "-layout", "-", "-", of=pdf)


def pdf_words(pdf: bytes) -> list[tuple[float, float, str]]:
    """Where each word begins and ends, in points from the left, and the word."""
    said = _ask("pdftotext", "-bbox", "-", "-", of=pdf)
    found = re.findall(r'<word xMin="([\d.]+)".* xMax="([\d.]+)".*?>(.*?)</word>', said)
    return [(float(left), float(right), unescape(word)) for left, right, word in found]


def _ask(tool: str, *arguments: str, of: bytes) -> str:
    said = subprocess.run(
        [system_tools.pdf_tool_path(tool), *arguments],
        input=of,
        capture_output=True,
        check=True,
    )
    return said.stdout.decode()
