"""Metadata and text of a PDF."""

import subprocess

from . import system_tools


def pdf_info(pdf: bytes) -> str:
    return _ask("pdfinfo", "-", of=pdf)


def pdf_text(pdf: bytes) -> str:
    return _ask("pdftotext", "-layout", "-", "-", of=pdf)


def _ask(tool: str, *arguments: str, of: bytes) -> str:
    said = subprocess.run(
        [system_tools.pdf_tool_path(tool), *arguments],
        input=of,
        capture_output=True,
        check=True,
    )
    return said.stdout.decode()
