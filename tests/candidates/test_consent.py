"""Consent: nothing is public without it, nothing after it is withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.consent import (
    end_expired_publications,
    publish_cv,
    publish_cv_with_code,
    renew_publication,
    send_consent_code,
    send_publication_expiry_notices,
    withdraw_cv,
)
from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import Gone, PublicCV
from entremise.candidates.enums import GrantMethod, PublicationEndReason
from entremise.candidates.models import Candidate, ConsentGrant, Snapshot
from entremise.candidates.queries.consent import live_grant_of
from entremise.candidates.queries.publications import (
    cv_preview,
    live_publications,
    published_cv,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.search.queries.searching import search_index
from tests.factories import accounts, candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def grant(person: Candidate, snapshot: Snapshot, by: User, **choices: object) -> object:
    options = {
        "fields": [],
        "channels": ["page"],
        "consent_version": consent_versions.CURRENT_CONSENT_VERSION,
        "language": "fr",
    } | choices
    return publish_cv(person, snapshot=snapshot, by=by, **options)  # type: ignore[arg-type]


def shown(code: str) -> PublicCV:
    found = published_cv(code)
    assert isinstance(found, PublicCV)
    return found


@world
def publication() -> Any:
    return candidates.published_cv()


@world
def snapshot() -> Any:
    return candidates.approved_snapshot()


def test_nothing_is_public_before_the_person_agrees(snapshot: Any) -> None:
    assert published_cv(snapshot.candidate.cv.code) is None
    assert not live_publications().exists()
    assert search_index("cv", "clientèle").keys == []


def test_only_what_was_granted_is_shown() -> None:
    person = candidates.candidate(last_name="Rossi")
    publication = candidates.published_cv(person, fields=(), channels=("page",))
    cv = shown(publication.code)
    assert (cv.family_name, cv.photo, cv.content.story, cv.recommendations) == (
        "",
        False,
        "",
        (),
    )
    assert cv.first_name == person.first_name
    grant(person, publication.snapshot, person.user, fields=["story", "family_name"])
    cv = shown(publication.code)
    assert cv.family_name == "Rossi"
    assert cv.content.story.startswith("J’ai quitté")


def test_neither_the_team_nor_a_stranger_agrees_for_somebody(snapshot: Any) -> None:
    team = candidates.team_member_of(snapshot.candidate.zone)
    for somebody in (team, accounts.administrator(), accounts.user()):
        with pytest.raises(NotAllowed):
            grant(snapshot.candidate, snapshot, somebody)
    assert not ConsentGrant.objects.exists()


def test_a_text_seen_is_kept_with_its_hash(publication: Any) -> None:
    kept = publication.grant
    assert kept.consent_text_hash == consent_versions.consent_text_hash(
        kept.consent_version, "fr"
    )
    assert kept.method == GrantMethod.SELF
    assert timedelta(days=180) < kept.until - kept.granted_at <= timedelta(days=184)


def test_each_version_is_written_in_every_language_of_the_site() -> None:
    for version in consent_versions.consent_versions():
        assert {"fr", "en", "ar"} <= set(consent_versions.consent_languages(version))


def test_the_french_text_has_short_sentences() -> None:
    for line in consent_versions.consent_text(
        consent_versions.CURRENT_CONSENT_VERSION, "fr"
    ).splitlines():
        for sentence in line.rstrip(".").split(". "):
            assert len(sentence.split()) <= 12, sentence


def test_without_the_page_nothing_is_published(snapshot: Any) -> None:
    with pytest.raises(DomainError):
        grant(snapshot.candidate, snapshot, snapshot.candidate.user, channels=["pdf"])


def test_an_older_version_cannot_be_agreed_to(publication: Any) -> None:
    person, old = publication.candidate, publication.snapshot
    candidates.approved_snapshot(person, tagline="Autre phrase.")
    with pytest.raises(MoveRefused):
        grant(person, old, person.user)
    # The version agreed to stays visible.
    assert shown(publication.code).content.tagline == old.document.tagline


def test_withdrawing_ends_everything_at_once(publication: Any) -> None:
    person = publication.candidate
    assert search_index("cv", "clientèle").keys == [publication.code]
    withdraw_cv(person, by=person.user)
    assert isinstance(published_cv(publication.code), Gone)
    assert not live_publications().exists()
    assert search_index("cv", "clientèle").keys == []
    assert live_grant_of(person) is None
    told = OutboxMessage.objects.filter(purpose="candidates.unpublished").get()
    assert "copie" in told.text


def test_withdrawing_twice_is_withdrawing_once(publication: Any) -> None:
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    assert OutboxMessage.objects.filter(purpose="candidates.unpublished").count() == 1


def test_the_team_withdraws_for_them_but_not_that_of_another_zone(
    publication: Any,
) -> None:
    with pytest.raises(NotAllowed):
        withdraw_cv(publication.candidate, by=accounts.team_member())
    withdraw_cv(
        publication.candidate, by=candidates.team_member_of(publication.candidate.zone)
    )
    publication.refresh_from_db()
    assert publication.end_reason == PublicationEndReason.WITHDRAWN_BY_TEAM


def test_they_may_show_themselves_again_at_the_same_address(publication: Any) -> None:
    person, before = publication.candidate, publication.rendering_key
    withdraw_cv(person, by=person.user)
    again = grant(person, publication.snapshot, person.user)
    assert again.code == publication.code  # type: ignore[attr-defined]
    assert again.rendering_key != before  # type: ignore[attr-defined]
    assert shown(publication.code)


def test_six_months_later_it_is_over_at_that_very_minute(publication: Any) -> None:
    with time_machine.travel(publication.grant.until + timedelta(seconds=1)):
        assert isinstance(published_cv(publication.code), Gone)
        assert end_expired_publications() == 1
        assert end_expired_publications() == 0
    publication.refresh_from_db()
    assert publication.end_reason == PublicationEndReason.EXPIRED


def test_they_are_asked_before_the_end_once_each_time(publication: Any) -> None:
    until = publication.grant.until
    for day in (40, 29, 29, 6, 6):
        with time_machine.travel(until - timedelta(days=day)):
            send_publication_expiry_notices()
    assert OutboxMessage.objects.filter(purpose="candidates.ending_soon").count() == 2


def test_going_on_for_six_months_is_said_by_the_person() -> None:
    publication = candidates.published_cv(channels=("page",))
    with time_machine.travel(publication.grant.until - timedelta(days=5)):
        with pytest.raises(NotAllowed):
            renew_publication(
                publication.candidate,
                consent_version=consent_versions.CURRENT_CONSENT_VERSION,
                language="fr",
                by=candidates.team_member_of(publication.candidate.zone),
            )
        renew_publication(
            publication.candidate,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language="fr",
            by=publication.candidate.user,
        )
        cv = shown(publication.code)
    assert cv.until is not None
    assert cv.until > publication.grant.until + timedelta(days=150)
    assert cv.channels == {"page"}


def test_leaving_the_path_ends_what_was_public(publication: Any) -> None:
    team = candidates.team_member_of(publication.candidate.zone)
    move_candidate_path(publication.candidate, to="left", reason="moved", by=team)
    assert isinstance(published_cv(publication.code), Gone)


def test_words_accepted_later_were_not_agreed_to() -> None:
    person = candidates.candidate()
    before = timezone.now() - timedelta(days=1)
    person.recommendations.create(
        author="Mme Rey", text="Toujours à l’heure.", accepted_at=before
    )
    publication = candidates.published_cv(person, fields=("recommendations",))
    person.recommendations.create(
        author="M. Sy", text="Très doux.", accepted_at=timezone.now()
    )
    person.recommendations.create(author="M. Non", text="Pas encore lu.")
    assert [letter.author for letter in shown(publication.code).recommendations] == [
        "Mme Rey"
    ]


def test_a_code_said_aloud_agrees_to_what_was_chosen() -> None:
    person = candidates.candidate(account=False, email="", phone="06 12 34 56 78")
    snapshot = candidates.approved_snapshot(person)
    team = candidates.team_member_of(person.zone)
    send_consent_code(
        person, snapshot=snapshot, fields=["photo"], channels=["page", "pdf"], by=team
    )
    sms = OutboxMessage.objects.get(purpose="candidates.consent_code")
    assert sms.channel == "sms"
    assert sms.zone == ""  # the team does not read it in its log
    code = "".join(c for c in sms.text.split("code est")[1][:9] if c.isdigit())
    wrong = "000000" if code != "000000" else "111111"
    assert publish_cv_with_code(person, typed=wrong, by=team) is None
    publication = publish_cv_with_code(person, typed=code, by=team)
    assert publication is not None
    assert publication.grant.method == GrantMethod.CODE
    assert set(publication.grant.channels) == {"page", "pdf"}
    assert publish_cv_with_code(person, typed=code, by=team) is None  # once


def test_a_code_cannot_be_guessed() -> None:
    person = candidates.candidate(account=False, email="", phone="06 12 34 56 79")
    snapshot = candidates.approved_snapshot(person)
    team = candidates.team_member_of(person.zone)
    send_consent_code(person, snapshot=snapshot, fields=[], channels=["page"], by=team)
    sms = OutboxMessage.objects.get(purpose="candidates.consent_code")
    code = "".join(c for c in sms.text.split("code est")[1][:9] if c.isdigit())
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        assert publish_cv_with_code(person, typed=wrong, by=team) is None
    assert publish_cv_with_code(person, typed=code, by=team) is None


def test_no_code_goes_to_the_one_who_asks() -> None:
    person = candidates.candidate(account=False, email="", phone="")
    snapshot = candidates.approved_snapshot(person)
    with pytest.raises(DomainError):
        send_consent_code(
            person,
            snapshot=snapshot,
            fields=[],
            channels=["page"],
            by=candidates.team_member_of(person.zone),
        )


def test_a_snapshot_never_changes(snapshot: Any) -> None:
    snapshot.content = {}
    for change in (snapshot.save, snapshot.delete, Snapshot.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        Snapshot.objects.update(content={})
    assert Snapshot.objects.get().document.strengths


def test_a_preview_shows_what_would_be_shown(snapshot: Any) -> None:
    seen = cv_preview(snapshot.candidate, ["family_name"], ["page"])
    publication = grant(
        snapshot.candidate, snapshot, snapshot.candidate.user, fields=["family_name"]
    )
    real = shown(publication.code)  # type: ignore[attr-defined]
    assert (seen.code, seen.name, seen.content, seen.channels) == (
        real.code,
        real.name,
        real.content,
        real.channels,
    )
