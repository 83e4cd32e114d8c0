"""Fictional people: names, languages, and texts of their CVs."""

import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .portraits.person import SKINS, person_of
from .portraits.sheet import rgb
from .trades import DEMO_TRADES, DemoTrade

# Where somebody grew up: first names of women and men, family names, languages with their
# level, a town.
ORIGINS: list[tuple[str, str, str, list[tuple[str, str]], str]] = [
    (
        "Sandrine Céline Josiane Maëlle Corinne Élodie Nathalie Aurélie",
        "Thierry Kévin Ludovic Mickaël Franck Jérôme Bruno Steeve",
        "Lefort Marchais Dubreuil Carpentier Rocher Vasseur Pruvost Lhermite",
        [("fr", "native")],
        "Amiens",
    ),
    (
        "Yaëlle Morgane Nolwenn Gwenaëlle Rozenn",
        "Erwan Ronan Tanguy Yannick Malo",
        "Le Bihan Kermarec Guégan Tréguer Le Dantec",
        [("fr", "native"), ("en", "notions")],
        "Brest",
    ),
    (
        "Rima Hala Nour Samar",
        "Bassel Anas Wael Majd",
        "Al Halabi Kassab Darwich Sabbagh",
        [("ar", "native"), ("fr", "everyday"), ("en", "work")],
        "Alep",
    ),
    (
        "Amna Rania Hiba",
        "Moussa Adam Ismaïl Yasir",
        "Abdelrahman Osman Bakhit Elamin",
        [("ar", "native"), ("fr", "everyday")],
        "Khartoum",
    ),
    (
        "Selam Rahel Luwam",
        "Filmon Yonas Samuel",
        "Tesfay Habte Ghebre Kidane",
        [("ti", "native"), ("fr", "everyday"), ("en", "everyday")],
        "Asmara",
    ),
    (
        "Hana Tigist",
        "Dawit Bereket",
        "Alemu Bekele Tadesse",
        [("am", "native"), ("en", "work"), ("fr", "everyday")],
        "Addis-Abeba",
    ),
    (
        "Zahra Laleh Shabnam",
        "Farhad Navid Omid Rahmat",
        "Rahimi Noori Haidari Azizi",
        [("prs", "native"), ("fa", "fluent"), ("fr", "everyday")],
        "Kaboul",
    ),
    (
        "Fatoumata Djénéba Aminata Oumou",
        "Ibrahima Sékou Boubacar Modibo",
        "Traoré Sissoko Camara Keïta Diarra",
        [("bm", "native"), ("fr", "fluent")],
        "Bamako",
    ),
    (
        "Mariama Kadiatou Hawa",
        "Alpha Thierno Mamadou",
        "Barry Baldé Sow Bah",
        [("ff", "native"), ("fr", "work")],
        "Labé",
    ),
    (
        "Grâce Espérance Divine Nadège",
        "Trésor Fiston Christian Héritier",
        "Mbuyi Kalala Ilunga Tshibanda",
        [("ln", "native"), ("fr", "fluent"), ("sw", "everyday")],
        "Kinshasa",
    ),
    (
        "Oksana Iryna Halyna",
        "Andriy Taras Petro",
        "Kovalenko Shevchuk Bondar Melnyk",
        [("uk", "native"), ("ru", "fluent"), ("fr", "everyday")],
        "Kharkiv",
    ),
    (
        "Nino Tamar Ketevan",
        "Giorgi Levan Zurab",
        "Beridze Kapanadze Lomidze",
        [("ka", "native"), ("ru", "work"), ("fr", "everyday")],
        "Tbilissi",
    ),
    (
        "Yuleidy Marisol Carolina",
        "Wilmer Jesús Andrés",
        "Rondón Quintero Salazar",
        [("es", "native"), ("fr", "everyday"), ("en", "notions")],
        "Maracaibo",
    ),
    (
        "Shirin Nasrin Taslima",
        "Rafiq Jahid Masud",
        "Hossain Chowdhury Sarkar",
        [("bn", "native"), ("en", "everyday"), ("fr", "everyday")],
        "Dacca",
    ),
    (
        "Mihaela Ioana Doina",
        "Costel Vasile Ionuţ",
        "Munteanu Rusu Ciobanu",
        [("ro", "native"), ("it", "work"), ("fr", "everyday")],
        "Craiova",
    ),
    (
        "Nassima Lynda Ouardia",
        "Karim Mourad Lyès",
        "Aït Ali Benmouhoub Cherfaoui",
        [("ber", "native"), ("ar", "fluent"), ("fr", "work")],
        "Tizi Ouzou",
    ),
    (
        "Conceição Fernanda Lurdes",
        "Joaquim Rui Nelson",
        "Tavares Semedo Moniz",
        [("pt", "native"), ("fr", "work")],
        "Praia",
    ),
    (
        "Tenzin Pema Dolma",
        "Lobsang Karma Tashi",
        "Norbu Wangchuk Lhamo",
        [("bo", "native"), ("ne", "fluent"), ("fr", "everyday")],
        "Lhassa",
    ),
    (
        "Marie-Flore Guerda Wideline",
        "Jean-Robert Wilner Frantz",
        "Joseph Estimé Charles",
        [("ht", "native"), ("fr", "fluent")],
        "Port-au-Prince",
    ),
    (
        "Madina Zarema",
        "Ruslan Aslan",
        "Umarov Dudaev Magomadov",
        [("ce", "native"), ("ru", "fluent"), ("fr", "everyday")],
        "Grozny",
    ),
]
# Complexions of the portraits drawn for people who grew up there, from the lightest to the darkest.
TONES = {
    "Amiens": (0, 4),
    "Brest": (0, 2),
    "Alep": (1, 4),
    "Khartoum": (6, 8),
    "Asmara": (4, 7),
    "Addis-Abeba": (4, 7),
    "Kaboul": (1, 4),
    "Bamako": (6, 8),
    "Labé": (6, 8),
    "Kinshasa": (6, 8),
    "Kharkiv": (0, 1),
    "Tbilissi": (0, 2),
    "Maracaibo": (2, 5),
    "Dacca": (3, 6),
    "Craiova": (0, 3),
    "Tizi Ouzou": (1, 4),
    "Praia": (4, 7),
    "Lhassa": (2, 4),
    "Port-au-Prince": (6, 8),
    "Grozny": (0, 2),
    "Gênes": (2, 4),
}
HEAD_COVERINGS = ("veil", "turban", "wrap")
HEAD_COVERING_CITIES = ("Alep", "Khartoum", "Kaboul", "Labé", "Bamako")
TWO_WORDS = ("Al ", "Le ", "Aït ")

