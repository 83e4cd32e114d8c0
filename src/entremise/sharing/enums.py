from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class ShareChannel(models.TextChoices):
    LINKEDIN = "linkedin", "LinkedIn"
    WHATSAPP = "whatsapp", "WhatsApp"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    COPY = "copy", _("Copier le lien")
    PRINT = "print", _("QR et papier")
    POSTER = "poster", _("Affiche")
    SCREEN = "screen", _("Écran d’entreprise")
    EMBED = "embed", _("Galerie sur un autre site")
    FEED = "feed", _("Fil d’actualité")
    DIGEST = "digest", _("Lettre aux supporters")
    KIT = "kit", _("Kit d’une entreprise")


# Paper (``rendering.papers``) → the channel of the link that its QR code opens.
CHANNEL_OF_PAPER: dict[str, ShareChannel] = {
    "carte": ShareChannel.PRINT,
    "affiche": ShareChannel.POSTER,
    "ecran": ShareChannel.SCREEN,
}


class DigestFrequency(models.IntegerChoices):
    """How many days there are between two letters to a supporter."""

    FORTNIGHT = 14, _("Tous les quinze jours")
    MONTH = 30, _("Une fois par mois")
    QUARTER = 90, _("Tous les trois mois")


class Tone(models.TextChoices):
    """The tone of a share message."""

    SIMPLE = "simple", _("Simple")
    WARM = "warm", _("Chaleureux")
    PRO = "pro", _("Professionnel")


class Attribution(models.TextChoices):
    """How we know which share link led to a contact."""

    CARRIED = "carried", _("l’adresse portait le lien")
    SAME_VISITOR = "same_visitor", _("venue le même jour par un seul lien")
    SPLIT = "split", _("venue le même jour par plusieurs liens, à parts égales")
    UNKNOWN = "unknown", _("inconnue")


class ScraperKind(models.TextChoices):
    """Why a network is suspected of scraping."""

    BULK = "bulk", _("A lu beaucoup de personnes en une heure")
    HONEYPOT = "trap", _("A suivi le lien que seul un robot suit")
