from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class Respondent(models.TextChoices):
    """Who answers a check-in, apart from one another."""

    MANAGER = "manager", _("Manager")
    EMPLOYEE = "employee", _("La personne embauchée")
    COACH = "coach", _("Coach")


class StepAssignee(models.TextChoices):
    """Who does a step of the plan."""

    COMPANY = "company", _("L’entreprise")
    EMPLOYEE = "employee", _("La personne embauchée")
    COACH = "coach", _("Le coach")
    TEAM = "team", _("L’équipe de l’association")


class Weather(models.TextChoices):
    """How it is going, in plain words."""

    SUNNY = "sunny", _("Ça va bien")
    CLOUDY = "cloudy", _("Des choses à régler")
    STORMY = "stormy", _("C’est difficile")


class Milestone(models.TextChoices):
    BEFORE = "d-14", _("14 jours avant")
    DAY_1 = "d1", _("Premier jour")
    WEEK_1 = "w1", _("Première semaine")
    WEEK_2 = "w2", _("Deuxième semaine")
    MONTH_1 = "m1", _("1 mois")
    MONTH_3 = "m3", _("3 mois")
    MONTH_6 = "m6", _("6 mois")
    MONTH_9 = "m9", _("9 mois")
    MONTH_12 = "m12", _("12 mois")


# Days from the first day at work.
MILESTONE_DAYS: dict[str, int] = {
    "d-14": -14,
    "d1": 0,
    "w1": 7,
    "w2": 14,
    "m1": 30,
    "m3": 91,
    "m6": 183,
    "m9": 274,
    "m12": 365,
}
CHECK_IN_MILESTONES = ("w1", "m1", "m3", "m6", "m9", "m12")


class HireEndReason(models.TextChoices):
    TERM = "term", _("Fin prévue du contrat")
    TRIAL_EMPLOYER = "trial_employer", _("Fin de la période d’essai par l’employeur")
    TRIAL_EMPLOYEE = "trial_employee", _("Fin de la période d’essai par la personne")
    RESIGNED = "resigned", _("La personne a choisi de partir")
    DISMISSED = "dismissed", _("Rupture par l’employeur")
    AGREED = "agreed", _("Départ d’un commun accord")
    BETTER = "better", _("A trouvé mieux")
