import pytest
from django.db import DatabaseError, transaction

from entremise.foundation.journal.actions import record_access, record_in_journal
from entremise.foundation.journal.models import JournalEntry, Mention, PersonAccess
from entremise.foundation.journal.queries import accesses_to, timeline_of
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> JournalEntry:
    person = accounts.user()
    record_access(accounts.user(), person)
    return record_in_journal("accounts.signed_in", by=person, about=(person,))


@pytest.mark.parametrize("table", [JournalEntry, Mention, PersonAccess])
def test_a_row_of_the_journal_cannot_be_deleted(fact, table):
    assert table.objects.count() == 1
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        table.objects.all().delete()
    assert table.objects.count() == 1


def test_a_fact_cannot_be_rewritten(fact):
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        JournalEntry.objects.update(verb="accounts.other")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Mention.objects.update(code="x")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        PersonAccess.objects.update(viewer="x")
    assert JournalEntry.objects.get().verb == "accounts.signed_in"


@pytest.mark.django_db(transaction=True)
def test_a_test_database_can_still_be_emptied_and_refuses_again_afterwards():
    record_in_journal("accounts.signed_in", by=None, about=(accounts.user(),))


@pytest.mark.django_db(transaction=True)
def test_after_the_flush_the_refusal_is_there():
    assert not JournalEntry.objects.exists()
    record_in_journal("accounts.signed_in", by=None, about=(accounts.user(),))
    with pytest.raises(DatabaseError, match="only ever added"):
        JournalEntry.objects.all().delete()


def test_the_timeline_says_what_happened_to_one_person_latest_first():
    person, other, actor = accounts.user(), accounts.user(), accounts.user()
    record_in_journal("accounts.signed_in", by=person, about=(person,))
    record_in_journal(
        "accounts.session_ended", by=actor, about=(person, other), method="code"
    )
    lines = timeline_of(person.code)
    assert [line.verb for line in lines] == [
        "accounts.session_ended",
        "accounts.signed_in",
    ]
    assert [line.actor_code for line in lines] == [actor.code, person.code]
    assert lines[0].data == {"method": "code"}
    assert len(timeline_of(other.code)) == 1
    assert len(timeline_of(person.code, limit=1)) == 1


def test_a_look_is_told_once_a_day():
    viewer, person = accounts.user(), accounts.user()
    record_access(viewer, person)
    record_access(viewer, person)
    record_access(accounts.user(), person)
    assert len(accesses_to(person.code)) == 2
    assert viewer.code in [seen.viewer_code for seen in accesses_to(person.code)]
    assert accesses_to(viewer.code) == []