STORY_BEGINNINGS = (
    "J’ai grandi dans une famille nombreuse, où chacun avait son travail.",
    "J’ai commencé à travailler à seize ans, parce qu’il le fallait, et j’y ai pris goût.",
    "Chez nous, on apprenait un métier en regardant les anciens.",
    "J’ai beaucoup déménagé, et partout j’ai trouvé quelque chose à faire.",
    "J’ai été longtemps dans la même entreprise, jusqu’à sa fermeture.",
    "J’ai laissé mon métier de côté pour m’occuper d’un proche.",
    (
        "Je suis venu d’un pays où l’on ne pouvait plus vivre tranquille.|Je suis venue d’un pays"
        " où l’on ne pouvait plus vivre tranquille."
    ),
    "J’ai appris à lire tard, et depuis je ne m’arrête plus.",
    "J’avais une petite affaire à moi. Elle n’a pas survécu, mais ce que j’ai appris est resté.",
)
STORY_MIDDLES = (
    "Il y a eu des années difficiles. J’ai dormi chez des amis, puis nulle part, puis en foyer.",
    (
        "Sans adresse fixe, tout devient compliqué. J’ai tenu grâce aux gens qui m’ont parlé"
        " normalement."
    ),
    "J’ai attendu mes papiers longtemps. Pendant ce temps, j’ai aidé comme bénévole.",
    "J’ai perdu confiance. C’est revenu petit à petit, en rendant service.",
    "Je n’aime pas raconter cette période. Elle m’a appris à ne juger personne.",
    (
        "Un jour, quelqu’un m’a demandé ce que je savais faire. Personne ne me l’avait demandé"
        " depuis longtemps."
    ),
    "J’ai repassé mes journées à marcher. Puis j’ai poussé la porte d’une association.",
    "J’ai vécu à l’hôtel avec mes enfants. Ils n’ont jamais manqué l’école.",
)
STORY_ENDINGS = (
    "Aujourd’hui, je cherche une équipe où rester.",
    "Aujourd’hui, j’ai un toit, et l’envie d’apprendre un métier à fond.",
    (
        "Ce que je cherche : un endroit où l’on m’explique une fois, et où l’on me fait confiance"
        " ensuite."
    ),
    "Je suis prêt à commencer par le début.|Je suis prête à commencer par le début.",
    "Je veux que mes enfants me voient partir au travail le matin.",
    "Je ne demande pas de cadeau. Je demande un essai.",
    "J’ai encore vingt ans de travail devant moi, et de l’énergie pour deux.",
    "Rencontrez-moi : je me raconte mieux en vrai que sur le papier.",
)
NEEDS = (
    "Des consignes écrites les premiers jours.",
    "Une personne à qui poser mes questions.",
    "Des horaires qui me laissent déposer ma fille à l’école.",
    "Qu’on me parle lentement au début. Je comprends vite.",
    "Un lieu que je peux rejoindre en transports avant sept heures.",
    "Un peu de temps pour visiter les lieux avant le premier jour.",
    "",
)
INTERESTS = (
    "football",
    "cuisine",
    "chant",
    "marche",
    "échecs",
    "lecture",
    "jardinage",
    "cinéma",
    "danse",
    "couture",
    "musique",
    "vélo",
    "dessin",
    "histoire",
    "course à pied",
    "théâtre",
    "pêche",
    "photo",
)
SITUATIONS = (
    "Hébergement stable depuis le printemps. Suivi social en place.",
    "Foyer, chambre individuelle. Démarche de logement en cours.",
    "Vit chez une amie. Demande de logement social déposée.",
    "",
)
RECOMMENDATIONS = (
    (
        (
            "a travaillé trois mois avec nous. Toujours à l’heure, toujours une attention pour les"
            " autres."
        ),
        "responsable d’atelier",
    ),
    (
        "apprend vite et n’oublie rien. Les personnes accueillies demandent de ses nouvelles.",
        "coordinatrice bénévole",
    ),
    (
        "a repris en main notre réserve en deux semaines. Je lui confierais mes clés.",
        "gérant d’une épicerie solidaire",
    ),
    (
        "met les gens à l’aise, quelle que soit leur langue.",
        "animatrice d’un centre social",
    ),
    (
        "ne baisse pas les bras. C’est une force tranquille pour une équipe.",
        "ancien chef d’équipe",
    ),
)
REFERRALS = (
    "Je connais cette personne depuis un an. Elle est prête, il lui manque un réseau.",
    "Très motivée. Se lève tous les matins pour aider à l’accueil.",
    "A de vraies compétences que son parcours cache. À rencontrer sans attendre.",
    "Fiable, discrète, appréciée de tous. Le français progresse vite.",
)
ORGANIZATIONS = {
    "Paris": ("Le Seuil", "Maison des Quatre-Chemins", "Accueil Rive Nord"),
    "Lyon": ("La Passerelle des Pentes", "Foyer des Brotteaux"),
    "Lille": ("Les Compagnons du Beffroi", "Halte Wazemmes"),
    "Rennes": ("L’Abri du Mail", "Tremplin Villejean"),
    "Lorient": ("Le Phare solidaire",),
}
COACH_NAMES = (
    "Hugo Lambert",
    "Isabelle Roy",
    "Marc Deville",
    "Anne Courtois",
    "Philippe Sanchez",
    "Julie Renard",
    "Paul Giraud",
    "Sophie Antoine",
    "Benoît Leclerc",
    "Claire Morin",
    "David Nguyen",
    "Émilie Faure",
    "François Petit",
    "Géraldine Blin",
    "Henri Moulin",
    "Inès Cordier",
    "Jean Vidal",
    "Karine Olivier",
    "Laurent Masson",
    "Muriel Chevalier",
    "Nicolas Arnaud",
    "Odile Perrin",
    "Patrick Mercier",
    "Quitterie Hamon",
    "Raphaël Dupuis",
    "Sylvie Gaillard",
    "Thomas Caron",
    "Valérie Brunet",
    "Xavier Noël",
    "Yasmine Haddou",
    "Alain Besson",
    "Brigitte Collin",
    "Cédric Lemaire",
    "Delphine Roux",
    "Étienne Fabre",
    "Florence Bouvier",
    "Gilles Marty",
    "Hélène Barre",
    "Ismaël Sylla",
    "Joëlle Pasquier",
    "Luc Bertrand",
    "Martine Aubert",
    "Noémie Klein",
    "Olivier Tanguy",
    "Pascale Rey",
    "Rémi Gauthier",
    "Sabrina Meziane",
    "Thibault Royer",
    "Véronique Adam",
    "William Prévost",
    "Agnès Hubert",
    "Bertrand Colas",
    "Catherine Jolly",
    "Didier Humbert",
    "Estelle Maillard",
    "Fabrice Leroux",
    "Gabrielle Ménard",
    "Hervé Poulain",
    "Irène Charpentier",
    "Jacques Langlois",
)
COACH_TRADES = (
    "Responsable des ressources humaines, à la retraite depuis peu.",
    "Institutrice. J’aime quand quelqu’un prend confiance.",
    "Ingénieur dans l’énergie. Je connais beaucoup de monde et je marche vite.",
    "Commerciale. Je sais téléphoner.",
    "Chef de projet. Deux soirs par semaine, c’est possible pour moi.",
    "Libraire. J’écris volontiers.",
    "Infirmière cadre. J’écoute.",
    "Artisan, trente ans d’atelier. J’ai formé des apprentis.",
)


