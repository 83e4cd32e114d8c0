"""The share kit: people near the sites, chosen fairly, public data only."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.enums import GrantChannel
from entremise.candidates.models import Publication
from entremise.companies import actions as company_actions
from entremise.companies.models import Company, Site
from entremise.companies.validators import departement_of
from entremise.foundation.outbox.models import OutboxMessage
from entremise.gallery import rules as gallery_rules
from entremise.gallery.actions.ranking import compute_ranking, count_impressions
from entremise.sharing.actions.kits import compose_kit
from entremise.sharing.models import ShareLink, Visit
from entremise.sharing.queries.kits import kit_visit_count, share_kit_of
from tests.factories import accounts, candidates, companies
from tests.factories.sharing import reader_headers
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"company:{name}", args=args)


def here(departement: str = "75", **person: Any) -> Any:
    practical = candidates.SECTIONS["practical"] | {
        "departements": [departement] if departement else []
    }
    zone = person.pop("zone", None) or accounts.zone("Paris")
    channels = person.pop("channels", (GrantChannel.PAGE, GrantChannel.PDF))
    return candidates.published_cv(
        candidates.candidate(zone, **person), practical=practical, channels=channels
    )


def verified_company(**fields: Any) -> Company:
    return companies.company(
        accounts.zone("Paris"), **({"postcode": "75011", "city": "Paris"} | fields)
    )


@world
def row() -> Company:
    return verified_company()


@world
def prosper() -> Publication:
    return here(first_name="Prosper")


def test_a_company_the_team_does_not_know_reads_what_to_do(as_user: Browser) -> None:
    row = companies.company(accounts.zone("Paris"), verified=False)
    browser = as_user(companies.recruiter_of(row))
    assert "quand l’équipe a vérifié" in browser.get(url("kit")).content.decode()
    here()
    browser.post(url("compose_kit"))
    assert not ShareLink.objects.filter(kit_company_code=row.code).exists()
    assert as_user(accounts.user()).get(url("kit")).status_code == 404


def test_the_kit_holds_those_who_can_come_and_nobody_else(
    as_user: Browser, row: Company
) -> None:
    near, silent, far = (
        here(first_name="Prosper"),
        here("", first_name="Séverine"),
        here("69", first_name="Zacharie"),
    )
    elsewhere = here("", first_name="Ursule", zone=accounts.zone("Lyon"))
    browser = as_user(companies.recruiter_of(row))
    page = browser.post(url("compose_kit"), follow=True).content.decode()
    assert [p.cv.code for p in share_kit_of(row.code).people] == [
        near.code,
        silent.code,
    ]
    assert "Prosper" in page
    assert "Séverine" in page
    assert "Zacharie" not in page
    assert "Ursule" not in page
    browser.post(
        url("add_site"),
        {"city": "Villeurbanne", "postcode": "69 100", "label": "L’entrepôt"},
    )
    browser.post(url("compose_kit"))
    assert far.code in {p.cv.code for p in share_kit_of(row.code).people}
    assert elsewhere.code not in {p.cv.code for p in share_kit_of(row.code).people}


def test_places_of_work_come_and_go(as_user: Browser) -> None:
    row, other = verified_company(), verified_company()
    browser = as_user(companies.member(row, role="champion").user)
    refused = browser.post(url("add_site"), {"city": "Lyon", "postcode": "6900"})
    assert "5 chiffres" in refused.content.decode()
    assert "Lyon" in refused.content.decode()
    for _again in range(2):
        browser.post(url("add_site"), {"city": "Lyon", "postcode": "69003"})
    site = Site.objects.get(company=row)
    assert (
        as_user(companies.recruiter_of(other))
        .post(url("remove_site", site.code))
        .status_code
        == 404
    )
    browser.post(url("remove_site", site.code))
    assert not Site.objects.exists()


def test_everybody_has_their_turn(monkeypatch: Any, row: Company) -> None:
    monkeypatch.setattr("entremise.sharing.actions.kits.KIT_SIZE", 2)
    people = {here().code for _ in range(5)}
    carried: list[set[str]] = []
    for _ in range(3):
        compose_kit(row.code, departements=["75"], zones=[])
        carried.append({p.cv.code for p in share_kit_of(row.code).people})
    assert carried[0] | carried[1] | carried[2] == people
    assert not carried[0] & carried[1]


def test_the_least_seen_come_first(
    time_machine: Any, monkeypatch: Any, row: Company
) -> None:
    monkeypatch.setattr("entremise.sharing.actions.kits.KIT_SIZE", 3)
    people = [here() for _ in range(6)]
    for _ in range(4):
        count_impressions({row.candidate_id: 1 for row in people[:3]})
    # The order of a slot looks at those before it.
    time_machine.move_to(timezone.now() + gallery_rules.SLOT_LENGTH)
    compute_ranking()
    compose_kit(row.code, departements=["75"], zones=[])
    assert {p.cv.code for p in share_kit_of(row.code).people} == {
        p.code for p in people[3:]
    }


def test_words_and_links_of_one_person_say_only_what_is_public(
    as_user: Browser, prosper: Publication, row: Company
) -> None:
    browser = as_user(companies.recruiter_of(row))
    browser.post(url("compose_kit"))
    page = browser.get(url("kit_person", prosper.code)).content.decode()
    token = ShareLink.objects.get(kit_company_code=row.code).token
    assert page.count(f"?s={token}") >= 4  # three tones and the link
    for secret in (prosper.candidate.last_name, prosper.candidate.email):
        assert secret not in page
    assert (
        as_user(companies.recruiter_of(verified_company()))
        .get(url("kit_person", prosper.code))
        .status_code
        == 404
    )


def test_the_letter_to_colleagues_is_written_but_not_sent(
    as_user: Browser, prosper: Publication, row: Company
) -> None:
    browser = as_user(companies.recruiter_of(row))
    browser.post(url("compose_kit"))
    page = browser.get(url("kit")).content.decode()
    letter = unquote(page.split('href="mailto:?')[1].split('"')[0])
    assert "Prosper" in letter
    assert row.name in letter
    assert "/cv/" in letter


def test_the_sheet_is_one_page_for_everybody(as_user: Browser, row: Company) -> None:
    browser = as_user(companies.recruiter_of(row))
    assert browser.get(url("kit_sheet")).status_code == 404
    for _ in range(9):
        here()
    browser.post(url("compose_kit"))
    sheet = browser.get(url("kit_sheet"))
    assert sheet.headers["Content-Type"] == "application/pdf"
    assert (
        sheet.content.count(b"/Type /Page\n") + sheet.content.count(b"/Type /Page ")
        <= 1
    )


def test_who_withdraws_leaves_the_kit_at_once(
    as_user: Browser, prosper: Publication, row: Company
) -> None:
    browser = as_user(companies.recruiter_of(row))
    browser.post(url("compose_kit"))
    withdraw_cv(prosper.candidate, by=prosper.candidate.user)
    page = browser.get(url("kit")).content.decode()
    assert "Prosper" not in page
    assert browser.get(url("kit_person", prosper.code)).status_code == 404
    assert browser.get(url("kit_sheet")).status_code == 404


def test_what_the_kit_brought_is_one_figure_for_all(
    as_user: Browser, row: Company
) -> None:
    people = [here(first_name=name) for name in ("Prosper", "Séverine", "Tiago")]
    browser = as_user(companies.recruiter_of(row))
    browser.post(url("compose_kit"))
    link = ShareLink.objects.get(
        kit_company_code=row.code, candidate=people[0].candidate
    )
    Client().get(f"/cv/{people[0].code}/?s={link.token}", **reader_headers())
    assert Visit.objects.get().link == link
    assert kit_visit_count(row.code) == 1
    page = browser.get(url("kit")).content.decode()
    assert "visite en 90 jours" in page
    assert kit_visit_count(verified_company().code) is None


def test_two_people_are_too_few_for_a_figure(as_user: Browser, row: Company) -> None:
    here(), here()
    browser = as_user(companies.recruiter_of(row))
    page = browser.post(url("compose_kit"), follow=True).content.decode()
    assert "Trop peu de personnes" in page


def test_the_kit_asks_as_often_for_three_as_for_one(
    as_user: Browser, row: Company
) -> None:

    def one_more() -> None:
        here()
        compose_kit(row.code, departements=["75"], zones=[])

    assert_same_queries(as_user(companies.recruiter_of(row)), url("kit"), one_more)


def test_a_screen_shows_who_agreed_to_screens(
    page: PageClient, prosper: Publication
) -> None:
    shown = here(
        first_name="Séverine", channels=(GrantChannel.PAGE, GrantChannel.PARTNERS)
    )
    answer = page.get(f"/ecran/?zone={shown.candidate.zone.slug}")
    assert "Séverine" in answer.content.decode()
    assert answer.headers["Refresh"] == "60"
    assert "Refresh" not in page.get("/ecran/?fixe=1").headers
    withdraw_cv(shown.candidate, by=shown.candidate.user)
    empty = page.get("/ecran/").content.decode()
    assert "Séverine" not in empty
    assert "Prosper" not in empty


def test_the_team_asks_a_champion_once_a_month(
    as_user: Browser, mailbox: Any, row: Company
) -> None:
    champion = companies.member(row, role="champion")
    team = as_user(candidates.team_member_of(row.zone))
    address = reverse("team:ask_champion", args=[champion.code])
    team.post(
        address, {"message": "Pourriez-vous les faire connaître ?", "with_kit": "on"}
    )
    champion.refresh_from_db()
    assert champion.last_asked_at
    letter = OutboxMessage.objects.get(purpose="companies.champion_asked")
    assert "/entreprise/kit/" in letter.text
    again = team.post(address, {"message": "Et encore ?"}).content.decode()
    assert "ce mois-ci" in again
    assert "Et encore ?" in again
    assert OutboxMessage.objects.filter(purpose="companies.champion_asked").count() == 1
    team.post(address, {"message": "Et encore ?", "again": "on"})
    assert OutboxMessage.objects.filter(purpose="companies.champion_asked").count() == 2


def test_departements_of_postcodes() -> None:
    told = {
        "75011": "75",
        "20000": "2A",
        "20200": "2B",
        "97410": "974",
        "00100": "",
        "7501": "",
    }
    assert {digits: departement_of(digits) for digits in told} == told


def test_twenty_places_are_enough(row: Company) -> None:
    by = companies.recruiter_of(row)
    for number in range(20):
        company_actions.add_company_site(
            row, postcode="75011", city=f"Paris {number}", by=by
        )
    with pytest.raises(company_actions.DomainError, match="Vingt"):
        company_actions.add_company_site(row, postcode="75011", city="Lyon", by=by)
