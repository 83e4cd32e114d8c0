"""Fictional companies."""

import random
from dataclasses import dataclass

# Name, activity, city, zone, size, headcount, what it promises.
COMPANY_ROWS: list[tuple[str, str, str, str, str, int]] = [
    ("Bricolu", "vente en ligne de bricolage", "Paris", "Paris", "huge", 620),
    (
        "Plurielle Immobilier",
        "construction de logements",
        "Paris",
        "Paris",
        "huge",
        800,
    ),
    ("Maison Aubertin", "boulangeries", "Paris", "Paris", "large", 140),
    (
        "Les Toits de Belleville",
        "couverture et rénovation",
        "Paris",
        "Paris",
        "medium",
        34,
    ),
    ("Tournesol Propreté", "entretien de bureaux", "Montreuil", "Paris", "large", 210),
    ("Hôtel des Deux Rives", "hôtellerie", "Paris", "Paris", "medium", 46),
    ("Kiosque", "presse et petite restauration en gare", "Paris", "Paris", "huge", 900),
    ("Nuage Clair", "hébergement informatique", "Paris", "Paris", "large", 120),
    (
        "Cantine Mobile",
        "restauration d’entreprise",
        "Saint-Denis",
        "Paris",
        "large",
        180,
    ),
    ("Assurances du Pont", "assurance", "Nanterre", "Paris", "giant", 5200),
    ("Fil d’Ariane", "services à la personne", "Créteil", "Paris", "large", 95),
    ("Atelier Vauban", "menuiserie d’agencement", "Pantin", "Paris", "medium", 28),
    ("Transports Lacaze", "livraison urbaine", "Bobigny", "Paris", "large", 160),
    ("Soie & Cie", "textile", "Lyon", "Lyon", "large", 130),
    ("Rhône Logistique", "entreposage", "Saint-Priest", "Lyon", "huge", 410),
    ("Bouchon Tissot", "restaurants", "Lyon", "Lyon", "medium", 38),
    ("Clinique des Terreaux", "soins", "Lyon", "Lyon", "large", 230),
    ("Confluence Numérique", "services informatiques", "Lyon", "Lyon", "large", 110),
    ("Charpentes Morel", "construction en bois", "Vénissieux", "Lyon", "medium", 41),
    ("Vertes Pentes", "espaces verts", "Caluire", "Lyon", "medium", 25),
    ("Banque des Canuts", "banque", "Lyon", "Lyon", "huge", 1300),
    ("Garage du Parc", "réparation automobile", "Villeurbanne", "Lyon", "small", 8),
    ("Lumina Spectacles", "régie de spectacles", "Lyon", "Lyon", "medium", 19),
    ("Beffroi Distribution", "grande distribution", "Lille", "Lille", "huge", 740),
    ("Brasserie du Canal", "brasserie", "Lille", "Lille", "medium", 30),
    ("Tissages Delvoye", "tissage", "Roubaix", "Lille", "large", 115),
    ("Nord Colis", "tri et livraison", "Lesquin", "Lille", "huge", 560),
    ("Maison Verbeke", "confiserie", "Lille", "Lille", "medium", 44),
    (
        "Flandre Santé",
        "maisons de retraite",
        "Villeneuve-d’Ascq",
        "Lille",
        "large",
        240,
    ),
    ("Mécanique Lys", "usinage", "Armentières", "Lille", "large", 88),
    (
        "Centre d’appels Horizon",
        "relation client",
        "Marcq-en-Barœul",
        "Lille",
        "huge",
        480,
    ),
    ("Armor Conserves", "conserverie", "Rennes", "Rennes", "large", 170),
    ("Vilaine Énergies", "énergie", "Rennes", "Rennes", "huge", 350),
    ("Biocoopérative du Mail", "épiceries", "Rennes", "Rennes", "medium", 36),
    ("Studio Korrigan", "jeux vidéo", "Rennes", "Rennes", "medium", 48),
    (
        "Breizh Peinture",
        "peinture en bâtiment",
        "Cesson-Sévigné",
        "Rennes",
        "medium",
        22,
    ),
    ("Chantiers du Blavet", "construction navale", "Lorient", "Lorient", "huge", 390),
    ("Criée du Port", "marée", "Lorient", "Lorient", "medium", 45),
    ("Voilerie Kergroix", "voilerie", "Larmor-Plage", "Lorient", "medium", 17),
    ("Thalasso Kerroc’h", "hôtellerie et soins", "Ploemeur", "Lorient", "large", 90),
]
STATES = {
    "Kiosque": "suspended",
    "Lumina Spectacles": "refused",
    "Studio Korrigan": "new",
    "Thalasso Kerroc’h": "new",
    "Vilaine Énergies": "new",
}
POSTCODES = {
    "Paris": "75011",
    "Lyon": "69003",
    "Lille": "59000",
    "Rennes": "35000",
    "Lorient": "56100",
}
FIRST = (
    "Camille",
    "Antoine",
    "Laure",
    "Vincent",
    "Sarah",
    "Mathieu",
    "Nadine",
    "Guillaume",
    "Aïcha",
    "Romain",
    "Béatrice",
    "Sébastien",
    "Leïla",
    "Arnaud",
    "Marion",
    "Fabien",
    "Ghislaine",
    "Cyril",
    "Diane",
    "Loïc",
)
LAST = (
    "Delorme",
    "Vasset",
    "Guérin",
    "Pelletier",
    "Ouali",
    "Rambert",
    "Chatel",
    "Bonnet",
    "Diop",
    "Lefranc",
    "Marceau",
    "Tessier",
    "Boulanger",
    "Kessler",
    "Thévenot",
    "Garnier",
    "Sabatier",
    "Weiss",
    "Fournier",
    "Maréchal",
)
# What they promise, in their words, and the obstacles they removed.
COMMITMENTS = {
    (
        "Nous recevons chaque personne une heure, sans CV. Nous ne demandons pas de diplôme pour"
        " les postes ouverts ici."
    ): [
        "diploma",
        "cv",
        "meals",
    ],
    (
        "Les trous dans un parcours ne nous arrêtent pas. Un parrain est nommé avant le premier"
        " jour."
    ): [
        "gaps",
        "clothes",
        "advance",
    ],
    (
        "Nous avons retiré l’exigence d’un français parfait à l’écrit. Les consignes sont"
        " affichées en images."
    ): [
        "french",
        "journey",
    ],
    (
        "Un essai de deux semaines avant toute décision, payé. Nous disons toujours pourquoi, dans"
        " un sens ou dans l’autre."
    ): [
        "hours",
        "children",
    ],
}
# The companies whose people the visitor may be.
NAMED_CONTACTS = {
    "Bricolu": ("Mathieu", "Kessler"),
    "Plurielle Immobilier": ("Laure", "Rambert"),
}
JOBS = (
    "responsable des ressources humaines",
    "chargé de recrutement",
    "directrice de site",
    "responsable d’équipe",
)


@dataclass(frozen=True)
class DemoCompany:
    name: str
    activity: str
    city: str
    zone: str
    size: str
    headcount: int
    siren: str
    person: tuple[str, str, str]  # first name, last name, job
    champion: tuple[str, str] | None
    commitments: str


def demo_companies(dice: random.Random) -> list[DemoCompany]:
    names = [(first, last) for first in FIRST for last in LAST]
    people = iter(dice.sample(names, len(COMPANY_ROWS) * 2))
    companies = []
    for number, (name, activity, city, zone, size, headcount) in enumerate(
        COMPANY_ROWS
    ):
        recruiter, champion = NAMED_CONTACTS.get(name, next(people)), next(people)
        companies.append(
            DemoCompany(
                name,
                activity,
                city,
                zone,
                size,
                headcount,
                _siren(number + 11),
                (*recruiter, dice.choice(JOBS)),
                champion if number < 2 or dice.random() < 0.45 else None,
                dice.choice(list(COMMITMENTS)),
            )
        )
    return companies


def _siren(number: int) -> str:
    """A number with a valid check digit that no company has: it begins with three zeros."""
    body = f"000{number:05}"
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 else 1), 10))
        for place, digit in enumerate(body)
    )
    return f"{body}{-total % 10}"
