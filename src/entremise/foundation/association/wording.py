"""The small markup of the texts that a deployer writes.

A line that begins with ``## `` is a heading; a paragraph whose lines begin with a dash is a
list. All the rest is words, shown as they were typed: no HTML, no link.
"""

import re
from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

VARIABLE = re.compile(r"\{(\w*)\}")


def fill_variables(text: str, values: Mapping[str, str]) -> str:
    """``{association}`` replaced; an unknown variable stays as it is."""
    return VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_variables(text: str, known: Mapping[str, object]) -> list[str]:
    """What stands between braces and is not known, as written."""
    return [found[0] for found in VARIABLE.finditer(text) if found[1] not in known]


def has_lone_brace(text: str) -> bool:
    return bool(re.search(r"[{}]", VARIABLE.sub("", text)))


def text_html(text: str) -> SafeString:
    """The text as headings, lists and paragraphs; everything is escaped."""
    return format_html_join("", "{}", ((_block_html(b),) for b in _blocks(text)))


def _blocks(text: str) -> list[list[str]]:
    """Paragraphs, as lists of lines; a heading stands alone."""
    blocks: list[list[str]] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in (line.strip() for line in paragraph.split("\n")):
            if line.startswith("## "):
                blocks += [lines, [line]]
                lines = []
            elif lines and line.startswith("- ") != lines[-1].startswith("- "):
                blocks.append(lines)
                lines = [line]
            else:
                lines.append(line)
        blocks.append(lines)
    return [block for block in blocks if any(block)]


def _block_html(lines: list[str]) -> SafeString:
    if lines[0].startswith("## "):
        return format_html("<h2>{}</h2>", lines[0].removeprefix("## "))
    if lines[0].startswith("- "):
        items = ((line.removeprefix("- "),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    following = format_html_join("", "<br>{}", ((line,) for line in lines[1:]))
    return format_html("<p>{}{}</p>", lines[0], following)
