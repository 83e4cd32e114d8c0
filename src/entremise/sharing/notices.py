"""Letters to supporters. They carry no picture, and no link that tells who opened it."""

from collections.abc import Sequence
from typing import Any

from django.utils import formats, timezone

from entremise.candidates.content import PublicCV
from entremise.candidates.languages import is_right_to_left
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import Contact, send

from . import keys
from .enums import Rhythm
from .models import PDFCopy, Supporter

DIGEST = "sharing.digest"
COUNTED = _("%(count)s personnes à faire connaître")
ONE = _("Une personne à faire connaître")


def _contact(supporter: Supporter) -> Contact:
    return Contact(
        email=supporter.email or "",
        first_name=supporter.first_name,
        language=supporter.language,
    )


def _link(purpose: str, supporter: Supporter, kind: str) -> str:
    return url_to(
        purpose, language=supporter.language, key=keys.key_of(supporter, kind)
    )


def confirm(supporter: Supporter) -> None:
    send(
        "sharing.confirm",
        to=_contact(supporter),
        subject=_("Confirmez votre adresse"),
        template="sharing/notices/confirm",
        context={"link": _link("supporter_confirm", supporter, keys.CONFIRM)},
        about=supporter.code,
    )


def place(supporter: Supporter) -> None:
    """To somebody we write to already: the way to their page."""
    send(
        "sharing.place",
        to=_contact(supporter),
        subject=_("Le lien vers votre page"),
        template="sharing/notices/place",
        context={"link": _link("supporter_place", supporter, keys.PLACE)},
        about=supporter.code,
    )


def _said(cv: PublicCV, language: str) -> str:
    """The person's own sentence; held together when it runs the other way than the letter."""
    words = f"«\u00a0{cv.content.tagline}\u00a0»" if cv.content.tagline else ""
    turned = is_right_to_left(cv.language) != is_right_to_left(language)
    return f"\u2068{words}\u2069" if words and turned else words


def digest(
    supporter: Supporter, people: Sequence[tuple[PublicCV, str]], *, dedup_key: str
) -> None:
    """``people``: each with the address of their page."""
    people = [(cv.in_language(supporter.language), link) for cv, link in people]
    stop = _link("supporter_stop", supporter, keys.STOP)
    context: dict[str, Any] = {
        "people": [
            {"cv": cv, "said": _said(cv, supporter.language), "link": link}
            for cv, link in people
        ],
        "count": len(people),
        "place": _link("supporter_place", supporter, keys.PLACE),
        "stop": stop,
        "rhythm": Rhythm(supporter.every_days).label,
        "until": formats.date_format(
            timezone.localtime(supporter.touched_at) + keys.FORGOTTEN_AFTER, "d/m/Y"
        ),
    }
    send(
        DIGEST,
        to=_contact(supporter),
        subject=COUNTED if len(people) > 1 else ONE,
        template="sharing/notices/digest",
        context=context,
        about=supporter.code,
        dedup_key=dedup_key,
        unsubscribe=stop,
    )


def no_longer_public(copy: PDFCopy) -> None:
    """To who has a copy: delete it, please. Not a word of why."""
    contact = (
        Contact.of(copy.user)
        if copy.user
        else Contact(email=copy.email or "", language=copy.language)
    )
    stop = (
        url_to(
            "copy_stop", language=contact.language, key=keys.key_of_address(copy.email)
        )
        if copy.email
        else ""
    )
    send(
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
