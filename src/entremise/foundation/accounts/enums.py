from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class Role(models.TextChoices):
    TEAM = "team", _("Équipe")
    ADVISOR = "advisor", _("Senior advisor")
    ADMINISTRATOR = "administrator", _("Administration")


class SignInMethod(models.TextChoices):
    CODE = "code", _("Code reçu")
    CARD = "card", _("Carte de connexion")
    SECRET = "secret", _("Carte et secret personnel")
    LINK = "link", _("Lien d’entrée")
    DEMO = "demo", _("Démonstration")


class FactorKind(models.TextChoices):
    APP = "app", _("Application de codes")
    PASSKEY = "passkey", _("Clé d’accès")


class Platform(models.TextChoices):
    ANDROID = "android", _("Téléphone Android")
    IPHONE = "iphone", _("iPhone ou iPad")
    WINDOWS = "windows", _("Ordinateur Windows")
    MAC = "mac", _("Ordinateur Mac")
    LINUX = "linux", _("Ordinateur Linux")
    OTHER = "other", _("Autre appareil")


class CredentialCheck(models.TextChoices):
    """Result of checking a typed code or a card."""

    RIGHT = "right", _("Bon")
    WRONG = "wrong", _("Faux")
    # expired, used, replaced by a newer one, or tried too often
    EXPIRED = ("over", _("Ne sert plus"))
    # right, but two people of the team have not both seen the person yet
    WAITING = "waiting", _("À confirmer par l’équipe")
    TOO_MANY = "too_many", _("Trop d’essais")
