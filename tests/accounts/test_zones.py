"""Zones: what is typed, what is written in the journal, what closes and what follows."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, models, transaction

from entremise.alerts.models import SavedSearch
from entremise.candidates.actions.path import refer_candidate
from entremise.candidates.models import Candidate, Publication
from entremise.coaching.models import Coach
from entremise.companies.models import Company
from entremise.foundation.accounts.actions.accounts import give_staff_role
from entremise.foundation.accounts.actions.zones import (
    close_zone,
    create_zone,
    hold_open_zone,
    move_what_came_late,
    reopen_zone,
    update_zone,
)
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.foundation.accounts.queries import (
    open_zones,
    zone_contents_for,
    zone_ids_named,
    zones_for,
)
from entremise.foundation.accounts.registry import zone_holdings
from entremise.foundation.accounts.validators import (
    number_among_words,
    parse_departements,
    parse_phone_number,
    readable_phone_number,
    similar_departement,
)
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.search.models import Document
from entremise.foundation.search.rules import index_scope
from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.tasks.models import Task
from entremise.foundation.web.cache_versions import cache_version
from entremise.gallery.rules import GALLERY_CACHE_VERSION
from tests.factories import (
    accounts,
    alerts,
    candidates,
    coaching,
    companies,
    opportunities,
    supporters,
)

# What stays with a closed zone: days already counted, goals that were set, what took over.
STAYS = {"sharing.DayCount", "impact.Target", "accounts.Zone"}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("75, 93", ["75", "93"]),
        ("93;75 92", ["75", "92", "93"]),
        ("Seine-Saint-Denis", ["93"]),
        ("seine saint denis et paris", ["75", "93"]),
        ("2A, 2b", ["2A", "2B"]),
        ("20", ["2A", "2B"]),
        ("1", ["01"]),
        ("971 / 974", ["971", "974"]),
        ("La Réunion, Réunion", ["974"]),
        ("69100", ["69"]),
        ("Rhône (69)\n38 - Isère", ["38", "69"]),
        ("", []),
    ],
)
def test_departements_are_read_as_people_type_them(
    typed: str, codes: list[str]
) -> None:
    assert parse_departements(typed) == (codes, [])


@pytest.mark.parametrize("typed", ["96", "99", "Atlantide", "93 Lyon", "978", "00"])
def test_what_is_no_departement_is_said(typed: str) -> None:
    assert parse_departements(f"75, {typed}") == (["75"], [typed])


def test_a_misspelt_departement_is_proposed() -> None:
    assert similar_departement("Seine-Sant-Denis") == "Seine-Saint-Denis (93)"
    assert similar_departement("Zanzibar") == ""


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("+33148000000", "01 48 00 00 00"),
        ("+3225551212", "+32 2 555 12 12"),
        ("", ""),
        ("accueil", "accueil"),
    ],
)
def test_a_telephone_is_read_as_people_write_it(stored: str, read: str) -> None:
    assert readable_phone_number(stored) == read


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0692 12 34 56", "+262692123456"),
        ("0693 01 23 45", "+262693012345"),
        ("0690 35 59 41", "+590690355941"),
        ("0696 05 12 34", "+596696051234"),
        ("0694 13 76 00", "+594694137600"),
        ("0639 01 23 45", "+262639012345"),
        ("06 12 34 56 78", "+33612345678"),
        ("+262 692 12 34 56", "+262692123456"),
    ],
)
def test_numbers_of_overseas_france_are_read_as_they_are_written(
    typed: str, number: str
) -> None:
    assert parse_phone_number(typed) == number


def opened(by: User, name: str = "Lyon", **fields: Any) -> Zone:
    return create_zone(name=name, departements=["69"], by=by, **fields)


@pytest.mark.django_db
def test_only_administrators_open_change_and_close_a_zone() -> None:
    zone = accounts.zone()
    member = accounts.team_member(zone)
    values = {"departements": [], "email": "", "phone": "", "time_zone": ""}
    for act in (
        partial(opened, member),
        partial(update_zone, zone, name="Autre", **values, by=member),
        partial(close_zone, zone, into=None, by=member),
        partial(reopen_zone, zone, by=member),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_the_journal_says_old_and_new_and_never_an_address() -> None:
    root = accounts.administrator()
    zone = opened(root, email="lyon@exemple.test")
    update_zone(
        zone,
        name="Grand Lyon",
        departements=["69", "38"],
        email="rhone@exemple.test",
        phone="04 72 00 00 01",
        time_zone="",
        by=root,
    )
    entry = JournalEntry.objects.get(verb="accounts.zone_changed")
    assert entry.actor == root.code
    assert entry.data["changes"] == {
        "name": ["Lyon", "Grand Lyon"],
        "departements": [["69"], ["38", "69"]],
        "email": [],
        "phone": [],
    }
    assert "exemple" not in str(entry.data)
    zone.refresh_from_db()
    assert zone.slug == "lyon"


@pytest.mark.django_db
def test_saving_the_same_thing_writes_nothing() -> None:
    root = accounts.administrator()
    zone = opened(root)
    same = {"name": "Lyon", "departements": ["69"], "email": "", "phone": ""}
    update_zone(zone, **same, time_zone="", by=root)
    assert not JournalEntry.objects.filter(verb="accounts.zone_changed").exists()


@pytest.mark.django_db
def test_two_zones_never_have_one_name_and_slugs_differ() -> None:
    root = accounts.administrator()
    opened(root, "Saint-Denis")
    with pytest.raises(DomainError):
        opened(root, "SAINT-DENIS")
    assert opened(root, "Saint Denis").slug == "saint-denis-2"


@pytest.mark.django_db
def test_a_new_name_is_found_by_the_search_of_the_team() -> None:
    root = accounts.administrator()
    zone = opened(root, "Oubliville")
    person = candidates.candidate(zone)
    before = _words_of(person, zone)
    update_zone(
        zone,
        name="Neufbourg",
        departements=[],
        email="",
        phone="",
        time_zone="",
        by=root,
    )
    assert "neufbourg" in _words_of(person, zone) - before


def _words_of(person: Candidate, zone: Zone) -> set[str]:
    document = Document.objects.get(kind=index_scope("staff", zone.pk), key=person.code)
    return set(document.postings.values_list("word__form", flat=True))


# ---- closing ----


def test_every_relation_to_a_zone_follows_it_or_is_known_to_stay() -> None:
    related = {
        field.model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
        and field.related_model is Zone
        and not field.model._meta.auto_created
    }
    moved = {holding.key for holding in zone_holdings()}
    assert related - moved == STAYS
    assert moved - related == {"outbox.OutboxMessage"}  # holds the code of the zone


@pytest.mark.django_db
def test_a_zone_that_holds_something_does_not_just_close() -> None:
    root = accounts.administrator()
    zone = accounts.zone("Lorient")
    candidates.candidate(zone)
    with pytest.raises(DomainError):
        close_zone(zone, into=None, by=root)
    zone.refresh_from_db()
    assert zone.is_open


@pytest.mark.django_db
def test_an_empty_zone_closes_and_opens_again() -> None:
    root = accounts.administrator()
    zone = accounts.zone("Lorient")
    close_zone(zone, into=None, by=root)
    assert zone not in open_zones()
    with pytest.raises(DomainError):
        refer_candidate(first_name="Ali", zone=zone, by=None)
    reopen_zone(zone, by=root)
    assert zone in open_zones()


@pytest.mark.django_db
def test_closing_moves_everything_and_indexes_and_pages_follow() -> None:
    root = accounts.administrator()
    here, there = accounts.zone("Lorient"), accounts.zone("Rennes")
    member, both = accounts.team_member(here), accounts.team_member(here)
    StaffRole.objects.create(user=both, role=Role.TEAM, zone=there)
    publication = candidates.published_cv(candidates.candidate(here, first_name="Ali"))
    coach, company = coaching.coach(here), companies.company(here)
    job = opportunities.posted_job(company)
    supporter = supporters.supporter(zones=[here])
    search = alerts.saved_search(companies.recruiter_of(companies.company(there)))
    SavedSearch.objects.filter(pk=search.pk).update(facets={"zone": here.code})
    task = raise_task("coaching.quiet", zone=here, about=("team_today", "", "Ali"))
    queue_message(
        to="a@exemple.test", purpose="x", subject="x", text="x", zone=here.code
    )
    rendering, pages = publication.rendering_key, cache_version(GALLERY_CACHE_VERSION)
    assert any("candidat" in line for line in zone_contents_for(root, here))

    close_zone(here, into=there, by=root)

    assert zone_contents_for(root, here) == []
    assert all(holding.count(here) == 0 for holding in zone_holdings())
    for model, row in (
        (Candidate, publication.candidate),
        (Coach, coach),
        (Company, company),
        (type(job), job),
        (Task, task),
    ):
        assert model.objects.get(pk=row.pk).zone == there, model
    assert set(supporter.zones.all()) == {there}
    search.refresh_from_db()
    assert search.facets == {"zone": there.code}
    assert OutboxMessage.objects.get(purpose="x").zone == there.code
    roles = StaffRole.objects.filter(user__in=[member, both])
    assert sorted(roles.values_list("user", "zone")) == sorted(
        [(member.pk, there.pk), (both.pk, there.pk)]
    )
    # the searches of the team
    keys = {publication.candidate.code, coach.code, company.code, job.code}
    for readers in ("staff", "team"):
        old, new = index_scope(readers, here.pk), index_scope(readers, there.pk)
        assert not Document.objects.filter(kind=old).exists()
        assert keys <= set(
            Document.objects.filter(kind=new).values_list("key", flat=True)
        )
    # what the public reads
    publication.refresh_from_db()
    assert publication.rendering_key != rendering
    assert cache_version(GALLERY_CACHE_VERSION) != pages
    # addresses of partner sites
    assert zone_ids_named("lorient") == [here.pk, there.pk]
    # who did it
    entry = JournalEntry.objects.get(verb="accounts.zone_closed")
    assert entry.data["into"] == "Rennes"
    assert entry.data["moved"]["candidates.Candidate"] == 1
    assert set(entry.mentions.values_list("code", flat=True)) == {here.code, there.code}


@pytest.mark.django_db
def test_the_team_works_on_in_the_other_zone_at_once(as_user: Callable) -> None:
    root = accounts.administrator()
    here, there = accounts.zone("Lorient"), accounts.zone("Rennes")
    member = accounts.team_member(here)
    person = candidates.candidate(here)
    browser = as_user(member)
    close_zone(here, into=there, by=root)
    assert browser.get(f"/equipe/candidats/{person.code}/").status_code == 200
    assert list(zones_for(User.objects.get(pk=member.pk))) == [there]


@pytest.mark.django_db
def test_a_closed_zone_takes_nobody_new() -> None:
    root = accounts.administrator()
    here, there = accounts.zone("Lorient"), accounts.zone("Rennes")
    close_zone(here, into=there, by=root)
    with pytest.raises(DomainError):
        companies.company(here)
    with pytest.raises(DomainError):
        coaching.coach(here)
    with pytest.raises(DomainError):
        give_staff_role(accounts.user(), role=Role.TEAM, zone=here, by=root)
    with pytest.raises(DomainError):
        close_zone(there, into=here, by=root)


@pytest.mark.django_db
def test_what_came_late_follows_through_every_transfer() -> None:
    root = accounts.administrator()
    first, second, third = (accounts.zone(name) for name in ("Un", "Deux", "Trois"))
    close_zone(first, into=second, by=root)
    close_zone(second, into=third, by=root)
    assert move_what_came_late() == 0
    late = raise_task("coaching.quiet", zone=first, about=("team_today", "", "Ali"))
    assert move_what_came_late() == 1
    late.refresh_from_db()
    assert late.zone == third
    assert JournalEntry.objects.filter(verb="accounts.zone_followed").count() == 1


# ---- at the same moment ----


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in its own thread and transaction, all leaving the same line."""
    line = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        line.wait()
        try:
            with transaction.atomic():
                given[number] = act()
        except DomainError as refusal:
            given[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


@pytest.mark.django_db(transaction=True)
def test_two_zones_that_close_into_one_another_leave_one_open() -> None:
    for _round in range(4):
        root = accounts.administrator()
        here, there = accounts.zone(), accounts.zone()
        candidates.candidate(here)
        candidates.candidate(there)
        given = together(
            partial(close_zone, here, into=there, by=root),
            partial(close_zone, there, into=here, by=root),
        )
        assert sum(isinstance(one, DomainError) for one in given) == 1
        [still_open] = Zone.objects.filter(pk__in=[here.pk, there.pk], closed_at=None)
        assert Candidate.objects.filter(zone=still_open).count() == 2


@pytest.mark.django_db(transaction=True)
def test_somebody_who_comes_while_it_closes_is_refused_or_moved() -> None:
    for _round in range(6):
        root = accounts.administrator()
        here, there = accounts.zone(), accounts.zone()
        together(
            partial(close_zone, here, into=there, by=root),
            partial(refer_candidate, first_name="Ali", zone=here, by=None),
        )
        assert not Candidate.objects.filter(zone=here).exists()
        assert not Task.objects.filter(zone=here).exists()


@pytest.mark.django_db(transaction=True)
def test_without_holding_the_zone_somebody_is_left_behind() -> None:
    """The control of the test above: the same race, without the lock."""
    root = accounts.administrator()
    here, there = accounts.zone(), accounts.zone()
    checked, closed = threading.Event(), threading.Event()

    def come() -> None:
        zone = Zone.objects.get(pk=here.pk)  # read, not held
        assert zone.is_open
        checked.set()
        closed.wait(10)
        Candidate.objects.create(first_name="Ali", zone=zone)
        connections.close_all()

    visitor = threading.Thread(target=come)
    visitor.start()
    checked.wait(10)
    close_zone(here, into=there, by=root)
    closed.set()
    visitor.join(10)
    assert Candidate.objects.filter(zone=here).exists()
    with pytest.raises(DomainError), transaction.atomic():
        hold_open_zone(here)
    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 12 34 56 78 (soir)", "06 12 34 56 78"),
        ("06 12 34 56 78 / 07 11 22 33 44", "06 12 34 56 78"),
        ("0692 12 34 56 (le matin)", "0692 12 34 56"),
        ("06 12 34", ""),
        ("soir", ""),
    ],
)
def test_a_word_beside_a_number_is_said(typed: str, number: str) -> None:
    assert parse_phone_number(typed) is None
    sentence = number_among_words(typed)
    assert bool(sentence) == bool(number)
    assert number in sentence