@dataclass
class CandidateProfile:
    """What a candidate is and will write."""

    number: int
    first_name: str
    last_name: str
    womanly: bool
    trade: DemoTrade
    sections: dict[str, Any]
    recommendation: tuple[str, str]
    language: str = "fr"
    channel: str = "email"  # email, phone, or nothing
    email: str = ""
    phone: str = ""
    referral: str = ""
    situation: str = ""
    portrait: int = field(default=0)


def email_slug(words: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    )
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def email_address(first_name: str, last_name: str, domain: str = "courrier") -> str:
    return (
        f"{email_slug(first_name)}.{email_slug(last_name)}@{email_slug(domain)}.example"
    )


def _families(names: str) -> list[str]:
    """Family names of an origin; those in two words stay together."""
    for start in TWO_WORDS:
        names = names.replace(start, start.replace(" ", "_"))
    return [name.replace("_", " ") for name in names.split()]


def make_profiles(
    dice: random.Random, number: int, *, cities: list[tuple[str, str]]
) -> list[CandidateProfile]:
    """``cities``: city and département of each profile, in order."""
    taken: set[str] = set()
    profiles: list[CandidateProfile] = []
    trades = [DEMO_TRADES[i % len(DEMO_TRADES)] for i in range(number)]
    dice.shuffle(trades)
    for index in range(number):
        womanly = dice.random() < 0.48
        women, men, families, spoken, home = _origin(dice)
        names = (women if womanly else men).split()
        first = next(
            (n for n in dice.sample(names, len(names)) if n not in taken),
            dice.choice(names),
        )
        taken.add(first)
        profiles.append(
            _make_profile(
                dice,
                index,
                first,
                dice.choice(_families(families)),
                womanly,
                trades[index],
                (spoken, home),
                cities[index],
            )
        )
    return profiles


