"""Trades of the demonstration's candidates, with texts of their CVs."""

from dataclasses import dataclass

from entremise.candidates.enums import JobFamily as F


@dataclass(frozen=True)
class DemoTrade:
    family: str
    rome: str
    names: tuple[str, str]  # for a woman, for a man
    taglines: tuple[str, ...]
    strengths: tuple[str, ...]
    past: tuple[tuple[str, str, str], ...]  # what I did, what it was like, where
    skills: tuple[str, ...]


DEMO_TRADES: list[DemoTrade] = [
    DemoTrade(
        F.RETAIL,
        "D1408",
        ("conseillère clientèle", "conseiller clientèle"),
        (
            "Je sais mettre les gens à l’aise.",
            "Un client qui appelle veut d’abord être écouté.",
        ),
        (
            "À l’écoute",
            "Patience",
            "Sourire dans la voix",
            "Mémoire des visages",
            "Calme",
        ),
        (
            (
                "Vente sur un marché",
                "Je servais deux cents personnes par matinée, en trois langues.",
                "Turin",
            ),
            (
                "Accueil bénévole",
                "J’orientais les personnes et je traduisais pour elles.",
                "une permanence de quartier",
            ),
        ),
        ("accueil", "vente", "téléphone", "messagerie"),
    ),
    DemoTrade(
        F.LOGISTICS,
        "N1103",
        ("préparatrice de commandes", "préparateur de commandes"),
        (
            "J’aime quand tout est à sa place.",
            "Rapide, et jamais une erreur d’étiquette.",
        ),
        ("Précision", "Endurance", "Ponctualité", "Sens de l’ordre", "Esprit d’équipe"),
        (
            (
                "Tri et rangement",
                "Je rangeais les arrivages et je tenais le stock à jour.",
                "une ressourcerie",
            ),
            (
                "Manutention",
                "Je chargeais les camions la nuit, à quatre.",
                "une plateforme de colis",
            ),
        ),
        ("rangement", "inventaire", "transpalette", "étiquetage"),
    ),
    DemoTrade(
        F.LOGISTICS,
        "N1101",
        ("cariste", "cariste"),
        (
            "Prudence d’abord, vitesse ensuite.",
            "Je déplace des tonnes sans abîmer un carton.",
        ),
        ("Prudence", "Coup d’œil", "Calme", "Ponctualité", "Respect des consignes"),
        (
            (
                "Conduite d’engins",
                "Je conduisais un chariot sur un port, par tous les temps.",
                "Conakry",
            ),
            (
                "Chargement",
                "Je préparais les palettes pour six magasins.",
                "un entrepôt alimentaire",
            ),
        ),
        ("CACES 1 et 3", "chargement", "bons de livraison"),
    ),
    DemoTrade(
        F.ADMINISTRATION,
        "M1601",
        ("chargée d’accueil", "chargé d’accueil"),
        (
            "La première personne que l’on voit, c’est moi.",
            "Je trouve toujours vers qui vous envoyer.",
        ),
        ("Sourire", "Organisation", "Discrétion", "Mémoire des noms", "Bonne humeur"),
        (
            (
                "Secrétariat d’une école",
                "Je tenais les inscriptions et je recevais les familles.",
                "Damas",
            ),
            (
                "Accueil d’un centre social",
                "Je répondais au téléphone et je gérais les salles.",
                "un centre social",
            ),
        ),
        ("standard", "agenda", "traitement de texte", "accueil du public"),
    ),
    DemoTrade(
        F.ADMINISTRATION,
        "M1607",
        ("assistante administrative", "assistant administratif"),
        ("Donnez-moi un dossier en désordre.", "J’écris clair et je classe bien."),
        ("Rigueur", "Orthographe", "Discrétion", "Curiosité", "Autonomie"),
        (
            (
                "Gestion des dossiers",
                "Je suivais quatre-vingts dossiers d’adhérents.",
                "une association sportive",
            ),
            (
                "Saisie",
                "Je saisissais les factures et je relançais les retards.",
                "un cabinet de quartier",
            ),
        ),
        ("tableur", "courrier", "classement", "saisie"),
    ),
    DemoTrade(
        F.CONSTRUCTION,
        "F1606",
        ("peintre en bâtiment", "peintre en bâtiment"),
        (
            "Un mur bien préparé, c’est la moitié du travail.",
            "Je laisse les lieux plus propres qu’avant.",
        ),
        ("Soin", "Patience", "Sens des couleurs", "Propreté", "Régularité"),
        (
            (
                "Peinture d’appartements",
                "Je préparais les murs et je posais les finitions.",
                "Tbilissi",
            ),
            (
                "Chantier d’insertion",
                "Nous avons repeint une école entière en un été.",
                "un chantier solidaire",
            ),
        ),
        ("enduit", "ponçage", "peinture", "échafaudage"),
    ),
    DemoTrade(
        F.CONSTRUCTION,
        "F1602",
        ("électricienne", "électricien"),
        (
            "Le courant ne pardonne pas l’à-peu-près.",
            "J’ai appris le métier avec mon oncle.",
        ),
        ("Rigueur", "Prudence", "Habileté", "Lecture de plans", "Sérieux"),
        (
            (
                "Installation électrique",
                "Je câblais des maisons, du compteur aux prises.",
                "Kaboul",
            ),
            (
                "Dépannage",
                "Je trouvais la panne en suivant le fil, sans deviner.",
                "Khartoum",
            ),
        ),
        ("câblage", "tableau électrique", "plans", "dépannage"),
    ),
    DemoTrade(
        F.CONSTRUCTION,
        "F1703",
        ("maçonne", "maçon"),
        (
            "J’ai bâti la maison de mes parents.",
            "Je vois tout de suite si c’est d’aplomb.",
        ),
        ("Force", "Endurance", "Coup d’œil", "Solidarité", "Ponctualité"),
        (
            ("Maçonnerie", "Je montais les murs et je coulais les dalles.", "Bamako"),
            (
                "Rénovation",
                "Nous avons relevé une grange en pierre.",
                "un village du Morbihan",
            ),
        ),
        ("coffrage", "parpaing", "enduit", "lecture de niveau"),
    ),
    DemoTrade(
        F.FOOD,
        "G1602",
        ("commise de cuisine", "commis de cuisine"),
        (
            "La cuisine, c’est ma façon de dire bienvenue.",
            "Vite, bien, et le plan de travail propre.",
        ),
        ("Rapidité", "Goût", "Propreté", "Esprit d’équipe", "Créativité"),
        (
            (
                "Cuisine familiale",
                "Je cuisinais pour soixante personnes les jours de fête.",
                "Asmara",
            ),
            (
                "Cantine solidaire",
                "Je préparais cent repas par jour avec des produits sauvés.",
                "une cantine de quartier",
            ),
        ),
        ("découpe", "hygiène", "préparations froides", "dressage"),
    ),
    DemoTrade(
        F.FOOD,
        "G1803",
        ("serveuse", "serveur"),
        ("J’apprends la carte en une soirée.", "Je retiens ce que chacun aime."),
        ("Mémoire", "Élégance", "Énergie", "Sourire", "Sens du service"),
        (
            (
                "Service en salle",
                "Je servais vingt tables et je connaissais les habitués.",
                "Caracas",
            ),
            (
                "Café associatif",
                "Je tenais le bar et j’accueillais les nouveaux.",
                "un café de quartier",
            ),
        ),
        ("prise de commande", "plateau", "encaissement", "mise en place"),
    ),
    DemoTrade(
        F.FOOD,
        "G1501",
        ("employée d’étage", "employé d’étage"),
        (
            "Une chambre prête, c’est un voyageur content.",
            "Je vois le détail que les autres oublient.",
        ),
        ("Soin", "Rapidité", "Discrétion", "Régularité", "Sens du détail"),
        (
            (
                "Entretien de chambres",
                "Je préparais quatorze chambres par jour.",
                "Lisbonne",
            ),
            (
                "Lingerie",
                "Je lavais, je repassais, je réparais le linge.",
                "une maison de retraite",
            ),
        ),
        ("réfection de chambre", "linge", "hygiène"),
    ),
    DemoTrade(
        F.FOOD,
        "D1102",
        ("boulangère", "boulanger"),
        (
            "Me lever à trois heures ne me fait pas peur.",
            "Le pain m’a appris la patience.",
        ),
        ("Courage", "Régularité", "Goût", "Autonomie", "Précision"),
        (
            (
                "Boulangerie",
                "Je pétrissais deux cents kilos de farine par nuit.",
                "Alger",
            ),
            (
                "Fournil solidaire",
                "J’ai appris le levain et formé deux personnes.",
                "un fournil partagé",
            ),
        ),
        ("pétrissage", "cuisson", "levain", "hygiène"),
    ),
    DemoTrade(
        F.CARE,
        "K1304",
        ("aide à domicile", "aide à domicile"),
        ("Les personnes âgées me racontent leur vie.", "Aider sans faire à la place."),
        ("Douceur", "Patience", "Respect", "Écoute", "Fiabilité"),
        (
            (
                "Aide à une voisine",
                "Je l’ai accompagnée chaque jour pendant quatre ans.",
                "Saint-Denis",
            ),
            (
                "Garde de ma grand-mère",
                "Je l’ai soignée chez elle jusqu’au bout.",
                "Kinshasa",
            ),
        ),
        ("repas", "toilette", "courses", "conversation"),
    ),
    DemoTrade(
        F.CARE,
        "K1303",
        ("assistante maternelle", "assistant maternel"),
        (
            "Avec les enfants, je suis toujours présente.",
            "Un enfant calme est un enfant écouté.",
        ),
        ("Patience", "Imagination", "Douceur", "Vigilance", "Chansons"),
        (
            ("Garde d’enfants", "Je gardais quatre enfants de deux familles.", "Lomé"),
            (
                "Aide aux devoirs",
                "J’aidais quinze enfants après l’école.",
                "une maison de quartier",
            ),
        ),
        ("jeux", "repas", "premiers secours"),
    ),
    DemoTrade(
        F.CLEANING,
        "K2204",
        ("agente de propreté", "agent de propreté"),
        (
            "Le matin, tout brille et personne ne m’a vue.",
            "Je connais chaque produit et chaque geste.",
        ),
        ("Fiabilité", "Ponctualité", "Discrétion", "Endurance", "Soin"),
        (
            ("Entretien de bureaux", "Trois étages étaient sous ma garde.", "Porto"),
            (
                "Nettoyage d’une salle de sport",
                "Je travaillais avant l’ouverture, dès cinq heures.",
                "un gymnase",
            ),
        ),
        ("monobrosse", "vitres", "dosage des produits"),
    ),
    DemoTrade(
        F.INDUSTRY,
        "H2913",
        ("soudeuse", "soudeur"),
        ("Une belle soudure, ça ne se voit pas.", "Mes mains ne tremblent pas."),
        ("Précision", "Concentration", "Calme", "Habileté", "Sérieux"),
        (
            ("Soudure", "Je réparais des coques de bateau.", "Alexandrie"),
            ("Ferronnerie", "Je fabriquais des portails et des grilles.", "Dakar"),
        ),
        ("soudure à l’arc", "TIG", "découpe", "lecture de plans"),
    ),
    DemoTrade(
        F.INDUSTRY,
        "I1604",
        ("mécanicienne automobile", "mécanicien automobile"),
        (
            "J’entends la panne avant de la voir.",
            "Rien ne se jette, presque tout se répare.",
        ),
        ("Logique", "Habileté", "Débrouillardise", "Honnêteté", "Patience"),
        (
            (
                "Garage familial",
                "Je réparais moteurs et freins depuis mes quinze ans.",
                "Tirana",
            ),
            (
                "Atelier vélo",
                "Je remettais des vélos en état pour le quartier.",
                "un atelier solidaire",
            ),
        ),
        ("diagnostic", "freins", "vidange", "pneus"),
    ),
    DemoTrade(
        F.CRAFT,
        "B1803",
        ("couturière", "couturier"),
        (
            "Donnez-moi du tissu et une idée.",
            "Je répare les vêtements, et parfois la confiance.",
        ),
        ("Minutie", "Créativité", "Patience", "Goût", "Habileté"),
        (
            (
                "Atelier de couture",
                "Je faisais des robes de mariée sur mesure.",
                "Ispahan",
            ),
            (
                "Retouches",
                "Je reprenais ourlets et fermetures pour une boutique.",
                "une boutique solidaire",
            ),
        ),
        ("machine", "patron", "retouche", "broderie"),
    ),
    DemoTrade(
        F.CRAFT,
        "H2206",
        ("menuisière", "menuisier"),
        ("Le bois me parle, je l’écoute.", "Je mesure deux fois, je coupe une fois."),
        ("Précision", "Patience", "Soin", "Imagination", "Autonomie"),
        (
            ("Menuiserie", "Je fabriquais des fenêtres et des tables.", "Lviv"),
            (
                "Meubles de récupération",
                "Je transformais des palettes en bancs.",
                "un atelier partagé",
            ),
        ),
        ("scie", "assemblage", "ponçage", "pose"),
    ),
    DemoTrade(
        F.TRANSPORT,
        "N4105",
        ("chauffeuse-livreuse", "chauffeur-livreur"),
        ("Je connais la ville par cœur.", "Vingt ans de permis, pas un accident."),
        ("Ponctualité", "Sens de l’orientation", "Courtoisie", "Calme", "Autonomie"),
        (
            (
                "Taxi",
                "J’ai conduit dans une ville de huit millions d’habitants.",
                "Dacca",
            ),
            (
                "Livraison à vélo",
                "Je livrais des paniers de légumes.",
                "une coopérative",
            ),
        ),
        ("permis B", "tournées", "bons de livraison"),
    ),
    DemoTrade(
        F.DIGITAL,
        "I1401",
        ("technicienne support informatique", "technicien support informatique"),
        (
            "J’explique l’informatique sans mots compliqués.",
            "Quand ça ne marche pas, je cherche encore.",
        ),
        ("Pédagogie", "Logique", "Patience", "Curiosité", "Ténacité"),
        (
            (
                "Cybercafé",
                "Je réparais les ordinateurs et j’aidais les clients.",
                "Addis-Abeba",
            ),
            (
                "Aide numérique",
                "J’apprenais à des aînés à faire leurs démarches.",
                "une médiathèque",
            ),
        ),
        ("dépannage", "réseaux", "installation", "tickets"),
    ),
    DemoTrade(
        F.DIGITAL,
        "M1805",
        ("développeuse web", "développeur web"),
        (
            "J’ai appris à coder la nuit, sur un téléphone.",
            "Un bon code se lit comme une lettre.",
        ),
        ("Logique", "Curiosité", "Autonomie", "Ténacité", "Partage"),
        (
            (
                "Formation en ligne",
                "J’ai fait le site de mon association, puis trois autres.",
                "une école du numérique",
            ),
            ("Cours de mathématiques", "J’enseignais à des lycéens.", "Port-au-Prince"),
        ),
        ("Python", "HTML et CSS", "bases de données", "anglais technique"),
    ),
    DemoTrade(
        F.SECURITY,
        "K2503",
        ("agente de sécurité", "agent de sécurité"),
        ("Ma présence suffit à calmer.", "Je vois venir, je parle, et ça s’arrête là."),
        ("Calme", "Vigilance", "Courtoisie", "Sang-froid", "Fiabilité"),
        (
            (
                "Surveillance de nuit",
                "Je gardais un entrepôt, douze heures d’affilée.",
                "Abidjan",
            ),
            (
                "Médiation",
                "J’apaisais les tensions dans une file de quatre cents personnes.",
                "un accueil de jour",
            ),
        ),
        ("rondes", "premiers secours", "contrôle d’accès"),
    ),
    DemoTrade(
        F.COMMUNICATION,
        "E1103",
        ("chargée de communication", "chargé de communication"),
        (
            "Je trouve les mots qui rassemblent.",
            "Une image juste vaut un long discours.",
        ),
        ("Écriture", "Créativité", "Sens de l’image", "Langues", "Curiosité"),
        (
            (
                "Radio locale",
                "Je préparais et j’animais une émission chaque matin.",
                "Goma",
            ),
            (
                "Journal de rue",
                "J’écrivais des portraits, je prenais les photos.",
                "un journal associatif",
            ),
        ),
        ("rédaction", "photo", "réseaux sociaux", "montage"),
    ),
    DemoTrade(
        F.CULTURE,
        "L1504",
        ("régisseuse son et lumière", "régisseur son et lumière"),
        (
            "Dans l’ombre, pour que les autres brillent.",
            "J’arrive avant tout le monde et je pars après.",
        ),
        ("Oreille", "Calme", "Anticipation", "Esprit d’équipe", "Endurance"),
        (
            (
                "Sonorisation",
                "Je montais le son des mariages et des concerts.",
                "Ouagadougou",
            ),
            (
                "Régie bénévole",
                "Je tenais les lumières d’un petit théâtre.",
                "un théâtre de quartier",
            ),
        ),
        ("montage", "câblage", "console", "sécurité"),
    ),
    DemoTrade(
        F.NATURE,
        "A1203",
        ("jardinière paysagiste", "jardinier paysagiste"),
        ("Je parle aux plantes et elles poussent.", "Dehors par tous les temps."),
        ("Endurance", "Observation", "Patience", "Amour de la nature", "Courage"),
        (
            ("Maraîchage", "Je cultivais deux hectares avec mes frères.", "Kassala"),
            (
                "Jardin d’insertion",
                "Je taillais, je plantais, je vendais les paniers.",
                "un jardin solidaire",
            ),
        ),
        ("taille", "plantation", "tondeuse", "irrigation"),
    ),
    DemoTrade(
        F.SOCIAL,
        "K1204",
        ("médiatrice sociale", "médiateur social"),
        (
            "Je sais ce que c’est que de ne pas comprendre un papier.",
            "Entre deux mondes, je fais le pont.",
        ),
        ("Écoute", "Langues", "Neutralité", "Patience", "Courage"),
        (
            (
                "Interprète bénévole",
                "J’accompagnais les familles à l’hôpital et à la mairie.",
                "Marseille",
            ),
            (
                "Pair-aidance",
                "J’aidais ceux qui arrivaient après moi.",
                "un centre d’hébergement",
            ),
        ),
        ("interprétariat", "accompagnement", "animation"),
    ),
    DemoTrade(
        F.FINANCE,
        "M1203",
        ("aide-comptable", "aide-comptable"),
        (
            "Les chiffres tombent toujours juste avec moi.",
            "J’aime quand le total est bon.",
        ),
        ("Rigueur", "Discrétion", "Logique", "Ténacité", "Ordre"),
        (
            (
                "Comptabilité d’un magasin",
                "Je tenais la caisse et les livres.",
                "Erevan",
            ),
            (
                "Trésorerie d’une association",
                "Je suivais les dons et les dépenses.",
                "une association d’habitants",
            ),
        ),
        ("tableur", "facturation", "rapprochement", "caisse"),
    ),
    DemoTrade(
        F.HEALTH,
        "J1501",
        ("aide-soignante", "aide-soignant"),
        (
            "Prendre soin, c’est d’abord regarder.",
            "Une main tenue vaut parfois un remède.",
        ),
        ("Douceur", "Sang-froid", "Hygiène", "Écoute", "Endurance"),
        (
            (
                "Dispensaire",
                "J’aidais les infirmières et je rassurais les enfants.",
                "Bangui",
            ),
            (
                "Maison de retraite",
                "J’ai fait un stage de trois mois, on m’a demandé de revenir.",
                "un établissement public",
            ),
        ),
        ("soins d’hygiène", "transmissions", "premiers secours"),
    ),
    DemoTrade(
        F.TRANSPORT,
        "N4103",
        ("conductrice de bus", "conducteur de bus"),
        (
            "Bonjour à chaque arrêt, même le lundi.",
            "La douceur se voit à la façon de freiner.",
        ),
        ("Calme", "Courtoisie", "Vigilance", "Ponctualité", "Bonne humeur"),
        (
            (
                "Transport scolaire",
                "Je conduisais quarante enfants, sans un retard.",
                "Tunis",
            ),
            (
                "Navette solidaire",
                "Je conduisais des aînés au marché.",
                "une petite commune",
            ),
        ),
        ("permis B", "accueil", "sécurité"),
    ),
]
