"""Candidates who are seen less: figures checked by hand, and an advice for each."""

from typing import Any

import pytest
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.gallery.actions.ranking import count_impressions
from entremise.sharing.actions.counting import record_visit
from entremise.sharing.queries.impressions import impression_report_for
from tests.factories import accounts, candidates
from tests.factories.sharing import PHONE_BROWSER
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
PAGE = "/equipe/visibilite/"


def long_here(name: str, days: int = 10, **more: Any) -> Publication:
    row = candidates.published_cv(
        candidates.candidate(accounts.zone(more.pop("zone", "Paris")), first_name=name),
        **more,
    )
    Publication.objects.filter(pk=row.pk).update(
        first_published_at=timezone.now() - timezone.timedelta(days=days)
    )
    return row


def seen(row: Publication, viewer: Any, **scope: Any) -> Any:
    report = impression_report_for(viewer, **scope)
    return next(person for person in report.people if person.pk == row.pk)


def test_the_share_is_what_they_had_for_a_hundred_of_an_equal_part(
    time_machine: Any,
) -> None:
    much, little, never = (long_here(name) for name in ("Ali", "Billy", "Chantal"))
    count_impressions({much.candidate_id: 80, little.candidate_id: 40})
    viewer = candidates.team_member_of(much.candidate.zone)
    assert seen(much, viewer).fair_share == pytest.approx(40)
    assert [seen(row, viewer).percent for row in (much, little, never)] == [200, 100, 0]
    assert [seen(row, viewer).slots_shown for row in (much, little, never)] == [1, 1, 0]


def test_who_came_lately_has_the_share_of_their_days(time_machine: Any) -> None:
    old = long_here("Ali")
    count_impressions({old.candidate_id: 100})
    time_machine.move_to(timezone.now() + timezone.timedelta(days=5))
    new = long_here("Billy", days=3)
    count_impressions({old.candidate_id: 30, new.candidate_id: 30})
    viewer = candidates.team_member_of(old.candidate.zone)
    assert seen(new, viewer).fair_share == pytest.approx(30)
    assert seen(new, viewer).percent == 100
    assert seen(old, viewer).fair_share == pytest.approx(130)
    # Too early to say.
    assert seen(long_here("Chantal", days=1), viewer).percent is None


def test_who_left_took_a_part_until_then(time_machine: Any) -> None:
    here, left = long_here("Ali"), long_here("Billy")
    count_impressions({here.candidate_id: 50, left.candidate_id: 50})
    Publication.objects.filter(pk=left.pk).update(ended_at=timezone.now())
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    count_impressions({here.candidate_id: 50})
    assert seen(
        here, candidates.team_member_of(here.candidate.zone)
    ).fair_share == pytest.approx(100)


def test_those_to_help_come_first_alphabetically_with_a_gesture(as_user: Any) -> None:
    silent = long_here("Zoé", photo=True, fields=())
    other = long_here("Billy")
    fine = long_here("Ali")
    for row in (silent, other, fine):
        count_impressions({row.candidate_id: 30})
    record_visit(fine.code, token="", visitor_key=PHONE_BROWSER)
    page = (
        as_user(candidates.team_member_of(fine.candidate.zone))
        .get(PAGE)
        .content.decode()
    )
    table = page[page.index("<tbody>", page.index("jamais par mérite")) :]
    assert table.index("Billy") < table.index("Zoé") < table.index("Ali")
    assert "Lui proposer de raconter son histoire" in table
    assert "Lui proposer une photo" in table
    assert "rien à faire" in table
    assert "2 personnes sont peu vues" in page


def test_each_sees_their_zone_and_the_share_is_among_everybody(as_user: Any) -> None:
    paris, lyon = long_here("Prosper"), long_here("Léonie", zone="Lyon")
    count_impressions({paris.candidate_id: 90, lyon.candidate_id: 10})
    page = (
        as_user(candidates.team_member_of(lyon.candidate.zone))
        .get(PAGE)
        .content.decode()
    )
    assert "Léonie" in page
    assert "Prosper" not in page
    assert seen(lyon, candidates.team_member_of(lyon.candidate.zone)).percent == 20
    whole = as_user(accounts.administrator())
    assert "Prosper" in whole.get(PAGE).content.decode()
    assert (
        "Prosper"
        not in whole.get(f"{PAGE}?zone={lyon.candidate.zone.slug}").content.decode()
    )


def test_an_empty_programme_is_said(as_user: Any) -> None:
    assert (
        "Personne n’est visible"
        in as_user(accounts.team_member()).get(PAGE).content.decode()
    )


def test_three_rows_ask_as_often_as_one(as_user: Any) -> None:
    member = candidates.team_member_of(accounts.zone("Paris"))
    assert_same_queries(as_user(member), PAGE, lambda: long_here("Ali"), at_most=20)
