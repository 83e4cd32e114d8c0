"""A few jobs open in Paris on the last day, from which leads are computed."""

from typing import Any

from entremise.opportunities.actions.opportunities import (
    open_opportunity,
    post_opportunity,
    submit_opportunity,
)

from .cast import Cast

# Company, title, field, languages, hours, licences, what one does there.
OPEN_JOBS: tuple[tuple[Any, ...], ...] = (
    (
        "Bricolu",
        "Conseiller clientèle bilingue",
        "retail",
        ["it", "en", "ar"],
        "35 heures, en journée",
        [],
        (
            "Répondre aux clients d’Italie et du Maghreb. Écouter, calmer, trouver une solution."
            " Pas de diplôme demandé."
        ),
    ),
    (
        "Bricolu",
        "Préparateur de commandes",
        "logistics",
        [],
        "35 heures, le matin",
        [],
        "Préparer les colis. Ranger le stock. Vérifier les étiquettes.",
    ),
    (
        "Hôtel des Deux Rives",
        "Réceptionniste",
        "food",
        ["en", "it"],
        "35 heures, en journée",
        [],
        "Accueillir les clients. Répondre au téléphone. Aider ceux qui arrivent de loin.",
    ),
    (
        "Hôtel des Deux Rives",
        "Veilleur de nuit",
        "food",
        ["en"],
        "De nuit, 22 h à 6 h",
        [],
        "Surveiller l’entrée. Accueillir les arrivées tardives.",
    ),
    (
        "Tournesol Propreté",
        "Agent d’entretien",
        "cleaning",
        [],
        "Le soir, 20 heures par semaine",
        ["B"],
        "Nettoyer des bureaux. Conduire la camionnette de l’équipe.",
    ),
    (
        "Maison Aubertin",
        "Vendeur en boulangerie",
        "retail",
        ["en"],
        "35 heures, un samedi sur deux",
        [],
        "Servir les clients. Tenir la caisse. Mettre le pain en rayon.",
    ),
)


def add_open_jobs(cast: Cast) -> None:
    companies = {company.name: company for company in cast.companies["Paris"]}
    for name, title, family, languages, hours, licences, description in OPEN_JOBS:
        if (company := companies.get(name)) is None:
            continue
        host = cast.recruiter_of(company)
        job = post_opportunity(
            company,
            by=host,
            title=title,
            family=family,
            languages=languages,
            hours=hours,
            licences=licences,
            description=description,
            contract="cdi",
            place=company.city,
        )
        submit_opportunity(job, by=host)
        open_opportunity(job, by=cast.pick_team_member("Paris"))
