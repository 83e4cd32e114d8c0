from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class CompanyState(models.TextChoices):
    NEW = "new", _("À vérifier")
    VERIFIED = "verified", _("Vérifiée")
    REFUSED = "refused", _("Non retenue")
    SUSPENDED = "suspended", _("Suspendue")


COMPANY_MOVES: dict[str, tuple[str, ...]] = {
    CompanyState.NEW: (CompanyState.VERIFIED, CompanyState.REFUSED),
    CompanyState.VERIFIED: (CompanyState.SUSPENDED,),
    CompanyState.REFUSED: (CompanyState.VERIFIED,),
    CompanyState.SUSPENDED: (CompanyState.VERIFIED,),
}


class MemberRole(models.TextChoices):
    RECRUITER = "recruiter", _("Recrute")
    CHAMPION = "champion", _("Personne moteur")
    MANAGER = "manager", _("Manager")
    BUDDY = "buddy", _("Marraine ou parrain")
    SPONSOR = "sponsor", _("Direction")


class CompanySize(models.TextChoices):
    SMALL = "small", _("moins de 10 personnes")
    MEDIUM = "medium", _("10 à 49 personnes")
    LARGE = "large", _("50 à 249 personnes")
    HUGE = "huge", _("250 à 4 999 personnes")
    GIANT = "giant", _("5 000 personnes et plus")


class Obstacle(models.TextChoices):
    """A usual requirement that a company does not ask, or something it makes easier."""

    DIPLOMA = "diploma", _("Aucun diplôme demandé")
    GAPS = "gaps", _("Les trous dans un parcours ne comptent pas")
    CV = "cv", _("Ni CV ni test en ligne")
    FRENCH = "french", _("On peut débuter en français")
    LICENCE = "licence", _("Aucun permis demandé")
    HOURS = "hours", _("Les horaires s’aménagent")
    JOURNEY = "journey", _("Le trajet est payé")
    MEALS = "meals", _("Les repas sont offerts ou payés en partie")
    CHILDREN = "children", _("Une aide pour faire garder les enfants")
    ADVANCE = "advance", _("Une avance sur le premier salaire")
    CLOTHES = "clothes", _("La tenue de travail est fournie")
