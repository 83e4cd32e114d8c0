"""The honeypot of public forms: robots are thanked, and the text goes to moderation."""

from typing import Any

import pytest

from entremise.candidates.models import Candidate
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.meetings.models import Approach
from tests.factories import accounts, candidates
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db
FILLED = {"home_page": "https://spam.test"}
KNOWS = {
    "contact_name": "Jeanne",
    "contact_email": "jeanne@exemple.test",
    "message": "Ma sœur tient un hôtel.",
}


def referred(**more: str) -> dict[str, str]:
    where = accounts.zone("Paris")
    said = {
        "organization": "Accueil du Canal",
        "referrer_first_name": "Sonia",
        "referrer_last_name": "Meyer",
        "referrer_email": "sonia@exemple.test",
        "first_name": "Inès",
        "phone": "06 12 34 56 78",
        "language": "fr",
        "zone": where.slug,
        "referral_message": "Elle aime vendre.",
        "agreed": "on",
    }
    return said | more


def held() -> Task:
    return Task.objects.get(reason="public.held")


def test_a_trapped_introduction_waits_on_the_list_with_every_word(
    page: PageClient, as_user: Any
) -> None:
    row = candidates.published_cv()
    answer = page.post(f"/cv/{row.code}/je-connais-quelquun/", KNOWS | FILLED)
    assert answer.headers["Location"].endswith("/je-connais-quelquun/merci/")
    assert not Approach.objects.exists()
    assert all(said in held().comment for said in KNOWS.values())
    assert held().zone == row.candidate.zone
    assert (
        "Ma sœur tient un hôtel."
        in as_user(candidates.team_member_of(row.candidate.zone))
        .get("/equipe/")
        .content.decode()
    )


def test_a_trapped_referral_too(page: PageClient) -> None:
    page.post("/orienter/", referred(**FILLED))
    assert not Candidate.objects.exists()
    assert "Elle aime vendre." in held().comment


def test_a_trapped_report_too(page: PageClient) -> None:
    page.post("/signaler/", {"subject": "other", "what": "Une page étrange."} | FILLED)
    assert not OutboxMessage.objects.filter(purpose="public.report").exists()
    assert "Une page étrange." in held().comment


def test_without_the_field_everything_arrives(page: PageClient) -> None:
    """The control."""
    page.post("/orienter/", referred())
    page.post("/signaler/", {"subject": "other", "what": "Une page étrange."})
    assert Candidate.objects.count() == 1
    assert OutboxMessage.objects.filter(purpose="public.report").count() == 1
    assert not Task.objects.filter(reason="public.held").exists()


def test_a_machine_that_insists_fills_no_list(page: PageClient) -> None:
    row = candidates.published_cv()
    for number in range(12):
        page.post(
            f"/cv/{row.code}/je-connais-quelquun/",
            KNOWS | FILLED | {"message": f"Achetez {number % 9}"},
        )
    assert Task.objects.filter(reason="public.held").count() == 5


@pytest.mark.parametrize(
    "address",
    ["/orienter/", "/signaler/", "/cv/{}/je-connais-quelquun/", "/cv/{}/rencontrer/"],
)
def test_no_keyboard_nor_screen_reader_meets_the_field(
    page: PageClient, address: str
) -> None:
    form = page.get(address.format(candidates.published_cv().code)).content.decode()
    field = form[
        form.index('<div class="visually-hidden" aria-hidden="true">') :
    ].split("</div>")[0]
    assert 'name="home_page"' in field
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