def _origin(dice: random.Random) -> tuple[str, str, str, list[tuple[str, str]], str]:
    if dice.random() < 0.14:
        return ORIGINS[0]
    if dice.random() < 0.1:
        return ORIGINS[1]
    return ORIGINS[dice.randrange(2, len(ORIGINS))]


def _make_profile(
    dice: random.Random,
    index: int,
    first: str,
    last: str,
    womanly: bool,
    trade: DemoTrade,
    roots: tuple[list[tuple[str, str]], str],
    city: tuple[str, str],
) -> CandidateProfile:
    channel = dice.choices(["email", "phone", "nothing"], [78, 15, 7])[0]
    return CandidateProfile(
        number=index,
        first_name=first,
        last_name=last,
        womanly=womanly,
        trade=trade,
        sections=_sections(dice, trade, womanly, roots, city),
        recommendation=dice.choice(RECOMMENDATIONS),
        channel=channel,
        language="ar" if roots[0][0][0] == "ar" and dice.random() < 0.4 else "fr",
        email=f"{email_slug(first)}.{email_slug(last)}.{index + 1}@courrier.example"
        if channel == "email"
        else "",
        # Numbers nobody has: the range kept for fiction is refused by the library that
        # checks numbers.
        phone=f"060000{index:04}"
        if channel == "phone" or (dice.random() < 0.5 and channel == "email")
        else "",
        referral=dice.choice(REFERRALS),
        situation=dice.choice(SITUATIONS),
        portrait=_portrait(index, roots[1], womanly),
    )


