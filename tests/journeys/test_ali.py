"""Ali's journey, from a social worker's referral to his first week at work.

Everything goes through the screens, each person in a browser of their own.
"""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from tests.journeys.cast import Cast, Somebody, code_in, soon

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "06 12 34 56 78"
MANAGER = "ines.lambert@bricolage.test"


def test_ali(cast: Cast) -> None:
    is_referred(cast)
    file = is_met_accepted_and_paired(cast.team)
    ali = cast.somebody(phone=True).sign_in(PHONE).reads("Bonjour Ali")
    writes_his_cv(cast.coach, ali)
    is_reviewed(cast.team, file, ali)
    public = agrees_to_be_seen(ali)
    shared = is_shared_and_visited(cast, public)
    manager = is_approached(cast, shared)
    is_let_through(cast.team)
    meets(ali, manager)
    is_hired(cast.team, file, ali, manager)
    tells_the_first_week(cast, ali, manager)
    is_counted(cast, public)


def is_referred(cast: Cast) -> None:
    worker = cast.somebody().go("/orienter/")
    worker.fill("Votre structure", "Accueil du Canal").fill(
        "Votre prénom", "Sonia"
    ).fill("Votre nom", "Meyer")
    worker.fill("Votre e-mail", "sonia.meyer@exemple.test")
    worker.fill("Son prénom", "Ali").fill("Son téléphone", PHONE)
    worker.choose("Où vit cette personne", "Paris")
    worker.fill(
        "Pourquoi nous l’adressez-vous",
        "Il parle quatre langues et met tout le monde à l’aise.",
    )
    worker.tick("Cette personne sait que je vous écris")
    worker.press("Envoyer à l’équipe").sees("Merci")


def is_met_accepted_and_paired(team: Somebody) -> str:
    team.go("/equipe/candidats/").follow("Ali").sees("Il parle quatre langues")
    file = team.address
    for gesture in ("Noter la rencontre", "Décider l’accueil"):
        team.go(file).follow(gesture).press("Noter cette étape")
    team.go(file).follow("Trouver un coach").tick("Hélène Roy").fill(
        "Rencontre à trois", soon()
    )
    team.fill("Où", "4 rue des Écluses, Paris").press("Former le binôme")
    team.go(file).sees("Hélène Roy").follow("Commencer le parcours").press(
        "Noter cette étape"
    )
    team.go(file).press("Ouvrir son espace").sees("Ouvert")
    return file


def writes_his_cv(coach: Somebody, ali: Somebody) -> None:
    """With the coach, one question a page, strengths and languages first.

    Then alone, on his telephone.
    """
    coach.go("/coach/").follow("Ali").follow("L’écrire ensemble").follow(
        "Continuer ensemble"
    )
    coach.reads("Quels sont vos atouts").tick(
        "Je suis à l’aise avec les gens", "Je garde mon calme"
    )
    coach.press("Enregistrer et continuer").reads("Quelles langues parlez-vous")
    for number, (name, level) in enumerate(
        [
            ("Arabe", "langue maternelle"),
            ("Italien", "couramment"),
            ("Anglais", "à l’aise au travail"),
        ]
    ):
        page = coach.page
        names = page.locator(f"[name=name_{number}]")
        names.select_option(
            value=names.locator("option", has_text=name).first.get_attribute("value")
        )
        page.locator(f"[name=level_{number}]").select_option(label=level)
    coach.press("Enregistrer et continuer").reads("Quel travail cherchez-vous")

    ali.go("/mon-espace/cv/").sees("Je suis à l’aise avec les gens").follow("Continuer")
    ali.reads("Quel travail cherchez-vous").fill(
        "Le métier, avec vos mots", "conseiller clientèle"
    )
    ali.choose("La famille de métiers", "Commerce et distribution").press(
        "Enregistrer et continuer"
    )
    ali.reads("Comment vous présenter").fill(
        "Ma phrase", "J’accueille les gens dans leur langue."
    )
    ali.press("Enregistrer et continuer").reads("Qu’avez-vous déjà fait")
    ali.go("/mon-espace/cv/question/practical/").fill("Ma ville", "Paris").fill(
        "Départements", "75, 93"
    )
    ali.press("Enregistrer et continuer")
    ali.go("/mon-espace/cv/").press("Envoyer mon CV à l’équipe").sees(
        "Votre CV est envoyé"
    )


