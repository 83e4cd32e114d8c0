"""Opening day: an empty production database, and an association that enters by its own means.

The command ``entremise setup``, then the browser only: real web server and worker processes,
behind nginx, with a mail server that encrypts. Nothing of the demonstration can be imported.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect

from entremise.foundation.accounts.credentials import totp
from tests.journeys.cast import Somebody, calendar, soon
from tests.journeys.conftest import (
    ARGUMENTS,
    DESKTOP,
    HUMAN,
    PICTURES,
    Witness,
    executable_path,
)
from tests.journeys.installation import (
    HOST,
    METRICS_TOKEN,
    ArrivingMail,
    Installation,
    empty_database,
    encrypted_mail_server,
    self_signed_certificate,
)
from tests.journeys.messy_lists import Importer, corrected, messy_lists
from tests.journeys.test_ali import agrees_to_be_seen, is_reviewed, meets, writes_his_cv

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
    '<circle cx="4" cy="4" r="4" style="fill:#005fb8"/></svg>'
)
CLAIRE = ("claire.delmas@asso.test", "Claire", "Delmas")
KARIM = "karim.aziz@asso.test"
HELENE = "helene.roy@exemple.test"
ALI = "ali@exemple.test"
INES = "ines.lambert@bricolage.test"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    certificate = self_signed_certificate(tmp_path)
    with encrypted_mail_server(certificate) as mailbox, empty_database() as database:
        yield Installation(
            tmp_path, database=database, mailbox=mailbox, certificate=certificate
        )


class Person(Somebody):
    """Signs in with what arrives from the worker."""

    mailbox: ArrivingMail
    secret = ""  # of the application of codes on their telephone

    def sign_in(self, address: str) -> "Person":
        self.go("/connexion/")
        self.fill("Votre e-mail ou votre numéro de téléphone", address)
        self.mailbox.forget()
        self.press("Recevoir mon code")
        mail = self.mailbox.waited_for(address, "Votre code pour entrer")
        self.fill("Les 6 chiffres du code", mail.code)
        self.press("Entrer")
        return self

    def proves_it(self) -> "Person":
        """The second factor, with the application that was chosen."""
        self.reads("C’est bien vous")
        self.page.locator("[name=code]").first.fill(self.code)
        self.press("Continuer")
        return self

    @property
    def code(self) -> str:
        """What the application shows."""
        step = int(calendar.now().timestamp()) // totp.STEP_SECONDS
        return totp.totp_code(self.secret, step)

    def status_of(self, address: str) -> int:
        """Asked by the page itself: only the browser knows where the site is."""
        return int(
            self.page.evaluate("path => fetch(path).then(got => got.status)", address)
        )


@pytest.fixture
def person(
    browser: Browser, installation: Installation, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """``person()``: somebody with a new browser, to whom this machine is the internet."""
    resolver = f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND"
    kept = [one for one in ARGUMENTS if "host-resolver" not in one]
    own = browser.browser_type.launch(
        executable_path=executable_path(), args=[*kept, resolver], headless=True
    )
    witness = Witness(installation.site)
    contexts: list[BrowserContext] = []

    def arrive() -> Person:
        context = own.new_context(
            base_url=installation.site,
            viewport=DESKTOP,  # type: ignore[arg-type]
            locale="fr-FR",
            user_agent=HUMAN,
            timezone_id="Europe/Paris",
            ignore_https_errors=True,  # self-signed
        )
        context.set_default_timeout(20000)
        context.on("page", witness.watch)
        contexts.append(context)
        return Person(context.new_page(), installation.mailbox)

    yield arrive
    if request.session.testsfailed:
        PICTURES.mkdir(exist_ok=True)
        for number, context in enumerate(contexts):
            for page in context.pages:
                picture = PICTURES / f"{request.node.name}-{number}.png"
                page.screenshot(path=picture, full_page=True)
    own.close()
    assert witness.faults == []


def test_opening_day(installation: Installation, person: Callable[..., Person]) -> None:
    nothing_of_the_demonstration_is_there(installation)
    nobody_can_enter_before_setup(installation, person())
    link = is_set_up(installation)
    with installation.running():
        for words in ("Worker. Production: real people", "Ctrl-C stops it"):
            installation.wait_until_said(words)
        assert "Nobody can enter yet" not in installation.said()
        claire = enters_by_the_link(person(), link, installation)
        the_public_is_welcome_in_its_zone(person())
        settles_the_programme(claire)
        gives_its_face(claire, person())
        team = invites_a_member(claire, person())
        brings_lists_in(Importer(team, installation.folder))
        file = opens_a_file(team)
        coach = welcomes_a_coach(person(), team)
        is_accepted_and_paired(team, file)
        ali = person().sign_in(ALI).reads("Bonjour Ali")
        writes_his_cv(coach, ali)
        is_reviewed(team, file, ali)
        public = agrees_to_be_seen(ali)
        manager = opens_a_company(person(), team)
        proposes_to_meet(manager, team, public)
        meets(ali, manager)
        is_hired(team, file, ali)
        figures_stand_against_the_goal(claire)
        is_rescued(installation, claire, person)
        visitors_are_told_apart(installation)


def nothing_of_the_demonstration_is_there(installation: Installation) -> None:
    done = installation.command("-c", "import entremise.demo.story")
    assert "there is no demonstration here" in done.stderr


def nobody_can_enter_before_setup(installation: Installation, visitor: Person) -> None:
    with installation.running():
        installation.wait_until_said("Nobody can enter yet: entremise setup")
        for address in ("/devenir-coach/", "/recruter-autrement/compte/", "/orienter/"):
            visitor.go(address).sees("Pas encore ouvert")


def is_set_up(installation: Installation) -> str:
    """One command, on the machine; returns the link that it prints."""
    email, first_name, last_name = CLAIRE
    said = installation.entremise(
        *("setup", "--email", email, "--zone", "Paris:75,93"),
        *("--first-name", first_name, "--last-name", last_name),
    )
    found = re.findall(rf"{installation.site}/entrer/\S+/", said)
    assert len(found) == 1, said
    assert "before anything else" not in said
    return str(found[0])


def enters_by_the_link(claire: Person, link: str, installation: Installation) -> Person:
    """The link that was printed is the one that was mailed; it works once."""
    assert link in installation.mailbox.waited_for(CLAIRE[0], "/entrer/").links
    claire.go(link).reads("Votre accès est prêt").press("Entrer")
    chooses_a_second_factor(claire).reads("Aujourd’hui")
    claire.go(link).reads("Ce lien ne sert plus")
    return claire


def chooses_a_second_factor(somebody: Person) -> Person:
    somebody.reads("Choisissez une seconde preuve").press("Utiliser une application")
    somebody.secret = somebody.page.locator("ol code").inner_text().replace(" ", "")
    somebody.fill("Le code à 6 chiffres", somebody.code)
    somebody.press("Confirmer").reads("Vos codes de secours")
    assert somebody.page.locator("ul.codes code").count() == 10
    somebody.follow("Je les ai notés")
    return somebody


def the_public_is_welcome_in_its_zone(visitor: Person) -> None:
    for address in ("/devenir-coach/", "/recruter-autrement/compte/", "/orienter/"):
        visitor.go(address).does_not_see("Pas encore ouvert").sees("Paris")


def settles_the_programme(claire: Person) -> None:
    """A second zone, a promotion and a goal, which the figures then show."""
    claire.go("/equipe/reglages/").follow("Zones").follow("Ouvrir une zone")
    claire.fill("Nom de la zone", "Lyon").fill("Départements", "Rhône, 42")
    claire.press("Ouvrir la zone").sees("Lyon")
    today = timezone.localdate()
    claire.go("/equipe/reglages/promotions/ouvrir/").choose("Zone", "Paris")
    claire.fill("Nom de la promotion", "Première promotion").fill("Places", "12")
    claire.fill("Premier jour", today.isoformat())
    claire.fill("Dernier jour", (today + timedelta(days=180)).isoformat())
    claire.press("Ouvrir la promotion").sees("Première promotion")
    claire.go("/equipe/reglages/buts/fixer/").choose("Chiffre", "Embauches")
    claire.page.get_by_label("But", exact=True).fill("37")
    claire.press("Fixer ce but").sees("Le but est fixé")
    claire.go("/equipe/chiffres/").sees("Embauches", "37")


def gives_its_face(claire: Person, visitor: Person) -> None:
    """Name, logo, colour and what the law asks: the public reads them."""
    claire.go("/equipe/reglages/association/").fill("Nom du site", "La Passerelle")
    claire.fill("Couleur principale", "#005fb8")
    claire.fill("Directeur ou directrice de la publication", "Nora Diallo")
    claire.page.get_by_label("Logo").first.set_input_files(
        {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": LOGO.encode()}
    )
    claire.press("Enregistrer").sees("C’est enregistré")
    visitor.go("/mentions-legales/").sees("La Passerelle", "Nora Diallo")
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--pine')"
    assert "#005fb8" in visitor.page.evaluate(colour)


def brings_lists_in(importer: Importer) -> None:
    """Each list imported, corrected and given again; the first undone whole and begun again."""
    people, *others = messy_lists(timezone.localdate())
    importer.brings(people.key, people.name, people.data)
    importer.team.sees(*people.refused)
    refused = importer.refused_rows()
    importer.imports(people.new)
    run = importer.team.address
    mended = corrected(refused, Portable="06 98 76 54 32", Entrée="28/02/2026")
    importer.brings(people.key, "corrigé.csv", mended).imports(1)
    importer.team.go(run)
    importer.undoes()
    importer.brings(people.key, people.name, people.data).imports(people.new)
    importer.brings(people.key, people.name, people.data).has_nothing_to_import()
    for one in others:
        importer.brings(one.key, one.name, one.data)
        importer.team.sees(*one.refused)
        importer.imports(one.new)


def figures_stand_against_the_goal(claire: Person) -> None:
    """The hire of the day and the one that was imported, of 37."""
    claire.go("/equipe/chiffres/")
    row = claire.page.get_by_role("row").filter(has_text="37")
    expect(row).to_contain_text("fait : 2")


def invites_a_member(claire: Person, team: Person) -> Person:
    claire.go("/equipe/personnes/").follow("Inviter")
    claire.fill("Prénom", "Karim").fill("Adresse e-mail", KARIM)
    claire.page.get_by_label("Nom", exact=True).fill("Aziz")
    claire.page.get_by_role("radio", name="Équipe").check()
    claire.choose("Zone", "Paris")
    claire.mailbox.forget()
    claire.press("Envoyer l’invitation").sees(f"L’invitation part à {KARIM}")
    invitation = claire.mailbox.waited_for(KARIM, "vous ouvre un accès")
    team.go(invitation.links[0])
    team.sign_in(KARIM)
    return chooses_a_second_factor(team).reads("Aujourd’hui")


def opens_a_file(team: Person) -> str:
    team.go("/equipe/candidats/").follow("Ouvrir un dossier")
    team.fill("Prénom", "Ali").fill("E-mail", ALI)
    team.press("Ouvrir le dossier").sees("Le dossier d’Ali est ouvert")
    return team.address


def welcomes_a_coach(coach: Person, team: Person) -> Person:
    """She proposes her help, the team calls her; she enters and accepts the charter."""
    coach.go("/devenir-coach/").fill("Votre prénom", "Hélène").fill("Votre nom", "Roy")
    coach.fill("Votre adresse e-mail", HELENE)
    coach.choose("Où pouvez-vous voir quelqu’un chaque semaine", "Paris")
    coach.fill("Votre métier", "Libraire, j’ai du temps et de l’oreille.")
    coach.press("Envoyer à l’équipe").sees("Merci")
    team.go("/equipe/").follow("Futurs coachs à rencontrer").follow("Hélène Roy")
    team.mailbox.forget()
    team.press("Accueillir comme coach").sees("L’invitation part")
    invitation = coach.mailbox.waited_for(HELENE, "vous ouvre un accès")
    coach.go(invitation.links[0])
    coach.sign_in(HELENE)
    coach.go("/coach/charte/").tick("J’ai lu cette charte").press("Accepter la charte")
    coach.page.wait_for_url("**/coach/")
    return coach


def is_accepted_and_paired(team: Person, file: str) -> None:
    for gesture in ("Noter la rencontre", "Décider l’accueil"):
        team.go(file).follow(gesture).press("Noter cette étape")
    team.go(file).follow("Trouver un coach").tick("Hélène Roy")
    team.fill("Rencontre à trois", soon()).fill("Où", "4 rue des Écluses, Paris")
    team.press("Former le binôme")
    team.go(file).sees("Hélène Roy").follow("Commencer le parcours")
    team.press("Noter cette étape")
    team.go(file).press("Ouvrir son espace").sees("Ouvert")


def opens_a_company(manager: Person, team: Person) -> Person:
    manager.go("/recruter-autrement/compte/")
    manager.fill("Votre prénom et votre nom", "Inès Lambert")
    manager.fill("Votre métier", "Responsable du magasin")
    manager.fill("Votre e-mail professionnel", INES)
    manager.fill("Votre entreprise", "Bricolage & Cie")
    manager.fill("Son numéro SIREN", "732 829 320").choose(
        "Près de quelle ville", "Paris"
    )
    manager.press("Ouvrir le compte").sees("Merci d’ouvrir une porte")
    team.go("/equipe/").follow("Entreprises à vérifier").follow("Bricolage & Cie")
    team.follow("Vérifier").submit().sees("Vérifiée")
    manager.sign_in(INES)
    return manager


def proposes_to_meet(manager: Person, team: Person, public: str) -> None:
    manager.go(public).follow("Rencontrer Ali").reads("Rencontrer Ali")
    manager.fill("Pourquoi cette personne", "Nos clients appellent d’Italie.")
    manager.fill("Où", "Chez nous, à Pantin").fill("Quand", "Jeudi matin")
    manager.press("Envoyer ma proposition à l’équipe")
    manager.page.wait_for_url("**/entreprise/**")
    team.go("/equipe/").follow("Propositions de rencontre à relire").follow("Ali")
    team.follow("Transmettre à la personne").press("Transmettre à la personne")


def is_hired(team: Person, file: str, ali: Person) -> None:
    team.go(file).follow("Noter une embauche")
    company = team.page.get_by_role("combobox", name="Entreprise")
    company.select_option(label="Bricolage & Cie")
    team.fill("Quel travail", "Conseiller clientèle").choose("Contrat", "CDI")
    team.fill("Premier jour", str(timezone.localdate()))
    met = team.page.get_by_role("combobox", name="Née de la rencontre")
    met.select_option(index=1)
    team.press("Noter l’embauche").sees("Le plan")
    team.go(file).sees("En emploi")
    ali.go("/mon-espace/mon-travail/").sees("Bricolage & Cie")


def is_rescued(
    installation: Installation, claire: Person, person: Callable[..., Person]
) -> None:
    """Alone to administer, she loses telephone and recovery codes."""
    assert installation.entremise("admin", "list").count("@") == 1
    installation.mailbox.forget()
    said = installation.entremise("admin", "rescue", CLAIRE[0])
    claire.go("/equipe/").reads("Bonjour")  # signed out everywhere
    told = installation.mailbox.waited_for(CLAIRE[0], "remis à zéro")
    assert "/entrer/" not in told.text
    again = person().go(re.findall(r"https://\S+/entrer/\S+/", said)[0])
    again.press("Entrer")
    chooses_a_second_factor(again).reads("Aujourd’hui")


def visitors_are_told_apart(installation: Installation) -> None:
    """Who reads people like a machine is refused; who stands beside is not."""
    robot, reader = (installation.visitor(f"203.0.113.{number}") for number in (5, 9))
    for visitor in (robot, reader):
        assert visitor.get("/candidats/") == 200
    robot.get("/annuaire-complet/")
    robot.wait_for(429, "/candidats/")  # written once the page was sent
    assert robot.get("/candidats/", **{"X-Forwarded-For": "203.0.113.9"}) == 429
    assert reader.get("/candidats/") == 200
    assert reader.get("/candidats/", **{"X-Forwarded-For": "203.0.113.5"}) == 200
    # a photo passes, and is refused for want of a form; more than 10 MB does not
    assert reader.send("/connexion/", 8_000_000) == 403
    assert reader.send("/connexion/", 11_000_000) == 413
    assert installation.answers_in_clear() == f"https://{HOST}/candidats/"
    # the platform would answer: the proxy does not let it be asked
    token = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    for path in ("/metriques", "/metriques/", "//metriques", "/%6Detriques"):
        assert reader.get(path, **token) == 404, path
