"""Notices to people. Each app has its own in notices.py, as functions that call ``send_notice``.

A notice is a text template, ``<app>/templates/<app>/notices/<name>.txt``: short paragraphs,
and one link to this site alone on its line, after the line that is the label of its button.
``<name>.sms.txt``, if it exists, is the SMS; else the SMS says what the mail says.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.notices import once_a_day_key
from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.text import Sentence, gettext as _
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.enums import MessageChannel
from entremise.foundation.outbox.html_version import is_own_link
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.outbox.sms import (
    can_receive_sms,
    gsm_spelling,
    segment_count,
)
from entremise.foundation.outbox.suppression import is_suppressed
from entremise.foundation.outbox.transports import can_send_sms
from entremise.foundation.tasks.actions import raise_task

from .queries.recipients import Recipient

TELL_IN_PERSON = "messaging.by_hand"
# A notice that would be paid as more says its subject, and the link where the rest is read.
MOST_SEGMENTS_WITH_LINK = 3


def send_notice(
    purpose: str,
    *,
    to: User | Recipient,
    subject: Sentence,
    template: str,
    context: dict[str, Any],
    about: str = "",
    dedup_key: str | None = None,
    attachments: Sequence[dict[str, str]] = (),
    zone: Zone | None = None,
    transactional: bool = True,
    unsubscribe: str = "",
    unverified: bool = False,
) -> OutboxMessage:
    """Queue a notice: by e-mail, else by SMS, else the team is asked to tell the person.

    ``subject``: lazy text, with ``%(name)s`` taken from ``context`` if needed. ``zone``: the
    zone whose team may read it in the log; the recipient's own by default.
    ``transactional=False`` adds a mail address for unsubscribing; better, ``unsubscribe`` is
    the URL of a page that stops at once when a mail program posts to it (RFC 8058).
    ``unverified``: a visitor typed the address, and nobody has shown that it is theirs. The
    name that was typed is left out, and the notice leaves once a day at most; ``context``
    holds nothing that was typed either.
    """
    recipient = to if isinstance(to, Recipient) else Recipient.from_person(to)
    if unverified:
        recipient = replace(recipient, first_name="")
        address = recipient.email or recipient.phone
        dedup_key = once_a_day_key(purpose, address) if address else dedup_key
    message_zone = zone or recipient.zone
    with override(recipient.language):
        values = {
            "first_name": recipient.first_name,
            "brand": current_settings().site_name,
        } | context
        subject_text = str(subject) % values if "%(" in str(subject) else str(subject)
        channel = delivery_channel_for(recipient)
        message = queue_message(
            to=_address(recipient, channel),
            to_name=recipient.first_name,
            zone=message_zone.code if message_zone else "",
            channel=channel,
            purpose=purpose,
            subject=subject_text,
            text=_sms(template, subject_text, values)
            if channel == MessageChannel.SMS
            else _render_text(f"{template}.txt", values),
            about=about,
            dedup_key=dedup_key,
            attachments=attachments if channel == MessageChannel.EMAIL else (),
            headers=_unsubscribe_headers(transactional, unsubscribe),
            language=recipient.language,
        )
    if channel == MessageChannel.IN_PERSON and message.parked_at is None:
        _raise_tell_in_person_task(message, message_zone)
    return message


def _unsubscribe_headers(transactional: bool, unsubscribe: str) -> dict[str, str]:
    if unsubscribe:
        return {
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return (
        {}
        if transactional
        else {
            "List-Unsubscribe": f"<mailto:{current_settings().contact_email}?subject=stop>"
        }
    )


def _address(recipient: Recipient, channel: str) -> str:
    if channel == MessageChannel.EMAIL:
        return recipient.email
    return recipient.phone if channel == MessageChannel.SMS else ""


def delivery_channel_for(recipient: Recipient) -> str:
    """An e-mail or number that does not receive counts as none."""
    if recipient.email and not is_suppressed(MessageChannel.EMAIL, recipient.email):
        return MessageChannel.EMAIL
    return (
        MessageChannel.SMS
        if can_receive_sms(recipient.phone)
        and can_send_sms()
        and not is_suppressed(MessageChannel.SMS, recipient.phone)
        else MessageChannel.IN_PERSON
    )


def _raise_tell_in_person_task(message: OutboxMessage, zone: Zone | None) -> None:
    """Park the message of somebody without address, and ask the team to tell them."""
    message.parked_at = timezone.now()
    message.last_error = _("Ni e-mail ni SMS possible.")
    message.save(update_fields=["parked_at", "last_error"])
    raise_task(
        TELL_IN_PERSON,
        zone=zone,
        about=("team_mail", message.code, message.to_name),
        dedup_key=f"hand:{message.code}",
    )


def _render_text(template: str, values: dict[str, Any]) -> str:
    """Plain text: nothing is escaped, lines are stripped, at most one blank line in a row."""
    source = get_template(template).template  # type: ignore[attr-defined]
    lines = [
        line.strip()
        for line in source.render(Context(values, autoescape=False)).split("\n")
    ]
    text = "\n".join(lines).strip()
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text + "\n"


def _sms(template: str, subject: str, values: dict[str, Any]) -> str:
    """The short text; without one, all that the mail says, or the subject when the rest can be
    read behind a link. Somebody who only has a telephone misses no day, hour nor place.
    """
    try:
        return _render_text(f"{template}.sms.txt", values).strip()
    except TemplateDoesNotExist:
        text = _render_text(f"{template}.txt", values)
    beginning = f"{current_settings().site_name} :"
    links = [line for line in text.split("\n") if is_own_link(line)]
    whole = " ".join([beginning, *_sentences_of(text), *links[:1]])
    if not links or segment_count(gsm_spelling(whole)) <= MOST_SEGMENTS_WITH_LINK:
        return whole
    return " ".join([beginning, subject, *links[:1]])


def _sentences_of(text: str) -> list[str]:
    """The lines of a notice without its greeting, its links and the labels of its buttons."""
    lines = [line for line in text.split("\n") if line]
    return [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if not line.endswith((",", "،")) or line != lines[0]
        if not is_own_link(line) and not is_own_link(following)
    ]
