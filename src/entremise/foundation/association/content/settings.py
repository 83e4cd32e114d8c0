"""Every setting of the association, declared once.

    current_settings().site_name        (``queries``)

The attribute is the key under which the value is stored. A value that the environment gives
wins over the stored one; the page says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings

from entremise.foundation.association.enums import SettingKind, SettingSection
from entremise.foundation.kit.text import Sentence, gettext_lazy as _

T = TypeVar("T", str, int)


@dataclass(frozen=True)
class SettingDeclaration:
    """What is known of one setting besides its value."""

    kind: SettingKind
    section: SettingSection
    label: Sentence
    help_text: Sentence = ""
    # what is read when nothing is set; a function when it depends on the installation
    default: str | int | Callable[[], str] = ""
    environment: str = ""  # name of the Django setting, the same as in the environment
    required_by_law: bool = False
    max_length: int = 200  # characters
    minimum: int = 0  # days, or a number; both included
    maximum: int = 0
    bounds_reason: Sentence = ""
    # which part of the platform reads it, for who reads the code; pages are found by name
    read_by: str = ""
    key: str = ""

    @property
    def default_value(self) -> str | int:
        return self.default() if callable(self.default) else self.default

    @property
    def environment_value(self) -> str:
        """The value given by the installation; empty when it gives none."""
        if not self.environment:
            return ""
        return str(getattr(settings, self.environment, "") or "")

    @property
    def is_fixed(self) -> bool:
        return bool(self.environment_value)


def declare(
    kind: SettingKind,
    section: SettingSection,
    label: Sentence,
    *,
    default: T | Callable[[], str] = "",  # type: ignore[assignment]
    **details: Any,
) -> T:
    """A field of SiteSettings that carries its declaration."""
    declaration = SettingDeclaration(kind, section, label, default=default, **details)
    return cast(T, field(metadata={"declaration": declaration}))


def contact_address_of_installation() -> str:
    """The address of DEFAULT_FROM_EMAIL; ``bonjour@`` the site's host when there is none."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = urlsplit(settings.SITE_URL).hostname or ""
    if "." not in host or host.replace(".", "").isdigit():
        host = "entremise.example"
    return address or f"bonjour@{host}"


LINE, TEXT = SettingKind.LINE, SettingKind.TEXT
FACE, LEGAL, HOST = SettingSection.FACE, SettingSection.LEGAL, SettingSection.HOST
DATA, RETENTION = SettingSection.DATA, SettingSection.RETENTION
DAYS = SettingKind.DAYS
NUMBERS = (SettingKind.DAYS, SettingKind.COUNT)  # read as int


# Until somebody says its name; translated where it is read.
UNNAMED = "L’association"


