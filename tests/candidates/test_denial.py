"""« Ce n’était pas moi »: for a day, one gesture hides the CV and calls the team, quietly."""

from typing import Any

import pytest
from django.test import Client

from entremise.candidates.actions.consent import renew_publication
from entremise.candidates.actions.denial import deny_consent
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import PaperConsentState, PublicationEndReason
from entremise.candidates.models import Publication
from entremise.candidates.queries.denial import deniable_consent
from entremise.candidates.signing import denial_key_of
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates

pytestmark = pytest.mark.django_db


def link_to(publication: Publication) -> str:
    return f"/pas-moi/{denial_key_of(publication.grant.code)}/"


def test_each_publication_brings_the_link_and_it_hides_at_once() -> None:
    publication = candidates.published_cv()
    told = OutboxMessage.objects.get(purpose="candidates.published")
    assert link_to(publication) in told.text
    before = OutboxMessage.objects.count()
    page = Client(enforce_csrf_checks=True)
    assert "cacher le CV" in page.get(link_to(publication)).content.decode()
    publication.refresh_from_db()
    assert publication.ended_at is None  # a program that opens links changes nothing
    assert "C’est caché" in page.post(link_to(publication)).content.decode()
    assert Client().get(f"/cv/{publication.code}/").status_code == 410
    publication.refresh_from_db()
    assert publication.end_reason == PublicationEndReason.DENIED
    assert OutboxMessage.objects.count() == before  # quietly
    task = Task.objects.get(reason="candidates.consent_denied")
    assert task.urgent
    assert task.zone == publication.candidate.zone
    assert task.owner is None


def test_twice_is_once() -> None:
    publication = candidates.published_cv()
    for _time in range(2):
        Client().post(link_to(publication))
    assert Task.objects.filter(reason="candidates.consent_denied").count() == 1
    denied = JournalEntry.objects.filter(verb="candidates.consent_denied")
    assert denied.count() == 1


def test_two_who_press_at_the_same_moment_deny_once() -> None:
    consent = deniable_consent(candidates.published_cv().grant.code)
    assert consent is not None
    for _time in range(2):  # both had read the page before either pressed
        deny_consent(consent, by=None)
    denied = JournalEntry.objects.filter(verb="candidates.consent_denied")
    assert denied.count() == 1


def test_a_day_later_the_link_serves_no_more(time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    publication = candidates.published_cv()
    time_machine.move_to("2026-11-19T09:00:01Z", tick=False)
    page = Client().post(link_to(publication))
    assert "Ce lien ne sert plus" in page.content.decode()
    publication.refresh_from_db()
    assert publication.is_live


def test_the_link_of_an_older_consent_leaves_the_newer_one() -> None:
    publication = candidates.published_cv()
    old = link_to(publication)
    person = publication.candidate
    renew_publication(
        person,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,
    )
    Client().post(old)
    publication.refresh_from_db()
    assert publication.is_live
    Client().post(link_to(publication))
    publication.refresh_from_db()
    assert not publication.is_live


@pytest.mark.parametrize("key", ["x", "~", "abc~", "é~é", "a" * 5000])
def test_a_wrong_key_is_no_page(key: str) -> None:
    assert Client().post(f"/pas-moi/{key}/").status_code == 404


def test_a_key_does_not_serve_for_another_consent() -> None:
    first, second = candidates.published_cv(), candidates.published_cv()
    signature = denial_key_of(first.grant.code).partition("~")[2]
    assert (
        Client().post(f"/pas-moi/{second.grant.code}~{signature}/").status_code == 404
    )


def test_a_paper_is_stopped_before_it_is_read_and_after_by_the_same_link() -> None:
    person = candidates.candidate(account=False, email="paola@exemple.test")
    paper = candidates.paper_consent(person)
    link = f"/pas-moi/{denial_key_of(paper.code)}/"
    Client().post(link)
    paper.refresh_from_db()
    assert paper.state == PaperConsentState.REFUSED
    assert Task.objects.filter(reason="candidates.consent_denied").exists()
    publication = candidates.published_on_paper(person, snapshot=paper.snapshot)
    Client().post(f"/pas-moi/{denial_key_of(publication.grant.code)}/")
    publication.refresh_from_db()
    assert not publication.is_live


def test_from_their_own_space(as_user: Any, time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    publication = candidates.published_cv()
    person = publication.candidate
    url = "/mon-espace/ce-n-etait-pas-moi/"
    assert url in as_user(person.user).get("/mon-espace/").content.decode()
    assert as_user(accounts.team_member(person.zone)).post(url).status_code != 200
    as_user(person.user).post(url)
    publication.refresh_from_db()
    assert publication.end_reason == PublicationEndReason.DENIED
    assert url not in as_user(person.user).get("/mon-espace/").content.decode()


def test_their_space_offers_it_for_a_day(as_user: Any, time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    person = candidates.published_cv().candidate
    time_machine.move_to("2026-11-19T09:00:01Z", tick=False)
    url = "/mon-espace/ce-n-etait-pas-moi/"
    assert url not in as_user(person.user).get("/mon-espace/").content.decode()
    assert as_user(person.user).post(url).status_code == 409
