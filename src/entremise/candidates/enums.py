from enum import StrEnum

from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class PathState(models.TextChoices):
    """Where a candidate is on their path with the association."""

    APPLIED = "applied", _("Orientation reçue")
    MET = "met", _("Rencontre faite")
    ACCEPTED = "accepted", _("Accueil décidé")
    ACTIVE = "active", _("En parcours")
    EMPLOYED = "employed", _("En emploi")
    PAUSED = "paused", _("En pause")
    LEFT = "left", _("Parcours terminé")


PATH_MOVES: dict[str, tuple[str, ...]] = {
    PathState.APPLIED: (PathState.MET, PathState.LEFT),
    PathState.MET: (PathState.ACCEPTED, PathState.LEFT),
    PathState.ACCEPTED: (PathState.ACTIVE, PathState.PAUSED, PathState.LEFT),
    PathState.ACTIVE: (PathState.EMPLOYED, PathState.PAUSED, PathState.LEFT),
    PathState.EMPLOYED: (PathState.ACTIVE, PathState.PAUSED, PathState.LEFT),
    PathState.PAUSED: (PathState.ACTIVE, PathState.LEFT),
    PathState.LEFT: (PathState.ACTIVE,),
}
ACCOMPANIED_STATES = (
    PathState.ACCEPTED,
    PathState.ACTIVE,
    PathState.EMPLOYED,
    PathState.PAUSED,
)


class LeavingReason(models.TextChoices):
    JOB = "job", _("A trouvé un emploi durable")
    TRAINING = "training", _("Est parti·e en formation")
    MOVED = "moved", _("A déménagé")
    HEALTH = "health", _("A besoin de temps pour soi")
    OTHER_SUPPORT = "other_support", _("Est suivi·e ailleurs")
    NOT_SUITED = "not_suited", _("Le parcours ne convenait pas")
    NO_NEWS = "no_news", _("Plus de nouvelles")
    OTHER = "other", _("Autre")


class CVState(models.TextChoices):
    DRAFT = "draft", _("En cours d’écriture")
    SUBMITTED = "submitted", _("En relecture par l’équipe")
    CHANGES_REQUESTED = "changes_requested", _("Une retouche est demandée")
    APPROVED = "approved", _("Relu et accepté")


CV_MOVES: dict[str, tuple[str, ...]] = {
    CVState.DRAFT: (CVState.SUBMITTED,),
    CVState.SUBMITTED: (CVState.CHANGES_REQUESTED, CVState.APPROVED, CVState.DRAFT),
    CVState.CHANGES_REQUESTED: (CVState.SUBMITTED, CVState.DRAFT),
    CVState.APPROVED: (CVState.DRAFT,),
}


class PublicationEndReason(models.TextChoices):
    WITHDRAWN = "withdrawn", _("Retirée par la personne")
    WITHDRAWN_BY_TEAM = "withdrawn_by_team", _("Retirée par l’équipe à sa demande")
    REPLACED = "replaced", _("Remplacée par une version plus récente")
    EXPIRED = "expired", _("Accord arrivé à son terme")
    HIRED = "hired", _("A trouvé un emploi")
    LEFT = "left", _("A quitté le parcours")
    DENIED = "denied", _("La personne dit que ce n’était pas elle")


class GrantField(models.TextChoices):
    """What a candidate may choose to show beyond the first name and the text of the CV."""

    PHOTO = "photo", _("Ma photo")
    FAMILY_NAME = "family_name", _("Mon nom de famille")
    STORY = "story", _("Mon histoire")
    RECOMMENDATIONS = "recommendations", _("Ce que d’autres disent de moi")


class GrantChannel(models.TextChoices):
    """Where the CV is shown. The page is required by every other channel."""

    PAGE = "page", _("Une page sur ce site, que le public peut partager")
    PREVIEW_PHOTO = "preview_photo", _("Ma photo dans l’aperçu sur les réseaux")
    PDF = "pdf", _("Un CV à télécharger et à imprimer")
    SEARCH_ENGINES = "search_engines", _("Les moteurs de recherche (Google…)")
    PARTNERS = (
        "partners",
        _(
            "Ma carte sur le site d’entreprises et d’associations, et dans leurs fils d’actualité"
        ),
    )


class GrantMethod(models.TextChoices):
    SELF = "self", _("Par la personne, dans sa session")
    CODE = "code", _("Par un code envoyé à la personne")
    PAPER = "paper", _("Sur papier, enregistré par l’équipe")


class PaperConsentState(models.TextChoices):
    """Where a signed paper stands between who recorded it and who reads it."""

    WAITING = "waiting", _("À lire par une deuxième personne")
    ACCEPTED = "accepted", _("Lu et accepté")
    REFUSED = "refused", _("Refusé")


PAPER_CONSENT_MOVES: dict[str, tuple[str, ...]] = {
    PaperConsentState.WAITING: (PaperConsentState.ACCEPTED, PaperConsentState.REFUSED),
    PaperConsentState.ACCEPTED: (),
    PaperConsentState.REFUSED: (),
}


class JobFamily(models.TextChoices):
    LOGISTICS = "logistics", _("Logistique et approvisionnement")
    ADMINISTRATION = "administration", _("Assistanat et administratif")
    CONSTRUCTION = "construction", _("Bâtiment")
    FOOD = "food", _("Restauration et hôtellerie")
    RETAIL = "retail", _("Commerce et distribution")
    CARE = "care", _("Aide et service à la personne")
    CLEANING = "cleaning", _("Propreté")
    INDUSTRY = "industry", _("Maintenance et industrie")
    CRAFT = "craft", _("Artisanat")
    TRANSPORT = "transport", _("Transport")
    DIGITAL = "digital", _("Informatique et digital")
    SECURITY = "security", _("Sécurité")
    COMMUNICATION = "communication", _("Communication et marketing")
    CULTURE = "culture", _("Culture et art")
    NATURE = "nature", _("Agriculture et espaces verts")
    SOCIAL = "social", _("Social et associatif")
    FINANCE = "finance", _("Finance, juridique et RH")
    HEALTH = "health", _("Santé")


class ContractType(models.TextChoices):
    """Types of contract, for wishes, jobs and hires."""

    CDI = "cdi", _("CDI")
    CDD_LONG = "cdd_long", _("CDD de plus de 6 mois")
    CDD_SHORT = "cdd_short", _("CDD de 6 mois ou moins")
    CDDI = "cddi", _("Contrat d’insertion (CDDI)")
    APPRENTICESHIP = "apprenticeship", _("Alternance")
    TEMPORARY = "temporary", _("Intérim")
    INTERNSHIP = "internship", _("Stage")
    TRAINING = "training", _("Formation certifiante")
    IMMERSION = "immersion", _("Immersion (PMSMP)")
    OTHER = "other", _("Autre")


class LanguageLevel(models.TextChoices):
    """How well a language is spoken, in words."""

    NOTIONS = "notions", _("quelques mots")
    EVERYDAY = "everyday", _("la vie de tous les jours")
    WORK = "work", _("à l’aise au travail")
    FLUENT = "fluent", _("couramment")
    NATIVE = "native", _("langue maternelle")


class CVSection(StrEnum):
    """Sections of a CV, in the order of the questions: strengths and languages first."""

    STRENGTHS = "strengths"
    LANGUAGES = "languages"
    GOALS = "goals"
    TAGLINE = "tagline"
    EXPERIENCES = "experiences"
    SKILLS = "skills"
    STORY = "story"
    INTERESTS = "interests"
    NEEDS = "needs"
    PRACTICAL = "practical"
