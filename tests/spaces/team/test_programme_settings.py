"""Settings of the programme: zones, cohorts, goals, in the browser of an administrator."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from entremise.candidates.actions.cohorts import (
    close_cohort,
    create_cohort,
    delete_cohort,
    update_cohort,
)
from entremise.candidates.actions.path import move_candidate_path, update_candidate
from entremise.candidates.models import Candidate, Cohort
from entremise.foundation.accounts.actions.zones import close_zone
from entremise.foundation.accounts.models import Zone
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.impact.actions import add_target, change_target, set_target
from entremise.impact.models import Target
from entremise.impact.queries.goals import goals_for, public_goals, reached_count
from tests.architecture.sources import SOURCE
from tests.factories import accounts, candidates, companies, meetings, onboarding
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": date(2027, 1, 4), "ends_on": date(2027, 6, 30)}


def text_of(response: Any) -> str:
    return response.content.decode().replace("\u00a0", " ")


def posted(browser: Any, path: str, **values: Any) -> str:
    return text_of(browser.post(path, values, follow=True))


# ---- index ----


def test_the_index_says_where_each_section_stands(as_user: Callable) -> None:
    root = accounts.administrator()
    browser = as_user(root)
    page = text_of(browser.get("/equipe/reglages/"))
    assert "Aucune zone ouverte" in page
    assert "Aucune promotion en cours" in page
    assert "Aucun but pour" in page
    assert "1 personne, dont 1 sans second facteur" in page
    where = accounts.zone("Lyon")
    today = timezone.localdate()
    create_cohort(
        zone=where,
        name="Printemps",
        starts_on=today,
        ends_on=today + timedelta(days=180),
        by=root,
    )
    add_target("hires", value=5, starts_on=today, ends_on=date(2090, 1, 1), by=root)
    page = text_of(browser.get("/equipe/reglages/"))
    for words in ("1 zone<", "1 promotion en cours", "1 but en cours"):
        assert words in page


def test_only_administrators_are_shown_the_way(as_user: Callable) -> None:
    assert "/equipe/reglages/" in text_of(
        as_user(accounts.administrator()).get("/equipe/")
    )
    assert "/equipe/reglages/" not in text_of(
        as_user(accounts.team_member()).get("/equipe/")
    )


# ---- zones ----


def test_a_zone_is_opened_changed_and_its_history_read(as_user: Callable) -> None:
    browser = as_user(accounts.administrator(first_name="Zélie", last_name="Moreau"))
    accounts.zone("Paris", departements=["75", "93"])
    page = posted(
        browser,
        "/equipe/reglages/zones/ouvrir/",
        name="Plaine Commune",
        departements="93, Val d’Oise",
        email="plaine@exemple.test",
        phone="01 48 00 00 00",
        time_zone="Europe/Paris",
    )
    assert "La zone Plaine Commune est ouverte." in page
    assert "Seine-Saint-Denis (93) est aussi dans la zone Paris." in page
    zone = Zone.objects.get(name="Plaine Commune")
    assert zone.departements == ["93", "95"]
    assert zone.phone == "+33148000000"
    page = posted(
        browser,
        f"/equipe/reglages/zones/{zone.code}/",
        name="Saint-Denis",
        departements="93",
        email="plaine@exemple.test",
        phone="",
        time_zone="Indian/Reunion",
    )
    assert "Nom donné : Plaine Commune, devenu Saint-Denis" in page
    assert "Départements : 93, 95, devenu 93" in page
    assert "Téléphone : changé" in page
    assert "Zélie Moreau" in page
    assert "il y est" in text_of(browser.get("/equipe/reglages/zones/"))


def test_the_clock_of_a_zone_promises_nothing_that_nothing_keeps(
    as_user: Callable,
) -> None:
    """Who makes something read it changes the sentence on screen too."""
    browser = as_user(accounts.administrator())
    page = text_of(browser.get("/equipe/reglages/zones/ouvrir/"))
    assert "Les heures des rencontres restent pour l’instant à l’heure du site." in page
    readers = {
        path.name
        for path in SOURCE.rglob("*.py")
        if re.search(r"\b(?!Zone\b)\w+\.time_zone", path.read_text())
        and "migrations" not in path.parts
    }
    assert readers == {"settings.py", "zones.py"}  # of the pages of settings


def test_what_is_typed_wrong_is_said_beside_the_field(as_user: Callable) -> None:
    browser = as_user(accounts.administrator())
    page = posted(
        browser,
        "/equipe/reglages/zones/ouvrir/",
        name="Lyon",
        departements="69, Rhonne-Alpe, Isere",
        phone="12",
        time_zone="Europe/Paris",
    )
    assert "« Rhonne-Alpe »" in page
    assert "Ce numéro ne semble pas complet" in page
    assert not Zone.objects.exists()


def test_closing_shows_what_is_held_before(as_user: Callable) -> None:
    here = accounts.zone("Lorient")
    candidates.candidate(here)
    browser = as_user(accounts.administrator())
    path = f"/equipe/reglages/zones/{here.code}/fermer/"
    page = text_of(browser.get(path))
    assert "1 candidat·e" in page
    assert "Il n’y a pas d’autre zone ouverte" in page
    there = accounts.zone("Rennes")
    assert "Choisir une zone" in text_of(browser.get(path))
    page = posted(browser, path, into=there.code)
    assert "La zone Lorient est fermée." in page
    assert "reprise par Rennes" in page
    assert browser.get(path).status_code == 404
    page = posted(browser, f"/equipe/reglages/zones/{here.code}/rouvrir/")
    assert "La zone Lorient est ouverte." in page


def test_the_list_of_zones_asks_the_same_number_of_queries(as_user: Callable) -> None:
    assert_same_queries(
        as_user(accounts.administrator()),
        "/equipe/reglages/zones/",
        lambda: accounts.zone(),
        at_most=20,
    )


# ---- public forms ----


@pytest.mark.parametrize(
    "path", ["/orienter/", "/devenir-coach/", "/recruter-autrement/compte/"]
)
def test_without_an_open_zone_forms_say_that_it_is_not_open(
    page: Any, settings: Any, path: str
) -> None:
    closed = accounts.zone("Lyon")
    assert "Pas encore ouvert" not in text_of(page.get(path))
    close_zone(closed, into=None, by=accounts.administrator())
    shown = text_of(page.get(path))
    assert "Pas encore ouvert" in shown
    assert settings.CONTACT_EMAIL in shown
    assert "Envoyer à l’équipe" not in shown
    assert page.post(path, {"zone": closed.slug}).status_code == 200


def test_the_contact_page_says_how_to_reach_each_zone(page: Any) -> None:
    accounts.zone("Lyon", email="lyon@exemple.test")
    shown = text_of(page.get("/contact/"))
    assert "lyon@exemple.test" in shown
    assert "Près de chez vous" in shown


# ---- cohorts ----


def cohort(where: Zone, **fields: Any) -> Cohort:
    values = {"name": "Printemps", **DAYS, **fields}
    return create_cohort(zone=where, by=accounts.administrator(), **values)


def test_a_cohort_is_opened_changed_closed_in_the_browser(as_user: Callable) -> None:
    where = accounts.zone("Lyon")
    browser = as_user(accounts.administrator())
    page = posted(
        browser,
        "/equipe/reglages/promotions/ouvrir/",
        zone=where.code,
        name="Mars",
        starts_on="2027-03-01",
        ends_on="2027-08-31",
        seats="12",
    )
    assert "0 place prise sur 12, reste 12" in page
    row = Cohort.objects.get()
    page = posted(
        browser,
        f"/equipe/reglages/promotions/{row.code}/",
        name="Mars",
        starts_on="2027-03-08",
        ends_on="2027-08-31",
        seats="10",
    )
    assert "Premier jour : 1 mars 2027, devenu 8 mars 2027" in page
    assert "Places : 12, devenu 10" in page
    page = posted(browser, f"/equipe/reglages/promotions/{row.code}/fermer/")
    assert "Promotion Mars fermée" in page
    row.refresh_from_db()
    assert row.closed_at is not None


def test_the_team_sees_its_cohorts_and_changes_none(as_user: Callable) -> None:
    lyon, paris = accounts.zone("Lyon"), accounts.zone("Paris")
    here, _there = cohort(lyon, name="Ici"), cohort(paris, name="Ailleurs")
    member = accounts.team_member(lyon)
    browser = as_user(member)
    page = text_of(browser.get("/equipe/reglages/promotions/"))
    assert "Ici" in page
    assert "Ailleurs" not in page
    assert "Ouvrir une promotion" not in page
    assert browser.get(f"/equipe/reglages/promotions/{here.code}/").status_code == 404
    with pytest.raises(NotAllowed):
        update_cohort(here, name="x", **DAYS, seats=None, by=member)


def joined(person: Candidate, group: Cohort | None, by: Any) -> Candidate:
    fields = ("first_name", "last_name", "phone", "email", "language", "situation")
    values = {name: getattr(person, name) for name in fields}
    return update_candidate(person, by=by, cohort=group, **values)


def test_seats_are_shown_where_somebody_joins_and_one_too_many_is_warned(
    as_user: Callable,
) -> None:
    where = accounts.zone("Lyon")
    member = accounts.team_member(where)
    group, other = cohort(where, seats=1), cohort(where, name="Fermée")
    joined(candidates.candidate(where), group, member)
    close_cohort(other, by=accounts.administrator())
    person = candidates.candidate(where)
    browser = as_user(member)
    path = f"/equipe/candidats/{person.code}/corriger/"
    page = text_of(browser.get(path))
    assert (
        page.count("Printemps : complète, 1 place prise") == 2
    )  # the choice, the hint
    assert "Fermée" not in page
    page = posted(
        browser,
        path,
        first_name=person.first_name,
        language="fr",
        phone=person.phone,
        email=person.email,
        cohort=group.code,
    )
    assert "Printemps : 2 personnes, prévue pour 1." in page
    person.refresh_from_db()
    assert person.cohort == group


def test_who_leaves_gives_the_seat_back() -> None:
    where = accounts.zone()
    member = accounts.team_member(where)
    group = cohort(where, seats=3)
    people = [joined(candidates.candidate(where), group, member) for _ in range(2)]
    move_candidate_path(people[0], to="left", by=member, reason="moved")
    from_query = Cohort.objects.get(pk=group.pk)
    assert from_query.candidates.count() == 2
    assert "1 place prise sur 3" in _seats_seen_by(member)


def _seats_seen_by(member: Any) -> str:
    from tests.kit.pages import PageClient  # noqa: PLC0415

    browser = PageClient()
    accounts.sign_in(browser, member)
    return text_of(browser.get("/equipe/reglages/promotions/"))


def test_a_closed_cohort_takes_nobody_and_keeps_its_people() -> None:
    where = accounts.zone()
    member, root = accounts.team_member(where), accounts.administrator()
    group = cohort(where)
    inside, outside = candidates.candidate(where), candidates.candidate(where)
    joined(inside, group, member)
    close_cohort(group, by=root)
    assert joined(inside, group, member).cohort == group
    with pytest.raises(DomainError):
        joined(outside, group, member)


def test_only_an_empty_cohort_without_goal_is_deleted() -> None:
    where, root = accounts.zone(), accounts.administrator()
    with_somebody, with_goal, empty = (cohort(where, name=name) for name in "ABC")
    joined(candidates.candidate(where), with_somebody, accounts.team_member(where))
    add_target("hires", value=3, **DAYS, cohort=with_goal, by=root)
    for group in (with_somebody, with_goal):
        with pytest.raises(DomainError):
            delete_cohort(group, by=root)
    delete_cohort(empty, by=root)
    assert set(Cohort.objects.all()) == {with_somebody, with_goal}
    assert (
        JournalEntry.objects.get(verb="candidates.cohort_deleted").data["name"] == "C"
    )


def test_a_cohort_ends_after_it_starts_and_has_a_name_of_its_own() -> None:
    where = accounts.zone()
    cohort(where)
    for wrong in (
        {"name": "PRINTEMPS"},
        {"name": "x", "starts_on": date(2027, 7, 1)},
        {"name": "x", "seats": 0},
    ):
        with pytest.raises(DomainError):
            cohort(where, **wrong)


def test_the_list_of_cohorts_asks_the_same_number_of_queries(as_user: Callable) -> None:
    where = accounts.zone()
    names = iter("ABCDEFGH")
    assert_same_queries(
        as_user(accounts.administrator()),
        "/equipe/reglages/promotions/",
        lambda: cohort(where, name=next(names)),
        at_most=20,
    )


# ---- goals ----


def test_a_goal_is_fixed_changed_and_removed_in_the_browser(as_user: Callable) -> None:
    where = accounts.zone("Lyon")
    group = cohort(where)
    browser = as_user(accounts.administrator())
    values = {"starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    for place, value in (
        ("", "100"),
        (f"zone:{where.code}", "20"),
        (f"promotion:{group.code}", "7"),
    ):
        page = posted(
            browser,
            "/equipe/reglages/buts/fixer/",
            indicator="hires",
            place=place,
            value=value,
            **values,
        )
    assert "Embauches · Tout le programme" in page
    assert "Embauches · Lyon" in page
    assert "But fixé : Embauches, Printemps, 7" in page
    goal = Target.objects.get(cohort=group)
    path = f"/equipe/reglages/buts/{goal.code}/"
    page = posted(browser, path, value="9", **values)
    assert "But : 7, devenu 9" in page
    assert "Retirer ce but ?" in text_of(browser.get(f"{path}retirer/"))
    page = posted(browser, f"{path}retirer/")
    assert "But retiré : Embauches, Printemps, 9" in page
    assert Target.objects.count() == 2


def test_two_goals_of_one_place_never_share_a_day() -> None:
    root, where = accounts.administrator(), accounts.zone()
    goal = add_target("hires", value=3, **DAYS, by=root)
    shifted = {"starts_on": date(2027, 6, 30), "ends_on": date(2027, 12, 31)}
    with pytest.raises(DomainError):
        add_target("hires", value=3, **shifted, by=root)
    add_target("hires", value=3, **shifted, zone=where, by=root)
    after = {"starts_on": date(2027, 7, 1), "ends_on": date(2027, 12, 31)}
    second = add_target("hires", value=3, **after, by=root)
    with pytest.raises(DomainError):
        change_target(second, value=3, **shifted, by=root)
    assert set_target("hires", value=4, **DAYS, by=root).pk == goal.pk
    with pytest.raises(DomainError):
        add_target("hires", value=3, **after, zone=where, cohort=cohort(where), by=root)


def test_a_goal_counts_between_its_two_days_only() -> None:
    where, root = accounts.zone(), accounts.administrator()
    today = timezone.localdate()
    person = candidates.candidate(where)
    onboarding.hire(person, days_ago=40)
    onboarding.hire(candidates.candidate(where), days_ago=3)
    meetings.held_meeting(person, companies.company(where))
    since = {"starts_on": today - timedelta(days=10), "ends_on": today}
    before = {
        "starts_on": today - timedelta(days=60),
        "ends_on": today - timedelta(days=11),
    }

    def reached(indicator: str, days: dict[str, date], **place: Any) -> int:
        return reached_count(add_target(indicator, value=5, **days, by=root, **place))

    assert reached("hires", since) == 1
    assert reached("hires", before) == 1
    assert reached("hires", since, zone=accounts.zone()) == 0
    assert reached("accompanied", since, zone=where) == 2
    assert reached("accompanied", before, zone=where) == 0
    assert reached("meetings", since) >= 1
    assert reached("companies", before) == 1


def test_goals_of_zones_are_public_and_small_numbers_are_not() -> None:
    where, root = accounts.zone("Lyon"), accounts.administrator()
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today}
    onboarding.hire(candidates.candidate(where), days_ago=0)
    add_target("hires", value=5, **days, zone=where, by=root)
    add_target("hires", value=50, **days, by=root)  # said with the figures already
    [goal] = public_goals()
    assert (goal.place, goal.reached, goal.public_reached) == ("Lyon", 1, None)
    assert goals_for(accounts.user()) == []
    assert [
        g.place for g in goals_for(accounts.team_member(accounts.zone("Paris")))
    ] == ["Tout le programme"]


def test_the_list_of_goals_asks_the_same_number_of_queries(as_user: Callable) -> None:
    root = accounts.administrator()
    assert_same_queries(
        as_user(root),
        "/equipe/reglages/buts/",
        lambda: add_target("hires", value=3, **DAYS, zone=accounts.zone(), by=root),
        at_most=20,
    )


def _sent(page: str) -> str:
    """What the page says that it showed."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.django_db
