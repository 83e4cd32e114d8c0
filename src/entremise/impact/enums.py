from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class Indicator(models.TextChoices):
    ACCOMPANIED = "accompanied", _("Personnes accompagnées")
    COMPANIES = "companies", _("Entreprises engagées")
    HIRES = "hires", _("Embauches")
    BUILT = "built", _("Postes créés pour une personne")
    MEETINGS = "meetings", _("Rencontres avec une entreprise")
    SHARES = "shares", _("Partages de CV")


# Shown next to each figure: what is counted.
DEFINITIONS = {
    Indicator.ACCOMPANIED: _(
        "Personnes que l’équipe a décidé d’accueillir, depuis le début."
        " Celles qui sont parties ensuite comptent aussi."
    ),
    Indicator.COMPANIES: _(
        "Entreprises vérifiées par l’équipe qui ont fait un"
        " geste : proposé une rencontre, rencontré quelqu’un,"
        " ouvert un poste ou embauché."
    ),
    Indicator.HIRES: _(
        "Contrats dont le premier jour est passé, immersions non comprises."
        " Une personne embauchée deux fois compte"
        " deux fois."
    ),
    Indicator.BUILT: _("Embauches sur un poste qui n’existait pas avant la personne."),
    Indicator.MEETINGS: _(
        "Rencontres, visites, immersions et entretiens que les deux côtés ont confirmés."
    ),
    Indicator.SHARES: _(
        "Appuis sur un bouton de partage, une fois par jour et par moyen pour le même visiteur."
        " Les robots ne comptent pas."
    ),
}


class Outcome(models.TextChoices):
    """Where somebody who started the programme is now."""

    HIRED = "hired", _("ont commencé un emploi")
    GOING_ON = "going_on", _("sont en parcours")
    LEFT = "left", _("sont parties autrement")
    LOST = "lost", _("sans nouvelles")