def _portrait(index: int, home: str, womanly: bool) -> int:
    """A seed whose portrait suits somebody who grew up in ``home``."""
    lightest, darkest = TONES[home]
    skins = [rgb(skin) for skin in SKINS[lightest : darkest + 1]]
    for seed in range(1000 * (index + 1), 1000 * (index + 2)):
        person = person_of(seed, womanly)
        if person.skin in skins and (
            home in HEAD_COVERING_CITIES or person.hair not in HEAD_COVERINGS
        ):
            return seed
    return index


def _sections(
    dice: random.Random,
    trade: DemoTrade,
    womanly: bool,
    roots: tuple[list[tuple[str, str]], str],
    city: tuple[str, str],
) -> dict[str, Any]:
    def gendered(sentence: str) -> str:
        return sentence.split("|")[womanly] if "|" in sentence else sentence

    story = " ".join(
        gendered(dice.choice(part))
        for part in (STORY_BEGINNINGS, STORY_MIDDLES, STORY_ENDINGS)
    )
    spoken, home = roots
    past = [
        {
            "title": title,
            "did": did,
            "place": place if place[0].islower() else home,
            "skills": dice.sample(trade.skills, 2),
        }
        for title, did, place in trade.past
    ]
    return {
        "strengths": dice.sample(trade.strengths, dice.randint(3, 5)),
        "languages": [{"name": name, "level": level} for name, level in spoken],
        "goals": [
            {
                "family": trade.family,
                "occupation": trade.names[not womanly],
                "rome": trade.rome,
            }
        ],
        "tagline": dice.choice(trade.taglines),
        "experiences": past[: dice.choice([1, 2, 2])],
        "skills": list(trade.skills),
        "story": story if dice.random() < 0.9 else "",
        "interests": dice.sample(INTERESTS, dice.randint(1, 4)),
        "needs": dice.choice(NEEDS),
        "practical": {
            "contracts": dice.sample(
                ["cdi", "cdd_long", "cdd_short", "apprenticeship", "temporary"], 2
            ),
            "departements": [city[1]],
            "city": city[0],
            "transport": dice.choice(
                [
                    "Transports en commun",
                    "Vélo et transports en commun",
                    "À pied, une demi-heure",
                ]
            ),
            "availability": dice.choice(["Tout de suite", "Sous deux semaines"]),
            "hours": dice.choice(
                [
                    "Temps plein",
                    "Temps plein, en journée",
                    "Trente heures ou plus",
                    "Horaires décalés possibles",
                ]
            ),
            "licences": ["B"] if "permis B" in trade.skills else [],
        },
    }


def make_named_profile(
    dice: random.Random,
    name: str,
    trade: DemoTrade,
    *,
    womanly: bool,
    spoken: list[tuple[str, str]],
) -> CandidateProfile:
    """The profile of a persona."""
    first, _space, last = name.partition(" ")
    home = "Labé" if spoken[0][0] in ("ff", "en") else "Gênes"
    profile = _make_profile(
        dice,
        len(name) * 100 + len(first),
        first,
        last,
        womanly,
        trade,
        (spoken, home),
        ("Paris", "75"),
    )
    profile.channel, profile.email, profile.language = (
        "email",
        email_address(first, last),
        "fr",
    )
    return profile
