"""The list of candidates."""

from typing import Any

from entremise.candidates.content.cv import (
    MAX_STORY_LENGTH,
    MAX_TAGLINE_LENGTH,
    CVContent,
)
from entremise.candidates.content.languages import LANGUAGES
from entremise.candidates.enums import PathState
from entremise.candidates.models import CV, Candidate
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList


def _cv(candidate: Candidate) -> CVContent:
    try:
        return candidate.cv.document
    except CV.DoesNotExist:
        return CVContent()


def _referrer(candidate: Candidate, name: str) -> Any:
    return getattr(candidate.referrer, name, "")


def _organization(candidate: Candidate) -> str:
    return candidate.referrer.organization.name if candidate.referrer else ""


CANDIDATES = SpreadsheetList(
    "candidates",
    _("Candidats"),
    _("Une ligne est une personne accompagnée, ou qui l’a été."),
    (
        Column(
            "first_name",
            _("Prénom"),
            ColumnKind.NAME,
            lambda candidate: candidate.first_name,
            required=True,
            example="Ali",
            headings=("prenoms", "prenom usuel", "prenom du candidat", "given name"),
            max_length=80,
        ),
        Column(
            "last_name",
            _("Nom de famille"),
            ColumnKind.NAME,
            lambda candidate: candidate.last_name,
            example="Haddad",
            headings=(
                "nom",
                "nom d'usage",
                "nom de naissance",
                "nom du candidat",
                "surname",
            ),
            max_length=80,
        ),
        Column(
            "full_name",
            _("Prénom et nom"),
            ColumnKind.FULL_NAME,
            headings=(
                "nom prenom",
                "nom et prenom",
                "nom prenoms",
                "prenom nom",
                "nom complet",
                "identite",
                "candidat",
                "candidate",
                "personne",
                "beneficiaire",
            ),
            help=_("À la place des deux colonnes, quand tout est dans une case."),
        ),
        Column(
            "phone",
            _("Téléphone"),
            ColumnKind.PHONE,
            lambda candidate: candidate.phone,
            example="06 12 34 56 78",
            headings=(
                "tel",
                "tél.",
                "telephone portable",
                "telephone mobile",
                "portable",
                "mobile",
                "n° de telephone",
                "numero de telephone",
                "numero",
                "gsm",
            ),
        ),
        Column(
            "email",
            _("E-mail"),
            ColumnKind.EMAIL,
            lambda candidate: candidate.email,
            example="ali.haddad@exemple.fr",
            headings=(
                "mail",
                "courriel",
                "adresse mail",
                "adresse e-mail",
                "adresse email",
                "adresse electronique",
                "mel",
            ),
        ),
        Column(
            "zone",
            _("Zone"),
            ColumnKind.ZONE,
            lambda candidate: candidate.zone.name,
            example="",
            headings=("antenne", "territoire", "site", "region"),
            help=_("Vide : la zone choisie pour tout le fichier."),
        ),
        Column(
            "cohort",
            _("Promotion"),
            ColumnKind.COHORT,
            lambda candidate: candidate.cohort.name if candidate.cohort else "",
            headings=("promo", "groupe", "session", "cohorte"),
            help=_("Le nom d’une promotion de la zone, tel qu’il est écrit ici."),
        ),
        Column(
            "state",
            _("Étape du parcours"),
            ColumnKind.CHOICE,
            lambda candidate: candidate.state,
            example="En parcours",
            headings=("etape", "statut", "etat", "situation parcours", "parcours"),
            choices=dict(PathState.choices),
            words={
                "candidature": PathState.APPLIED,
                "oriente": PathState.APPLIED,
                "orientee": PathState.APPLIED,
                "nouveau": PathState.APPLIED,
                "nouvelle": PathState.APPLIED,
                "rencontre": PathState.MET,
                "rencontree": PathState.MET,
                "accepte": PathState.ACCEPTED,
                "acceptee": PathState.ACCEPTED,
                "accueilli": PathState.ACCEPTED,
                "accueillie": PathState.ACCEPTED,
                "actif": PathState.ACTIVE,
                "active": PathState.ACTIVE,
                "en cours": PathState.ACTIVE,
                "en accompagnement": PathState.ACTIVE,
                "accompagne": PathState.ACTIVE,
                "accompagnee": PathState.ACTIVE,
                "emploi": PathState.EMPLOYED,
                "embauche": PathState.EMPLOYED,
                "embauchee": PathState.EMPLOYED,
                "en poste": PathState.EMPLOYED,
                "pause": PathState.PAUSED,
                "sorti": PathState.LEFT,
                "sortie": PathState.LEFT,
                "termine": PathState.LEFT,
                "terminee": PathState.LEFT,
                "abandon": PathState.LEFT,
                "parti": PathState.LEFT,
            },
            help=_(
                "Vide : en parcours si le premier jour est passé, sinon orientation reçue."
            ),
            defaults={
                "": _("D’après le premier jour du parcours, s’il est dans le fichier"),
                **{
                    str(state): state.label
                    for state in (
                        PathState.APPLIED,
                        PathState.MET,
                        PathState.ACCEPTED,
                        PathState.ACTIVE,
                    )
                },
            },
            defaults_label=_("Étape des personnes dont la ligne n’en dit pas"),
        ),
        Column(
            "started_on",
            _("Début du parcours"),
            ColumnKind.DATE,
            lambda candidate: candidate.started_on,
            example="03/03/2026",
            headings=(
                "date de debut",
                "date d'entree",
                "debut",
                "entree",
                "date debut parcours",
                "date de demarrage",
            ),
        ),
        Column(
            "last_contact_on",
            _("Dernier contact"),
            ColumnKind.DATE,
            lambda candidate: candidate.last_contact_on,
            example="20/10/2026",
            headings=("date du dernier contact", "derniere nouvelle", "vu le"),
        ),
        Column(
            "language",
            _("Langue des messages"),
            ColumnKind.CHOICE,
            lambda candidate: candidate.language,
            example="français",
            headings=("langue", "langue de contact", "langue parlee"),
            choices={code: name for code, (name, _own) in LANGUAGES.items()},
            words={own: code for code, (_name, own) in LANGUAGES.items()},
            help=_("Vide : français."),
        ),
        Column(
            "organization",
            _("Structure qui oriente"),
            ColumnKind.TEXT,
            _organization,
            example="Le Relais du Nord",
            headings=(
                "structure",
                "prescripteur",
                "orienteur",
                "oriente par",
                "partenaire",
                "association",
            ),
            max_length=120,
        ),
        Column(
            "referrer_first_name",
            _("Prénom de qui oriente"),
            ColumnKind.NAME,
            lambda candidate: _referrer(candidate, "first_name"),
            example="Claire",
            headings=("prenom prescripteur", "prenom du referent", "prenom referent"),
            max_length=80,
        ),
        Column(
            "referrer_last_name",
            _("Nom de qui oriente"),
            ColumnKind.NAME,
            lambda candidate: _referrer(candidate, "last_name"),
            example="Petit",
            headings=(
                "nom prescripteur",
                "nom du referent",
                "referent",
                "travailleur social",
            ),
            max_length=80,
        ),
        Column(
            "referrer_phone",
            _("Téléphone de qui oriente"),
            ColumnKind.PHONE,
            lambda candidate: _referrer(candidate, "phone"),
            headings=("tel prescripteur", "tel referent", "telephone du referent"),
        ),
        Column(
            "referrer_email",
            _("E-mail de qui oriente"),
            ColumnKind.EMAIL,
            lambda candidate: _referrer(candidate, "email"),
            headings=("mail prescripteur", "mail referent", "e-mail du referent"),
        ),
        Column(
            "referral_message",
            _("Ce que la structure a écrit"),
            ColumnKind.LONG_TEXT,
            lambda candidate: candidate.referral_message,
            headings=("motif", "motif d'orientation", "message du prescripteur"),
        ),
        Column(
            "situation",
            _("Ce qui aide à l’accompagner"),
            ColumnKind.LONG_TEXT,
            lambda candidate: candidate.situation,
            headings=("situation", "commentaire", "commentaires", "remarques", "notes"),
            help=_("Seulement ce qui est utile. L’équipe seule le lit."),
        ),
        Column(
            "cv_trades",
            _("CV : métier recherché"),
            ColumnKind.WORDS,
            lambda candidate: [goal.occupation for goal in _cv(candidate).goals],
            example="préparateur de commandes ; cariste",
            headings=(
                "metier recherche",
                "metiers recherches",
                "metier souhaite",
                "metier vise",
                "metier",
                "emploi recherche",
                "poste recherche",
                "projet professionnel",
                "projet",
            ),
            help=_("Deux métiers au plus, séparés par un point-virgule."),
        ),
        Column(
            "cv_tagline",
            _("CV : phrase d’accroche"),
            ColumnKind.TEXT,
            lambda candidate: _cv(candidate).tagline,
            example="Toujours à l’heure, toujours de bonne humeur",
            headings=("accroche", "phrase d'accroche"),
            max_length=MAX_TAGLINE_LENGTH,
            help=_("Le CV arrive en brouillon : rien n’est montré."),
        ),
        Column(
            "cv_strengths",
            _("CV : atouts"),
            ColumnKind.WORDS,
            lambda candidate: _cv(candidate).strengths,
            example="ponctuel ; patient",
            headings=("atouts", "qualites", "points forts", "forces"),
        ),
        Column(
            "cv_skills",
            _("CV : compétences"),
            ColumnKind.WORDS,
            lambda candidate: _cv(candidate).skills,
            example="gestion de stock ; caisse",
            headings=("competences", "savoir-faire"),
        ),
        Column(
            "cv_story",
            _("CV : son histoire"),
            ColumnKind.LONG_TEXT,
            lambda candidate: _cv(candidate).story,
            headings=("histoire", "presentation", "biographie"),
            max_length=MAX_STORY_LENGTH,
        ),
    ),
)
