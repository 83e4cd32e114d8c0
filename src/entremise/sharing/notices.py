"""Letters to supporters and to holders of a copy, without image nor tracking link."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import is_right_to_left
from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext, gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient

from . import signing
from .enums import DigestFrequency
from .models import PDFCopy, Supporter

DIGEST_PURPOSE = "sharing.digest"
SUBJECT_MANY = _("%(count)s personnes à faire connaître")
SUBJECT_ONE = _("Une personne à faire connaître")


def _contact(supporter: Supporter) -> Recipient:
    return Recipient(
        email=supporter.email or "",
        first_name=supporter.first_name,
        language=supporter.language,
    )


def _link(purpose: str, supporter: Supporter, kind: str) -> str:
    return url_to(
        purpose, language=supporter.language, key=signing.supporter_key(supporter, kind)
    )


def notify_address_to_confirm(supporter: Supporter) -> None:
    send_notice(
        "sharing.confirm",
        to=_contact(supporter),
        subject=_("Confirmez votre adresse"),
        template="sharing/notices/confirm",
        context={"link": _link("supporter_confirm", supporter, signing.CONFIRM)},
        about=supporter.code,
        unverified=True,
    )


def notify_supporter_page_link(supporter: Supporter) -> None:
    """The link to their page, for somebody who is a supporter already."""
    send_notice(
        "sharing.place",
        to=_contact(supporter),
        subject=_("Le lien vers votre page"),
        template="sharing/notices/place",
        context={"link": _link("supporter_place", supporter, signing.PAGE)},
        about=supporter.code,
    )


def _quoted_tagline(cv: PublicCV, language: str) -> str:
    """The tagline in quotes of the letter, isolated when its direction is another."""
    if not cv.content.tagline:
        return ""
    with override(language):
        quoted = gettext("«\u00a0%(words)s\u00a0»") % {"words": cv.content.tagline}
    isolate = is_right_to_left(cv.language) != is_right_to_left(language)
    return f"\u2068{quoted}\u2069" if isolate else quoted


def notify_supporter_digest(
    supporter: Supporter, people: Sequence[tuple[PublicCV, str]], *, dedup_key: str
) -> None:
    """``people``: (CV, address of its page)."""
    people = [(cv.in_language(supporter.language), link) for cv, link in people]
    stop = _link("supporter_stop", supporter, signing.STOP)
    context: dict[str, Any] = {
        "people": [
            {"cv": cv, "tagline": _quoted_tagline(cv, supporter.language), "link": link}
            for cv, link in people
        ],
        "count": len(people),
        "place": _link("supporter_place", supporter, signing.PAGE),
        "stop": stop,
        "rhythm": DigestFrequency(supporter.every_days).label,
        "until": formats.date_format(
            timezone.localtime(supporter.last_active_at)
            + timedelta(days=current_settings().days_of_idle_supporters),
            "d/m/Y",
        ),
    }
    send_notice(
        DIGEST_PURPOSE,
        to=_contact(supporter),
        subject=SUBJECT_MANY if len(people) > 1 else SUBJECT_ONE,
        template="sharing/notices/digest",
        context=context,
        about=supporter.code,
        dedup_key=dedup_key,
        unsubscribe=stop,
    )


def notify_copy_to_delete(copy: PDFCopy) -> None:
    """Asks the holder of a copy to delete it, without giving a reason."""
    contact = (
        Recipient.from_person(copy.user)
        if copy.user
        else Recipient(email=copy.email or "", language=copy.language)
    )
    stop = (
        url_to(
            "copy_stop",
            language=contact.language,
            key=signing.copy_address_key(copy.email),
        )
        if copy.email
        else ""
    )
    send_notice(
        "sharing.no_longer_public",
        to=contact,
        subject=_("%(person)s : son CV n’est plus public"),
        template="sharing/notices/no_longer_public",
        context={
            "person": copy.candidate.first_name,
            "stop": stop,
            "link": url_to("gallery", language=contact.language),
        },
        about=copy.candidate.code,
    )
