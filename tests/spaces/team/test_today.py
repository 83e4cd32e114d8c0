from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, coaching
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def task(where, label="Ali", reason="coaching.quiet", **more):
    return raise_task(reason, zone=where, about=("team_today", "", label), **more)


def test_the_team_sees_its_zone_and_never_another(as_user):
    lyon, paris = accounts.zone("Lyon"), accounts.zone("Paris")
    task(lyon, "Ali")
    task(paris, "Billy")
    task(None, "Serveur")
    page = as_user(accounts.team_member(lyon)).get("/equipe/").content.decode()
    assert "Ali" in page
    assert "Serveur" in page
    assert "Billy" not in page
    everything = as_user(accounts.administrator()).get("/equipe/").content.decode()
    assert "Billy" in everything


def test_rows_stand_in_groups_late_first(as_user):
    lyon = accounts.zone("Lyon")
    task(lyon, "Silence")
    task(
        lyon,
        "Retard",
        reason="coaching.to_meet",
        due_on=timezone.localdate() - timedelta(days=1),
    )
    task(
        lyon,
        "Alerte",
        reason="coaching.alarm",
        urgent=True,
        comment="Il ne répond plus.",
    )
    page = as_user(accounts.team_member(lyon)).get("/equipe/").content.decode()
    assert page.index("En retard") < page.index("Silencieux") < page.index("Fragile")
    assert (
        page.index("Retard</a>") < page.index("Silence</a>") < page.index("Alerte</a>")
    )
    assert "Il ne répond plus." in page
    assert "Urgent" in page


def test_the_same_number_of_queries_whatever_the_rows(as_user):
    lyon = accounts.zone("Lyon")
    member = accounts.team_member(lyon)
    assert_same_queries(
        as_user(member),
        "/equipe/",
        lambda: task(lyon, owner=accounts.user()),
        at_most=25,
    )


def test_nothing_to_do_is_said_in_one_line(as_user):
    assert (
        "Belle journée"
        in as_user(accounts.team_member()).get("/equipe/").content.decode()
    )


def test_take_it_then_say_it_is_done_with_a_note(as_user):
    lyon = accounts.zone("Lyon")
    member, row = accounts.team_member(lyon), task(lyon)
    browser = as_user(member)
    browser.post(f"/equipe/taches/{row.code}/prendre/", follow=True)
    row.refresh_from_db()
    assert row.owner == member
    assert "Ali" in browser.get("/equipe/?les=miennes").content.decode()
    browser.get(f"/equipe/taches/{row.code}/faite/")
    browser.post(
        f"/equipe/taches/{row.code}/faite/",
        {"note": "Appelé, tout va bien."},
        follow=True,
    )
    row.refresh_from_db()
    assert (row.done_by, row.note) == (member, "Appelé, tout va bien.")
    assert "1 faite aujourd’hui" in browser.get("/equipe/").content.decode()
    assert (
        browser.post(f"/equipe/taches/{row.code}/faite/", {"note": ""}).status_code
        == 409
    )


def test_a_task_of_another_zone_does_not_exist(as_user):
    row = task(accounts.zone("Paris"))
    stranger = as_user(accounts.team_member(accounts.zone("Lyon")))
    assert stranger.post(f"/equipe/taches/{row.code}/prendre/").status_code == 404
    assert stranger.post(f"/equipe/taches/{row.code}/faite/").status_code == 404
    assert Task.objects.get().done_at is None


def test_others_have_no_page_of_the_day(as_user, page):
    assert as_user(coaching.coach().user).get("/equipe/").status_code == 404
    assert page.get("/equipe/").status_code == 302
