"""The text of a message as HTML."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.text import gettext as _

from .models import OutboxMessage

MAX_BUTTON_LABEL = (
    48  # characters; a longer line is a sentence, not the label of a button
)
RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur")


def message_html(message: OutboxMessage) -> str:
    """The message as HTML: paragraphs, lists, and links to this site as buttons."""
    if message.html:
        return message.html
    with override(message.language):
        return render_to_string(
            "kit/mail_frame.html",
            {
                "subject": message.subject,
                "blocks": text_blocks(message.text),
                "language": message.language,
                "direction": "rtl" if message.language in RIGHT_TO_LEFT else "ltr",
                "brand": current_settings().site_name,
                "association": current_settings().association_name,
                "site_url": settings.SITE_URL,
            },
        )


def text_blocks(text: str) -> list[dict[str, Any]]:
    """The paragraphs of a text, as dicts of lines, points, or link and label.

    A paragraph is a list when each line begins with a dash; it ends with a button when its
    last line is a link to this site. No other address becomes a link.
    """
    blocks: list[dict[str, Any]] = []
    for paragraph in text.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if not lines:
            continue
        if is_own_link(lines[-1]):
            label = lines[-2].rstrip(" \u00a0\u202f:") if len(lines) > 1 else ""
            before = lines[:-2] if 0 < len(label) <= MAX_BUTTON_LABEL else lines[:-1]
            if before:
                blocks.append({"lines": before})
            blocks.append(
                {
                    "link": lines[-1],
                    "label": label
                    if 0 < len(label) <= MAX_BUTTON_LABEL
                    else _("Ouvrir la page"),
                }
            )
        elif all(line.startswith("- ") for line in lines):
            blocks.append({"points": [line[2:] for line in lines]})
        else:
            blocks.append({"lines": lines})
    return blocks


def is_own_link(line: str) -> bool:
    return line.startswith(f"{settings.SITE_URL}/") and " " not in line
