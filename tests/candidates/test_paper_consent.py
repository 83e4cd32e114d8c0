"""A paper alone makes nobody public: it is written on, the person is told, two people agree."""

import threading
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.actions.cv_draft import save_cv_section, submit_cv
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.actions.paper_consent import (
    accept_paper_consent,
    refuse_paper_consent,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import GrantMethod, PaperConsentState
from entremise.candidates.models import CV, Candidate, PaperConsent, Publication
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates

pytestmark = pytest.mark.django_db


def reader_in(person: Candidate) -> User:
    """A second person of the team of the zone."""
    return accounts.team_member(person.zone)


def without_account() -> Candidate:
    return candidates.candidate(account=False, email="")


def blank_jpeg(colour: str = "white") -> bytes:
    out = BytesIO()
    Image.new("RGB", (1240, 1754), colour).save(out, "JPEG")
    return out.getvalue()


def as_pdf(*papers: Image.Image) -> bytes:
    out = BytesIO()
    papers[0].save(out, "PDF", save_all=True, append_images=papers[1:])
    return out.getvalue()


def signed_paper() -> Image.Image:
    paper = Image.new("RGB", (1240, 1754), "#fbf8f1")
    ImageDraw.Draw(paper).line(
        [(300, 1500), (340, 1440), (380, 1520), (430, 1450), (520, 1500)], "#223388", 5
    )
    return paper


def shadow() -> bytes:
    """A blank paper photographed in a dark corner."""
    out = BytesIO()
    Image.linear_gradient("L").resize((1240, 1754)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    "scan",
    [
        blank_jpeg(),
        blank_jpeg("#fbf8f1"),
        shadow(),
        as_pdf(Image.new("RGB", (600, 800), "white")),
        as_pdf(*[signed_paper()] * 5),
        b"nothing",
        b"%PDF-1.7 nothing",
    ],
    ids=["white", "cream", "shadow", "blank PDF", "5 pages", "no file", "broken PDF"],
)
def test_a_paper_on_which_nothing_is_written_is_refused(scan: bytes) -> None:
    with pytest.raises(DomainError):
        candidates.paper_consent(without_account(), scan=scan)
    assert not PaperConsent.objects.exists()


def test_a_signed_pdf_is_kept_as_a_picture() -> None:
    paper = candidates.paper_consent(without_account(), scan=as_pdf(signed_paper()))
    with default_storage.open(paper.scan.name) as kept:
        assert kept.read(3) == b"\xff\xd8\xff"


def test_who_records_does_not_publish_and_a_second_person_does() -> None:
    person = without_account()
    recorder = candidates.team_member_of(person.zone)
    second = reader_in(person)
    paper = candidates.paper_consent(person, language="ar")
    assert not Publication.objects.exists()
    with pytest.raises(NotAllowed):
        accept_paper_consent(paper, by=recorder)
    for stranger in (accounts.user(), accounts.advisor(person.zone)):
        with pytest.raises(NotAllowed):
            accept_paper_consent(paper, by=stranger)
    publication = accept_paper_consent(paper, by=second)
    grant = publication.grant
    assert publication.is_live
    assert grant.method == GrantMethod.PAPER
    assert (grant.recorded_by, grant.paper_recorded_by) == (second, recorder)
    assert default_storage.exists(grant.scan.name)
    assert not Task.objects.filter(
        reason="candidates.paper_to_read", done_at=None
    ).exists()


def test_a_colleague_far_away_is_not_asked_a_person_alone_waits_a_night(
    time_machine: Any,
) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    person = without_account()
    recorder = candidates.team_member_of(person.zone)
    paper = candidates.paper_consent(person)
    time_machine.move_to("2026-11-19T08:59:00Z", tick=False)
    with pytest.raises(NotAllowed):
        accept_paper_consent(paper, by=recorder)
    time_machine.move_to("2026-11-19T09:00:00Z", tick=False)
    colleague = reader_in(person)
    with pytest.raises(NotAllowed):
        accept_paper_consent(paper, by=recorder)
    colleague.staff_roles.all().delete()
    assert accept_paper_consent(paper, by=recorder).is_live


def test_an_administrator_reads_at_once_where_a_zone_has_one_person() -> None:
    paper = candidates.paper_consent(without_account())
    assert accept_paper_consent(paper, by=accounts.administrator()).is_live


def test_only_the_team_records() -> None:
    person = without_account()
    snapshot = candidates.approved_snapshot(person)
    for stranger in (accounts.user(), accounts.advisor(person.zone)):
        with pytest.raises(NotAllowed):
            candidates.paper_consent(person, snapshot=snapshot, by=stranger)


def test_the_person_is_told_before_anything_is_visible() -> None:
    person = candidates.candidate(account=False, email="paola@exemple.test")
    candidates.paper_consent(person)
    assert not Publication.objects.exists()
    told = OutboxMessage.objects.get(purpose="candidates.paper_recorded")
    assert told.to == "paola@exemple.test"
    assert "/pas-moi/" in told.text


def test_a_refused_paper_is_destroyed_and_says_why() -> None:
    person = without_account()
    paper = candidates.paper_consent(person)
    scan = paper.scan.name
    with pytest.raises(NotAllowed):
        refuse_paper_consent(paper, remark="…", by=accounts.user())
    refuse_paper_consent(paper, remark="Pas de signature.", by=reader_in(person))
    paper.refresh_from_db()
    assert (paper.state, paper.remark, paper.scan.name) == (
        PaperConsentState.REFUSED,
        "Pas de signature.",
        "",
    )
    with pytest.raises(MoveRefused):
        refuse_paper_consent(paper, remark="…", by=reader_in(person))
    with pytest.raises(MoveRefused):
        accept_paper_consent(paper, by=reader_in(person))
    assert scan


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_refused_paper_is_gone() -> None:
    person = without_account()
    paper = candidates.paper_consent(person)
    scan = paper.scan.name
    assert default_storage.exists(scan)
    refuse_paper_consent(paper, remark="Vide.", by=reader_in(person))
    assert not default_storage.exists(scan)


def test_a_newer_paper_takes_the_place_of_the_one_that_waits() -> None:
    person = without_account()
    snapshot = candidates.approved_snapshot(person)
    first = candidates.paper_consent(person, snapshot=snapshot)
    second = candidates.paper_consent(person, snapshot=snapshot)
    first.refresh_from_db()
    assert first.state == PaperConsentState.REFUSED
    assert second.state == PaperConsentState.WAITING
    assert Task.objects.filter(done_at=None, about_code=second.code).count() == 1


def test_a_cv_that_changed_meanwhile_is_not_shown() -> None:
    person = candidates.candidate()
    paper = candidates.paper_consent(person)
    cv = CV.objects.select_related("candidate__zone").get(candidate=person)
    cv = save_cv_section(
        cv, section="tagline", value="Tout autre.", version=cv.version, by=person.user
    )
    approve_cv(submit_cv(cv, by=person.user), by=reader_in(person))
    with pytest.raises(MoveRefused):
        accept_paper_consent(paper, by=reader_in(person))
    assert not Publication.objects.exists()


def test_who_withdraws_meanwhile_is_not_shown_by_the_paper() -> None:
    person = candidates.candidate()
    paper = candidates.paper_consent(person)
    withdraw_cv(person, by=person.user)
    with pytest.raises(MoveRefused):
        accept_paper_consent(paper, by=reader_in(person))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_people_read_one_paper_at_once_and_one_publication_is_made() -> None:
    person = without_account()
    paper = candidates.paper_consent(person)
    readers = [reader_in(person), reader_in(person)]
    line, refused = threading.Barrier(2), []

    def read(by: User) -> None:
        mine = PaperConsent.objects.select_related("candidate").get(pk=paper.pk)
        line.wait()
        try:
            accept_paper_consent(mine, by=by)
        except DomainError as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=read, args=[by]) for by in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    assert JournalEntry.objects.filter(verb="candidates.published").count() == 1