def is_reviewed(team: Somebody, file: str, ali: Somebody) -> None:
    team.go(file).follow("Relire le CV").fill(
        "Sur le CV en entier", "Racontez une fois où vous avez aidé quelqu’un."
    )
    team.press("Envoyer ces remarques")
    ali.go("/mon-espace/cv/").sees("Racontez une fois où vous avez aidé quelqu’un")
    ali.go("/mon-espace/cv/experiences/nouvelle/").fill(
        "Ce que je faisais", "Réceptionniste d’hôtel"
    )
    ali.fill("Où", "Naples").fill(
        "Ce que j’ai fait", "J’ai calmé un client perdu, en trois langues."
    )
    ali.press("Enregistrer").go("/mon-espace/cv/").press("Envoyer mon CV à l’équipe")
    team.go(file).follow("Relire le CV").sees("trois langues").press("Accepter ce CV")


def agrees_to_be_seen(ali: Somebody) -> str:
    """He sees the page, the picture and the PDF as the world would, then says yes.

    Returns the public address.
    """
    ali.go("/mon-espace/").sees("Bonjour Ali")
    ali.go("/mon-espace/accord/").tick(
        "Une page sur ce site, que le public peut partager",
        "Un CV à télécharger et à imprimer",
    )
    ali.press("Voir ce que le monde verrait").reads("Ce que le monde verrait")
    ali.sees("J’accueille les gens dans leur langue", "Rien n’est encore visible")
    picture = (
        ali.page.get_by_role("img", name="L’image de partage").get_attribute("src")
        or ""
    )
    pdf = ali.page.get_by_role("link", name="Ouvrir le PDF").get_attribute("href") or ""
    assert (ali.status_of(picture), ali.status_of(pdf)) == (200, 200)
    ali.press("Oui, montrer mon CV")
    return (
        ali.go("/mon-espace/")
        .sees("Visible depuis aujourd’hui")
        .follow("Voir ma page")
        .reads("Ali")
        .address
    )


def is_shared_and_visited(cast: Cast, public: str) -> str:
    """Found by searching, shared by a passer-by without account nor JavaScript.

    Returns the address that was shared.
    """
    passer_by = cast.somebody(phone=True, javascript=False)
    passer_by.go("/candidats/?q=consellier+arabe").sees("conseiller").follow(
        "Ali"
    ).reads("Ali").sees("Naples")
    sent = {}
    for network, host in (("LinkedIn", "www.linkedin.com"), ("WhatsApp", "wa.me")):
        passer_by.go(public).follow("Partager").reads("Partager le CV d’Ali")
        sent[network] = passer_by.leaves_by(network)
        assert urlsplit(sent[network]).hostname == host
    return parse_qs(urlsplit(sent["LinkedIn"]).query)["url"][0]


def is_approached(cast: Cast, shared: str) -> Somebody:
    """A manager follows the shared link and proposes a meeting, without account or job ad."""
    manager = (
        cast.somebody()
        .go(shared)
        .reads("Ali")
        .follow("Rencontrer Ali")
        .reads("Rencontrer Ali")
    )
    manager.fill("Votre prénom et votre nom", "Inès Lambert").fill(
        "Votre e-mail professionnel", MANAGER
    )
    manager.fill("Votre entreprise", "Bricolage & Cie").fill(
        "Son numéro SIREN", "732 829 320"
    ).press("Continuer")
    manager.fill(
        "Pourquoi cette personne", "Nos clients appellent d’Italie et du Maroc."
    )
    manager.fill("Où et quand", "Chez nous à Pantin, jeudi matin").press(
        "Envoyer ma proposition à l’équipe"
    )
    manager.sees("Merci", "3 jours ouvrés")
    return manager.sign_in(MANAGER)


def is_let_through(team: Somebody) -> None:
    team.go("/equipe/entreprises/").follow("Bricolage & Cie").follow(
        "Vérifier"
    ).submit().sees("Vérifiée")
    team.follow("Ali").follow("Transmettre à la personne").press(
        "Transmettre à la personne"
    )