def test_an_old_page_of_a_zone_undoes_nothing_unread(as_user) -> None:
    zone = accounts.zone("Lyon")
    browser = as_user(accounts.administrator())
    url = reverse("team:edit_zone", args=[zone.code])
    seen = _sent(browser.get(url).content.decode())
    clock = {"departements": "69", "email": "", "time_zone": "Europe/Paris"}
    mine = {"name": "Lyon", "phone": "04 78 00 00 00", **clock, "seen": seen}
    assert browser.post(url, mine).status_code == 302
    old = {"name": "Grand Lyon", "phone": "", **clock, "seen": seen}
    told = browser.post(url, old)
    assert told.status_code == 200
    assert "Valeur enregistrée entre-temps" in told.content.decode()
    zone.refresh_from_db()
    assert (zone.name, bool(zone.phone)) == ("Lyon", True)
    again = {**old, "seen": _sent(told.content.decode())}
    assert browser.post(url, again).status_code == 302
    zone.refresh_from_db()
    assert (zone.name, zone.phone) == ("Grand Lyon", "")


@pytest.mark.django_db
def test_an_old_page_of_a_goal_undoes_nothing_unread(as_user) -> None:
    root = accounts.administrator()
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    goal = add_target("hires", value=10, **days, by=root)
    browser, url = as_user(root), reverse("team:edit_goal", args=[goal.code])
    seen = _sent(browser.get(url).content.decode())
    for value, status in ((20, 302), (30, 200)):
        sent = {"value": value, **days, "seen": seen}
        assert browser.post(url, sent).status_code == status
    goal.refresh_from_db()
    assert goal.value == 20