def test_through_the_pages(as_user: Any) -> None:
    person = candidates.candidate(account=False, email="paola@exemple.test")
    candidates.approved_snapshot(person)
    recorder, second = candidates.team_member_of(person.zone), reader_in(person)
    url = f"/equipe/candidats/{person.code}/accord-sur-papier/"
    form: dict[str, Any] = {"channels": ["page"], "language": "fr"}
    empty = as_user(recorder).post(url, form | {"scan": BytesIO(blank_jpeg())})
    assert "Ce papier est vide" in empty.content.decode()
    scan = BytesIO(candidates.drawn_photo())
    scan.name = "papier.jpg"
    as_user(recorder).post(url, form | {"scan": scan})
    paper = PaperConsent.objects.get()
    read = f"/equipe/accords/{paper.code}/lire/"
    assert "Montrer le CV" not in as_user(recorder).get(read).content.decode()
    page: Client = as_user(second)
    assert "Montrer le CV" in page.get(read).content.decode()
    assert paper.code in page.get("/equipe/relectures/").content.decode()
    assert page.get(f"{read}papier.jpg")["Content-Type"] == "image/jpeg"
    without_reading = page.post(f"/equipe/accords/{paper.code}/accepter/", {})
    assert without_reading.status_code == 200
    assert not Publication.objects.exists()
    page.post(f"/equipe/accords/{paper.code}/accepter/", {"read": "on"})
    assert Publication.objects.get().is_live
    assert page.get(read).status_code == 404


def test_consent_of_a_paper_begins_when_it_is_read(time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    paper = candidates.paper_consent(without_account())
    time_machine.move_to("2026-11-21T09:00:00Z", tick=False)
    grant = accept_paper_consent(paper, by=accounts.administrator()).grant
    assert grant.granted_at == timezone.now()
    assert grant.until - grant.granted_at == consent_versions.CONSENT_DURATION
