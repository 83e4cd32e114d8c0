"""Lines of the pages of settings: colours as they will be seen, channels."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from entremise.foundation.association import queries
from entremise.foundation.association.content.settings import DECLARATIONS
from entremise.foundation.kit import brand
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox.mail_providers import account_from_url
from entremise.foundation.outbox.mail_reports import report_url as mail_report_url
from entremise.foundation.outbox.sms import service_from_url
from entremise.foundation.outbox.transports import ovh_report_url


@dataclass(frozen=True)
class Paper:
    """The colours on one background, and their contrast."""

    title: str
    ground: str
    ink: str
    primary: str
    on_primary: str
    accent: str
    contrast: str  # "7,2"


@dataclass(frozen=True)
class ColourPreview:
    papers: list[Paper]
    refusals: list[tuple[Any, str]]  # name of the colour, why it is refused
    changed: bool  # the main colour is not shown as it was chosen


def colour_preview(primary: str, accent: str) -> ColourPreview:
    """How these colours look on light and dark paper, or why they are refused."""
    refusals = [
        (DECLARATIONS[key].label, why)
        for key, why in queries.colour_refusals(primary, accent)
    ]
    if refusals:
        return ColourPreview([], refusals, changed=False)
    chosen = brand.brand_palette(primary, accent)
    light, dark = brand.PAPER_LIGHT, brand.PAPER_DARK
    return ColourPreview(
        [
            _paper(_("Fond clair"), light, brand.INK, chosen.primary_light, chosen),
            _paper(
                _("Fond sombre"), dark, brand.PAPER_LIGHT, chosen.primary_dark, chosen
            ),
        ],
        [],
        changed=bool(primary)
        and brand.parse_colour(primary) != brand.parse_colour(chosen.primary_light),
    )


def _paper(
    title: str, ground: brand.Rgb, ink: brand.Rgb, primary: str, chosen: Any
) -> Paper:
    main = brand.parse_colour(primary)
    on_primary = brand.WHITE if ground == brand.PAPER_LIGHT else brand.PAPER_DARK
    ratio = brand.contrast_ratio(main, ground)
    return Paper(
        title,
        brand.hex_of(ground),
        brand.hex_of(ink),
        primary,
        brand.hex_of(on_primary),
        chosen.accent,
        f"{ratio:.1f}".replace(".", ","),
    )


@dataclass(frozen=True)
class ChannelFact:
    """One line of what is set. ``setting``: what drives it, in words or by its name."""

    channel: str
    label: str
    value: str
    setting: str


def _sender_setting() -> str:
    if settings.DEFAULT_FROM_EMAIL:
        return _("fixé par l’installation : DEFAULT_FROM_EMAIL")
    return _("le nom du site et l’adresse de contact, dans « L’association »")


def channel_facts() -> list[ChannelFact]:
    """What drives mails and SMS; never a password."""
    mail = [
        *(_provider_facts() if settings.MAIL_PROVIDER_URL else _server_facts()),
        ChannelFact(
            "mail", _("De la part de"), queries.sender_of_mails(), _sender_setting()
        ),
    ]
    if settings.SMS_BACKEND == "http":
        sms = service_from_url(settings.SMS_URL).name
    elif settings.SMS_BACKEND == "mail":
        sms = _("par la passerelle %(relay)s") % {"relay": settings.SMS_RELAY}
    elif settings.SMS_BACKEND == "demo":
        sms = _("aucun : la démonstration garde tout ici")
    else:
        sms = _("aucun : l’équipe prévient de vive voix qui n’a qu’un téléphone")
    facts = [*mail, ChannelFact("sms", _("Envoi"), sms, "SMS_URL")]
    if settings.SMS_BACKEND == "http" and settings.SMS_URL.startswith("ovh:"):
        # OVHcloud has one address for all messages: somebody writes it there
        facts.append(
            ChannelFact("sms", _("Adresse des rapports"), ovh_report_url(), "SMS_URL")
        )
    return facts


def _provider_facts() -> list[ChannelFact]:
    account = account_from_url(settings.MAIL_PROVIDER_URL)
    facts = [ChannelFact("mail", _("Fournisseur"), account.name, "EMAIL_URL")]
    if account.reports_view() is not None:
        facts.append(
            ChannelFact(
                "mail", _("Adresse des rapports"), mail_report_url(), "EMAIL_URL"
            )
        )
    return facts


def _server_facts() -> list[ChannelFact]:
    server = settings.DELIVERY
    host = f"{server['EMAIL_HOST']}:{server['EMAIL_PORT'] or 25}"
    if settings.DELIVERS_TO_DEMO:
        host = _("aucun : la démonstration garde tout ici")
    secured = (
        _("chiffrée dès le début (SSL)")
        if server.get("EMAIL_USE_SSL")
        else _("chiffrée (TLS)")
        if server.get("EMAIL_USE_TLS")
        else _("non chiffrée")
    )
    return [
        ChannelFact("mail", _("Serveur"), host, "EMAIL_URL"),
        ChannelFact("mail", _("Connexion"), secured, "EMAIL_URL"),
        ChannelFact(
            "mail",
            _("Compte"),
            server.get("EMAIL_HOST_USER") or _("aucun"),
            "EMAIL_URL",
        ),
    ]
