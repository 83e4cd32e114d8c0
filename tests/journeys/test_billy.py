"""Billy's journey: an introduction, a visit, a sketched job, a contract.

Everything goes through the screens, each person in a browser of their own.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.enums import CompanySize, MemberRole
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.opportunities.enums import OpportunityKind
from entremise.opportunities.models import Opportunity
from tests.factories import candidates, companies
from tests.journeys.cast import Cast, Somebody, code_in, soon

pytestmark = pytest.mark.django_db(transaction=True)
BILLY = "billy@exemple.test"
PRESIDENT = "edith.arnaud@atelier-brume.test"
HEAD_OF_IT = "louis.costa@atelier-brume.test"
JOB = "Technicien d’accueil informatique"


def test_billy(cast: Cast) -> None:
    file, company = was_there_before(cast)
    billy = cast.somebody(phone=True).sign_in(BILLY).reads("Bonjour Billy")
    champion = cast.somebody().enter(champion_of(company))
    advisor = cast.advisor()
    is_introduced(advisor, file)
    says_yes(billy)
    meeting = the_visit_is_planned(advisor, billy)
    both_sides_prepare(billy, champion)
    president = visits(cast, billy)
    job = draw_a_job(cast.team, meeting, champion, billy)
    is_wanted(cast.team, job, champion, billy)
    is_hired_without_an_ad(cast.team, file, company)
    president.go("/entreprise/nouveaux-collegues/").sees("Billy", JOB)


def was_there_before(cast: Cast) -> tuple[str, Company]:
    """He is accompanied and has published nothing.

    A company of 800 people has an account, and somebody who pushes.
    """
    billy = candidates.candidate(
        cast.zone,
        first_name="Billy",
        last_name="Okafor",
        email=BILLY,
        by=cast.team_user,
    )
    company = companies.company(cast.zone, name="Atelier Brume", size=CompanySize.HUGE)
    companies.member(
        company, role=MemberRole.CHAMPION, first_name="Yasmine", last_name="Petit"
    )
    assert not hasattr(Candidate.objects.get(pk=billy.pk), "publication")
    return f"/equipe/candidats/{billy.code}/", company


def champion_of(company: Company) -> User:
    return company.members.get(role=MemberRole.CHAMPION).user


def is_introduced(advisor: Somebody, file: str) -> None:
    """A senior advisor knows two people in there."""
    advisor.go(file).follow("Présenter à quelqu’un").choose(
        "Dans quelle entreprise", "Atelier Brume"
    )
    advisor.fill(
        "Pourquoi cette rencontre",
        "Billy répare tout. Leur service informatique déborde.",
    )
    advisor.fill("Qui connaissez-vous là-bas", "Édith Arnaud, la présidente").press(
        "Envoyer à la personne"
    )
    advisor.sees("Une mise en relation", "Transmise à la personne")


def says_yes(billy: Somebody) -> None:
    billy.go("/mon-espace/").follow("Lire la proposition").sees(
        "Billy répare tout", "On ne paie jamais pour travailler"
    )
    billy.press("Oui, je veux bien").sees("Vous avez dit oui")


def the_visit_is_planned(advisor: Somebody, billy: Somebody) -> str:
    """With the president and the head of IT, who had no account.

    The champion is there too. Returns its address.
    """
    advisor.page.reload()
    advisor.follow("Préparer la rencontre").choose(
        "Quelle rencontre", "Visite d’entreprise"
    )
    advisor.fill("Quel jour", soon(30)).fill("Où", "3 quai de la Brume, Paris").tick(
        "Yasmine Petit"
    )
    guests = {
        "first": ("Édith Arnaud", "Présidente", PRESIDENT),
        "second": ("Louis Costa", "Directeur informatique", HEAD_OF_IT),
    }
    for which, details in guests.items():
        for field, value in zip(("guest", "title", "email"), details, strict=True):
            advisor.page.locator(f"[name={which}_{field}]").fill(value)
    advisor.tick("Je viens avec la personne").press("Proposer cette rencontre")
    advisor.sees(
        "Visite d’entreprise", "Édith Arnaud", "Louis Costa", "Directeur informatique"
    )
    billy.go("/mon-espace/rencontres/").follow("Atelier Brume").sees(
        "Présidente", "3 quai de la Brume"
    )
    billy.press("Oui, je viens").sees("Vous avez dit oui")
    return advisor.address


def both_sides_prepare(billy: Somebody, champion: Somebody) -> None:
    billy.follow("Préparer cette rencontre").fill(
        "Ce que je veux dire", "Je montre le poste que j’ai remonté."
    )
    billy.press("Garder ma préparation").sees("Je montre le poste que j’ai remonté.")
    champion.go("/entreprise/rencontres/").follow("Billy").press("Oui, je viens").sees(
        "Convenue"
    )
    champion.follow("Préparer cette rencontre").fill(
        "Ce que je veux dire", "Les postes des nouveaux arrivants."
    )
    champion.press("Garder ma préparation").sees("Les postes des nouveaux arrivants.")
    champion.does_not_see("Je montre le poste que j’ai remonté.")


def visits(cast: Cast, billy: Somebody) -> Somebody:
    """The president comes in with the code she was mailed; he shows his digits, she types them."""
    president = (
        cast.somebody().sign_in(PRESIDENT).go("/entreprise/rencontres/").follow("Billy")
    )
    billy.page.reload()
    president.fill(
        "Les quatre chiffres", code_in(billy.page.locator(".code-digits").inner_text())
    )
    president.press("Nous nous sommes vus").sees("A eu lieu")
    for somebody, words in (
        (billy, "On m’a laissé réparer."),
        (president, "Il a vu ce que nous ne voyons plus."),
    ):
        somebody.page.reload()
        somebody.follow("Raconter la rencontre").fill(
            "Qu’est-ce que cette rencontre a changé", words
        )
        somebody.tick("Dessiner un poste ensemble").submit().sees(words)
    return president


def draw_a_job(
    team: Somebody, meeting: str, champion: Somebody, billy: Somebody
) -> str:
    """What is left undone, by the champion.

    What he does well, by him; the team begins it. Returns its address.
    """
    team.go(meeting).sees("A eu lieu", "Il a vu ce que nous ne voyons plus.")
    team.follow("Dessiner un poste avec l’entreprise").fill("Un nom pour ce poste", JOB)
    team.choose("Contrat imaginé", "Alternance").press("Commencer ce poste").reads(JOB)
    job = team.address
    champion.go("/entreprise/postes/").follow(JOB).follow("Écrire de ce côté")
    champion.fill(
        "Ce qui reste à faire chez nous", "Personne ne prépare les postes des nouveaux."
    ).submit()
    billy.go("/mon-espace/propositions/").follow(JOB).sees(
        "Personne ne prépare les postes des nouveaux."
    )
    billy.follow("Écrire de ce côté").fill(
        "Ce que je fais bien", "Je remonte un ordinateur en une heure."
    ).submit()
    billy.sees("Je remonte un ordinateur en une heure.")
    champion.page.reload()
    champion.sees("Je remonte un ordinateur en une heure.").press(
        "Envoyer à l’équipe"
    ).sees("L’équipe le relit")
    return job


def is_wanted(team: Somebody, job: str, champion: Somebody, billy: Somebody) -> None:
    team.go(job).sees("Un poste dessiné pour une personne").follow("Décider").tick(
        "L’ouvrir"
    ).submit()
    team.follow("Proposer à quelqu’un").fill(
        "Pourquoi cette personne", "Ce poste est né de vous."
    )
    team.press("Envoyer à la personne").reads("Billy")
    billy.go("/mon-espace/").follow("Regarder").sees("Ce poste est né de vous.").press(
        "Ça m’intéresse"
    )
    team.page.reload()
    team.press("Rencontre")
    champion.page.reload()
    champion.press("Nous voulons l’embaucher").sees("Embauche proposée")


def is_hired_without_an_ad(team: Somebody, file: str, company: Company) -> None:
    team.page.reload()
    team.follow("Noter l’embauche")
    contract = team.page.get_by_label("Contrat").first
    assert contract.locator("option:checked").inner_text() == "Alternance"
    assert team.page.get_by_label("Ce poste a été créé pour la personne").is_checked()
    team.fill("Premier jour", str(timezone.localdate() + timedelta(days=20))).press(
        "Noter l’embauche"
    )
    team.sees("Atelier Brume, Alternance", "Le plan", "Visite d’entreprise")
    built = team.page.locator("dt", has_text="Créé pour la personne").locator(
        "xpath=following-sibling::dd[1]"
    )
    assert built.inner_text() == "oui"
    team.go(file).sees("En emploi")
    assert [job.kind for job in Opportunity.objects.all()] == [OpportunityKind.SKETCH]
    assert company.opportunities.get().created_for.first_name == "Billy"