@dataclass(frozen=True)
class SiteSettings:
    """The values in force."""

    # face
    site_name: str = declare(
        LINE,
        FACE,
        _("Nom du site"),
        default="Entremise",
        environment="BRAND_NAME",
        max_length=60,
        help_text=_("En haut de chaque page, et dans chaque message."),
        read_by="pages, messages, papers, calendars",
    )
    association_name: str = declare(
        LINE,
        FACE,
        _("Nom de l’association"),
        default=UNNAMED,
        environment="ASSOCIATION_NAME",
        max_length=120,
        help_text=_("Celle qui publie le site et répond des données."),
        read_by="pages, messages, papers, feeds, the legal notice",
    )
    logo: str = declare(
        SettingKind.LOGO,
        FACE,
        _("Logo"),
        environment="BRAND_LOGO",
        help_text=_(
            "SVG, PNG ou JPEG, 1 Mo au plus. Il est montré en petit, à côté du nom."
        ),
        read_by="the header of pages",
    )
    primary_colour: str = declare(
        SettingKind.COLOUR,
        FACE,
        _("Couleur principale"),
        environment="BRAND_PRIMARY",
        help_text=_(
            "Boutons et liens. Par exemple #1d5f49. Elle est un peu foncée si besoin, pour être "
            "lue ; trop claire, elle est refusée."
        ),
        read_by="the style sheet, PDF and pictures",
    )
    accent_colour: str = declare(
        SettingKind.COLOUR,
        FACE,
        _("Couleur d’accent"),
        environment="BRAND_ACCENT",
        help_text=_("Derrière un texte à remarquer. Par exemple #f0bd5b."),
        read_by="the style sheet, PDF and pictures",
    )
    contact_email: str = declare(
        SettingKind.EMAIL,
        FACE,
        _("Adresse e-mail de contact"),
        default=contact_address_of_installation,
        environment="CONTACT_EMAIL",
        help_text=_("Elle est publique. Quelqu’un doit la lire."),
        read_by="pages, messages, security.txt",
    )
    contact_phone: str = declare(
        SettingKind.PHONE,
        FACE,
        _("Téléphone de contact"),
        environment="CONTACT_PHONE",
        max_length=30,
        help_text=_("Il est public."),
        read_by="pages, the legal notice",
    )
    # legal notice
    legal_form: str = declare(
        LINE,
        LEGAL,
        _("Forme juridique"),
        required_by_law=True,
        help_text=_("Par exemple : association loi de 1901."),
        read_by="the legal notice",
    )
    registered_address: str = declare(
        TEXT,
        LEGAL,
        _("Adresse du siège"),
        required_by_law=True,
        max_length=300,
        read_by="the legal notice",
    )
    registration_number: str = declare(
        SettingKind.REGISTRATION,
        LEGAL,
        _("Numéro RNA ou SIREN"),
        max_length=30,
        help_text=_(
            "W et 9 chiffres pour le RNA, 9 chiffres pour le SIREN, 14 pour le SIRET."
        ),
        read_by="the legal notice",
    )
    supervisory_mention: str = declare(
        LINE,
        LEGAL,
        _("Agrément ou autorité de tutelle"),
        max_length=300,
        help_text=_("S’il y en a : agrément, habilitation, autorité qui l’a donné."),
        read_by="the legal notice",
    )
    publication_director: str = declare(
        LINE,
        LEGAL,
        _("Directeur ou directrice de la publication"),
        required_by_law=True,
        help_text=_("Une personne, par son nom : le plus souvent, qui préside."),
        read_by="the legal notice",
    )
    host_name: str = declare(
        LINE,
        HOST,
        _("Nom de l’hébergeur"),
        required_by_law=True,
        help_text=_("L’entreprise chez qui tourne le site."),
        read_by="the legal notice",
    )
    host_address: str = declare(
        TEXT,
        HOST,
        _("Adresse de l’hébergeur"),
        required_by_law=True,
        max_length=300,
        read_by="the legal notice",
    )
    host_phone: str = declare(
        SettingKind.PHONE,
        HOST,
        _("Téléphone de l’hébergeur"),
        required_by_law=True,
        max_length=30,
        read_by="the legal notice",
    )
    # personal data
    data_protection_officer: str = declare(
        TEXT,
        DATA,
        _("Délégué·e à la protection des données"),
        max_length=300,
        help_text=_("Nom, et comment lui écrire. Laissez vide s’il n’y en a pas."),
        read_by="the legal notice, « Vos données »",
    )
    processors: str = declare(
        TEXT,
        DATA,
        _("Sous-traitants"),
        max_length=3000,
        help_text=_(
            "Un par ligne : nom, ce qu’il fait, pays. Par exemple : Exemple Mail, envoi des "
            "e-mails, France."
        ),
        read_by="the legal notice, « Vos données »",
    )
    accessibility_audit: str = declare(
        TEXT,
        DATA,
        _("Audit d’accessibilité"),
        max_length=1000,
        help_text=_(
            "Qui a vérifié ce site, quand, et le taux de conformité au RGAA. Laissez vide tant "
            "qu’aucun audit n’est fait : la page le dit."
        ),
        read_by="the declaration of accessibility",
    )
    # how long, in days
    days_of_message_texts: int = declare(
        DAYS,
        RETENTION,
        _("Texte des e-mails et des SMS envoyés"),
        default=62,
        minimum=7,
        maximum=90,
        bounds_reason=_(
            "Une semaine au moins, pour savoir ce qui a été dit à qui n’a rien reçu."
        ),
        read_by="outbox.jobs",
    )
    days_of_session: int = declare(
        DAYS,
        RETENTION,
        _("Connexion d’une personne qui n’est pas de l’équipe"),
        default=90,
        minimum=1,
        maximum=180,
        bounds_reason=_("Plus longtemps, un téléphone perdu resterait ouvert."),
        read_by="accounts.sessions",
    )
    days_of_idle_session: int = declare(
        DAYS,
        RETENTION,
        _("Connexion dont personne ne se sert"),
        default=14,
        minimum=1,
        maximum=30,
        bounds_reason=_("Plus longtemps, un téléphone perdu resterait ouvert."),
        read_by="accounts.sessions",
    )
    days_of_ended_sessions: int = declare(
        DAYS,
        RETENTION,
        _("Traces d’une connexion finie"),
        default=30,
        minimum=7,
        maximum=30,
        bounds_reason=_(
            "Une semaine au moins, pour reconnaître un accès qui n’est pas le sien."
        ),
        read_by="accounts.jobs",
    )
    days_of_done_tasks: int = declare(
        DAYS,
        RETENTION,
        _("Mots d’une tâche faite"),
        default=365,
        minimum=30,
        maximum=365,
        bounds_reason=_("Au-delà d’un an, ils ne servent plus à la personne."),
        read_by="tasks.jobs",
    )
    days_of_coach_applications: int = declare(
        DAYS,
        RETENTION,
        _("Proposition pour être coach"),
        default=365,
        minimum=30,
        maximum=365,
        bounds_reason=_(
            "Un mois au moins, pour répondre. Un an au plus, comme pour un recrutement sans suite."
        ),
        read_by="coaching.jobs",
    )
    days_of_unfinished_sign_ups: int = declare(
        DAYS,
        RETENTION,
        _("Inscription à la lettre jamais confirmée"),
        default=7,
        minimum=7,
        maximum=30,
        bounds_reason=_("Le lien de confirmation est valable une semaine."),
        read_by="sharing.actions.supporters",
    )
    days_of_idle_supporters: int = declare(
        DAYS,
        RETENTION,
        _("Inscription à la lettre sans aucun geste"),
        default=730,
        minimum=180,
        maximum=730,
        bounds_reason=_("Deux ans au plus après le dernier contact."),
        read_by="sharing.actions.supporters",
    )
    days_of_copies: int = declare(
        DAYS,
        RETENTION,
        _("Adresse de qui a gardé une copie d’un CV"),
        default=365,
        minimum=183,
        maximum=365,
        bounds_reason=_(
            "Aussi longtemps au moins que le CV peut être montré : six mois."
        ),
        read_by="sharing.actions.copies",
    )
    days_of_visits: int = declare(
        DAYS,
        RETENTION,
        _("Visites et partages, sans nom"),
        default=761,
        minimum=90,
        maximum=761,
        bounds_reason=_(
            "Vingt-cinq mois au plus, comme le demande la CNIL pour une mesure d’audience."
        ),
        read_by="sharing.actions.daily_counts",
    )
    days_of_suspected_copiers: int = declare(
        DAYS,
        RETENTION,
        _("Réseaux qui ont copié des pages"),
        default=365,
        minimum=30,
        maximum=365,
        bounds_reason=_("Un an au plus, comme pour des traces techniques."),
        read_by="sharing.actions.suspected_scrapers",
    )
    # text messages
    sms_segments_per_month: int = declare(
        SettingKind.COUNT,
        SettingSection.SMS,
        _("Nombre de SMS par mois, au plus"),
        default=1000,
        minimum=1,
        maximum=1_000_000,
        help_text=_(
            "Un message long compte pour plusieurs. L’administration est prévenue à 80 %."
        ),
        read_by="outbox.sms_spending",
    )
    sms_price: str = declare(
        SettingKind.PRICE,
        SettingSection.SMS,
        _("Prix d’un SMS, en euros"),
        max_length=8,
        help_text=_("Par exemple 0,079. Il est sur la facture du fournisseur."),
        read_by="outbox.sms_spending",
    )


DECLARATIONS: dict[str, SettingDeclaration] = {
    item.name: SettingDeclaration(
        **{**vars(item.metadata["declaration"]), "key": item.name}
    )
    for item in fields(SiteSettings)
}