def meets(ali: Somebody, manager: Somebody) -> None:
    """He accepts, they agree on a date, exchange codes, and both write a debrief."""
    ali.go("/mon-espace/rencontres/").follow("Lire et répondre").sees(
        "On ne paie jamais pour travailler"
    )
    ali.press("Oui, je veux bien").sees("Vous avez dit oui")
    manager.go("/entreprise/").follow("Proposer une date").fill(
        "Quel jour", soon(30)
    ).fill("Où", "12 rue Hoche, Pantin")
    manager.press("Proposer cette date")
    meeting = manager.address
    ali.go("/mon-espace/rencontres/").follow("Bricolage & Cie").press("Oui, je viens")
    his = code_in(ali.page.locator(".code-digits").inner_text())
    hers = code_in(manager.go(meeting).page.locator(".code-digits").inner_text())
    manager.fill("Les quatre chiffres", "0000" if his != "0000" else "1111").press(
        "Nous nous sommes vus"
    )
    manager.does_not_see("A eu lieu").fill("Les quatre chiffres", his).press(
        "Nous nous sommes vus"
    ).sees("A eu lieu")
    assert hers != his
    for somebody, words in (
        (ali, "Je peux travailler avec mes langues."),
        (manager, "On partira de lui."),
    ):
        somebody.page.reload()
        somebody.follow("Raconter la rencontre").fill(
            "Qu’est-ce que cette rencontre a changé", words
        )
        somebody.tick("Une proposition d’emploi").submit().sees(words)


def is_hired(team: Somebody, file: str, ali: Somebody, manager: Somebody) -> None:
    manager.go("/entreprise/postes/annonce/").fill(
        "Quel travail", "Conseiller clientèle"
    )
    manager.choose("Domaine", "Commerce et distribution").choose("Contrat", "CDI").fill(
        "Où", "12 rue Hoche, Pantin"
    )
    manager.fill(
        "Ce que l’on fait dans une journée",
        "Répondre aux clients en italien et en arabe.",
    ).press("Enregistrer")
    manager.press("Envoyer à l’équipe")
    job = manager.address
    team.go(job.replace("/entreprise/", "/equipe/")).follow("Décider").tick(
        "L’ouvrir"
    ).submit()
    team.follow("Proposer à quelqu’un").choose("À qui", "Ali").fill(
        "Pourquoi cette personne", "Vos langues, votre calme."
    )
    team.press("Envoyer à la personne")
    ali.go("/mon-espace/propositions/").follow("Conseiller clientèle").press(
        "Ça m’intéresse"
    )
    team.go("/equipe/postes-proposes/").follow("Ali").press("Rencontre")
    manager.go(job).press("Nous voulons l’embaucher")
    team.page.reload()
    team.follow("Noter l’embauche").fill(
        "Premier jour", str(timezone.localdate() - timedelta(days=8))
    )
    team.press("Noter l’embauche").sees("Le plan", "l’adresse portait le lien")
    team.go(file).sees("En emploi")


def tells_the_first_week(cast: Cast, ali: Somebody, manager: Somebody) -> None:
    """Three voices, apart from one another. One sees clouds: somebody of the team is told."""
    for somebody, home, weather in (
        (ali, "/mon-espace/mon-travail/", "Ça va bien"),
        (cast.coach, "/coach/au-travail/", "Ça va bien"),
        (manager, "/entreprise/nouveaux-collegues/", "C’est difficile"),
    ):
        somebody.go(home)
        if somebody is manager:
            somebody.follow("Ali")
        somebody.follow("Répondre").tick(weather).press("Envoyer à l’équipe")
    cast.team.go("/equipe/").sees("Ali", "les regards diffèrent")


def is_counted(cast: Cast, public: str) -> None:
    """One share more, one visit, one contact, one meeting, one hire; and he is no longer shown."""
    visitor = cast.somebody()
    chain = (
        visitor.go("/notre-impact/").page.locator("ol.chain strong").all_inner_texts()
    )
    assert chain == ["2", "1", "1", "1", "1"]
    assert visitor.page.goto(public).status == 410
