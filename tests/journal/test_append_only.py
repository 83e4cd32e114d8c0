import pytest
from django.db import DatabaseError, transaction

from entremise.foundation.journal.actions import record, record_look
from entremise.foundation.journal.models import Entry, Look, Mention
from entremise.foundation.journal.queries import looks_at, timeline
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> Entry:
    person = accounts.user()
    record_look(accounts.user(), person)
    return record("accounts.signed_in", by=person, about=(person,))


@pytest.mark.parametrize("table", [Entry, Mention, Look])
def test_a_row_of_the_journal_cannot_be_deleted(fact, table):
    assert table.objects.count() == 1
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        table.objects.all().delete()
    assert table.objects.count() == 1


def test_a_fact_cannot_be_rewritten(fact):
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Entry.objects.update(verb="accounts.other")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Mention.objects.update(code="x")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Look.objects.update(viewer="x")
    assert Entry.objects.get().verb == "accounts.signed_in"


@pytest.mark.django_db(transaction=True)
def test_a_test_database_can_still_be_emptied_and_refuses_again_afterwards():
    record("accounts.signed_in", by=None, about=(accounts.user(),))


@pytest.mark.django_db(transaction=True)
def test_after_the_flush_the_refusal_is_there():
    assert not Entry.objects.exists()
    record("accounts.signed_in", by=None, about=(accounts.user(),))
    with pytest.raises(DatabaseError, match="only ever added"):
        Entry.objects.all().delete()


def test_the_timeline_says_what_happened_to_one_person_latest_first():
    person, other, actor = accounts.user(), accounts.user(), accounts.user()
    record("accounts.signed_in", by=person, about=(person,))
    record("accounts.session_ended", by=actor, about=(person, other), method="code")
    lines = timeline(person.code)
    assert [line.verb for line in lines] == [
        "accounts.session_ended",
        "accounts.signed_in",
    ]
    assert [line.actor_code for line in lines] == [actor.code, person.code]
    assert lines[0].data == {"method": "code"}
    assert len(timeline(other.code)) == 1
    assert len(timeline(person.code, limit=1)) == 1


def test_a_look_is_told_once_a_day():
    viewer, person = accounts.user(), accounts.user()
    record_look(viewer, person)
    record_look(viewer, person)
    record_look(accounts.user(), person)
    assert len(looks_at(person.code)) == 2
    assert viewer.code in [seen.viewer_code for seen in looks_at(person.code)]
    assert looks_at(viewer.code) == []
