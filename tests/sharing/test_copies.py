"""Who keeps a copy of a CV is asked to delete it, once, the day it is no longer public.

And never told why.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from entremise.candidates.actions.consent import (
    renew_publication,
    unpublish_cv,
    withdraw_cv,
)
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing import jobs, signing
from entremise.sharing.actions import copies
from entremise.sharing.actions.copies import (
    delete_old_copies,
    record_pdf_copy,
    register_copy_address,
)
from entremise.sharing.models import PDFCopy
from entremise.sharing.queries.copies import copy_count_for
from tests.factories import accounts, candidates, companies
from tests.factories.sharing import PHONE_BROWSER, button_headers, reader_headers
from tests.kit.worlds import world


@world
def ali():
    return candidates.published_cv(candidates.candidate(first_name="Ali"))


@pytest.fixture
def recruiter(ali):
    return companies.recruiter_of(companies.company(ali.candidate.zone))


def download(as_user, person, publication):
    client = as_user(person)
    response = client.get(
        f"/cv/{publication.code}/cv.pdf", HTTP_USER_AGENT=PHONE_BROWSER
    )
    assert response.status_code == 200
    return response


def letters():
    return OutboxMessage.objects.filter(purpose="sharing.no_longer_public")


def test_an_account_that_downloads_is_noted_once(ali, recruiter, as_user):
    for _ in range(2):
        download(as_user, recruiter, ali)
    assert [(copy.candidate, copy.user) for copy in PDFCopy.objects.all()] == [
        (ali.candidate, recruiter)
    ]


def test_who_walks_with_the_person_is_not_noted(ali, as_user):
    download(as_user, candidates.team_member_of(ali.candidate.zone), ali)
    download(as_user, ali.candidate.user, ali)
    assert not PDFCopy.objects.exists()


def test_a_passer_by_is_not_noted(ali, page):
    page.get(f"/cv/{ali.code}/cv.pdf", **reader_headers())
    assert not PDFCopy.objects.exists()


def test_it_is_said_beside_the_button(ali, recruiter, as_user, page):
    said = "nous vous demanderons d’effacer votre copie"
    assert said in as_user(recruiter).get(f"/cv/{ali.code}/").content.decode()
    assert (
        said not in as_user(ali.candidate.user).get(f"/cv/{ali.code}/").content.decode()
    )
    assert said not in page.get(f"/cv/{ali.code}/").content.decode()
    assert (
        "nous notons que vous avez une copie"
        in as_user(recruiter).get(f"/cv/{ali.code}/copie/").content.decode()
    )


def test_a_reader_may_leave_an_address(ali, page):
    url = f"/cv/{ali.code}/copie/"
    assert 'name="email"' in page.get(url).content.decode()
    response = page.post(url, {"email": "Lectrice@Exemple.test"}, **button_headers())
    assert response.url == f"{url}?note=1"
    assert "C’est noté" in page.get(response.url).content.decode()
    page.post(url, {"email": "lectrice@exemple.test"}, **button_headers())
    assert [copy.email for copy in PDFCopy.objects.all()] == ["lectrice@exemple.test"]
    assert not OutboxMessage.objects.filter(to__icontains="lectrice").exists()
    assert not page.cookies


def test_what_is_not_an_address_is_said(ali, page):
    response = page.post(
        f"/cv/{ali.code}/copie/", {"email": "pas une adresse"}, **button_headers()
    )
    assert response.status_code == 200
    assert "pas une adresse" in response.content.decode()
    assert not PDFCopy.objects.exists()


def test_machines_and_other_sites_leave_nothing(ali, page):
    url = f"/cv/{ali.code}/copie/"
    page.post(
        url,
        {"email": "a@exemple.test", "home_page": "https://spam.example"},
        **button_headers(),
    )
    page.post(
        url,
        {"email": "a@exemple.test"},
        **(button_headers() | {"HTTP_SEC_FETCH_SITE": "cross-site"}),
    )
    assert not PDFCopy.objects.exists()


def test_a_network_cannot_leave_addresses_without_end(ali, page):
    url = f"/cv/{ali.code}/copie/"
    answers = [
        page.post(url, {"email": f"a{n}@exemple.test"}, **button_headers()).status_code
        for n in range(12)
    ]
    assert answers == [302] * 10 + [429] * 2
    assert PDFCopy.objects.count() == 10


def test_an_address_is_left_for_so_many_people_only(ali, monkeypatch):
    monkeypatch.setattr(copies, "MAX_COPIES_PER_ADDRESS", 1)
    other = candidates.published_cv()
    assert register_copy_address(ali.code, email="a@exemple.test", language="fr")
    assert not register_copy_address(other.code, email="a@exemple.test", language="fr")


@pytest.mark.parametrize("how", ["withdrawn", "hired", "left", "expired"])
def test_when_it_ends_each_is_asked_to_delete_their_copy(
    ali, recruiter, how, time_machine
):
    record_pdf_copy(ali.code, reader=recruiter)
    register_copy_address(ali.code, email="lectrice@exemple.test", language="ar")
    jobs.notify_copy_holders()
    assert not letters()
    if how == "withdrawn":
        withdraw_cv(ali.candidate, by=ali.candidate.user)
    elif how == "expired":
        time_machine.move_to(ali.grant.until + timedelta(minutes=1))
    else:
        unpublish_cv(
            ali.candidate, reason=how, by=candidates.team_member_of(ali.candidate.zone)
        )
    jobs.notify_copy_holders()
    jobs.notify_copy_holders()
    assert sorted(letters().values_list("to", flat=True)) == sorted(
        [recruiter.email, "lectrice@exemple.test"]
    )
    assert not PDFCopy.objects.exists()
    written = letters().get(to=recruiter.email)
    assert "Ali" in written.subject
    for word in ("emploi", "retir", "expir", "quitté", "accord"):
        assert word not in written.text.lower()
    assert letters().get(to="lectrice@exemple.test").language == "ar"


def test_a_new_version_or_a_yes_renewed_disturbs_nobody(ali, recruiter):
    record_pdf_copy(ali.code, reader=recruiter)
    renew_publication(
        ali.candidate, consent_version="2026-11", language="fr", by=ali.candidate.user
    )
    jobs.notify_copy_holders()
    assert PDFCopy.objects.count() == 1
    assert not letters()


def test_the_letter_arrives_by_real_mail(ali, recruiter, mailbox):
    record_pdf_copy(ali.code, reader=recruiter)
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    jobs.notify_copy_holders()
    delivery.deliver_due_messages()
    assert any(
        "n’est plus public" in letter.text
        for letter in mailbox.mails_to(recruiter.email)
    )


def test_the_foot_of_the_letter_forgets_the_address(ali, page):
    other = candidates.published_cv()
    for publication in (ali, other):
        register_copy_address(
            publication.code, email="lectrice@exemple.test", language="fr"
        )
    register_copy_address(other.code, email="autre@exemple.test", language="fr")
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    jobs.notify_copy_holders()
    text = letters().get().text
    key = signing.copy_address_key("lectrice@exemple.test")
    assert f"/copie/arret/{key}/" in text
    assert "lectrice" not in key
    page.get(f"/copie/arret/{key}/")
    # Opening the link does not stop the letters.
    assert PDFCopy.objects.filter(email="lectrice@exemple.test").exists()
    assert (
        "est effacée" in page.post(f"/copie/arret/{key}/", follow=True).content.decode()
    )
    assert [copy.email for copy in PDFCopy.objects.all()] == ["autre@exemple.test"]
    page.post("/copie/arret/nope/")
    assert PDFCopy.objects.count() == 1


def test_forgotten_after_a_year_at_most(ali, recruiter, time_machine):
    record_pdf_copy(ali.code, reader=recruiter)
    PDFCopy.objects.update(made_at=timezone.now() - timedelta(days=366))
    delete_old_copies()
    assert not PDFCopy.objects.exists()


def test_a_copy_is_of_an_account_or_of_an_address(ali, recruiter):
    for fields in ({}, {"user": recruiter, "email": "a@exemple.test"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PDFCopy.objects.create(candidate=ali.candidate, **fields)


def test_the_person_and_their_team_know_how_many(ali, recruiter):
    record_pdf_copy(ali.code, reader=recruiter)
    assert copy_count_for(ali.candidate.user, ali.candidate) == 1
    assert (
        copy_count_for(candidates.team_member_of(ali.candidate.zone), ali.candidate)
        == 1
    )
    assert copy_count_for(recruiter, ali.candidate) == 0
    assert copy_count_for(accounts.user(), ali.candidate) == 0
