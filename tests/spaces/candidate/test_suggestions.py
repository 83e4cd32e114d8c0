"""« Des pistes pour moi »: leads with reasons, wanted or set aside in one press."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from entremise.foundation.tasks.models import Task
from entremise.opportunities import wording
from tests.factories import accounts, candidates, companies, opportunities
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]
MOST_WORDS = 12


def test_ali_reads_customer_service_first_with_his_languages_and_why(
    as_user: Browser,
) -> None:
    company = companies.company(accounts.zone("Paris"), postcode="75011")
    for number in range(6):
        opportunities.posted_job(
            company, title=f"Magasinier {number}", languages=[], family="logistics"
        )
    opportunities.posted_job(
        company, title="Conseiller clientèle", languages=["it", "ar", "fr"]
    )
    ali = candidates.draft_cv(
        candidates.candidate(company.zone, first_name="Ali"),
        goals=[{"family": "logistics", "occupation": "cariste"}],
        practical={"departements": ["75"]},
        languages=[
            {"name": "ar", "level": "native"},
            {"name": "it", "level": "fluent"},
            {"name": "en", "level": "work"},
            {"name": "fr", "level": "notions"},
        ],
    ).candidate
    page = as_user(ali.user).get(reverse("candidate:suggestions")).content.decode()
    titles = [
        title.strip() for title in re.findall(r"<h3[^>]*>(?:<bdi[^>]*>)?([^<]+)<", page)
    ]
    assert titles[0] == "Conseiller clientèle"
    assert "Vos langues y sont utiles\u00a0: italien, arabe" in page
    assert "Français\u00a0: quelques mots. Est-ce assez" in page


def test_wanting_setting_aside_and_taking_back(as_user: Browser) -> None:
    job = opportunities.posted_job()
    person = candidates.draft_cv(candidates.candidate(job.zone)).candidate
    browser, page = as_user(person.user), reverse("candidate:suggestions")
    wanted = browser.post(
        reverse("candidate:want_lead", args=["poste", job.code]), follow=True
    ).content.decode()
    assert "L’équipe le sait" in wanted
    assert (
        Task.objects.filter(reason="opportunities.lead_wanted", done_at=None).count()
        == 1
    )
    aside = reverse("candidate:set_aside_lead", args=["poste", job.code])
    assert browser.post(aside, {"reason": "sans raison"}).status_code != 200
    after = browser.post(aside, {"reason": "not_now"}, follow=True).content.decode()
    assert "Pas maintenant" in after[after.index("Mis de côté") :]
    assert reverse("candidate:set_aside_lead", args=["poste", job.code]) not in after
    assert not Task.objects.filter(
        reason="opportunities.lead_wanted", done_at=None
    ).exists()
    back = re.findall(r'action="([^"]+/reprendre/)"', after)[0]
    browser.post(back)
    assert (
        reverse("candidate:want_lead", args=["poste", job.code])
        in browser.get(page).content.decode()
    )


def test_a_job_of_elsewhere_is_nobody_s_lead(as_user: Browser) -> None:
    elsewhere = opportunities.posted_job(companies.company(accounts.zone("Lyon")))
    person = candidates.draft_cv(candidates.candidate(accounts.zone("Paris"))).candidate
    browser = as_user(person.user)
    for kind in ("poste", "entreprise", "autre"):
        assert (
            browser.post(
                reverse("candidate:want_lead", args=[kind, elsewhere.code])
            ).status_code
            == 404
        )


def test_somebody_who_wrote_nothing_yet_is_told_what_to_do(as_user: Browser) -> None:
    person = candidates.draft_cv(goals=[]).candidate
    page = as_user(person.user).get(reverse("candidate:suggestions")).content.decode()
    assert "Dites quel métier vous voulez" in page
    assert reverse("candidate:cv_question", args=["goals"]) in page


def test_what_is_said_to_the_person_is_short_and_has_its_twin() -> None:
    assert set(wording.SECOND_PERSON) <= set(wording.THIRD_PERSON)
    for said in wording.SECOND_PERSON.values():
        for sentence in re.split(r"[.?](?: |$)", str(said)):
            assert len(re.findall(r"[^\s:?()«»]+", sentence)) <= MOST_WORDS, sentence
            assert not re.search(r"\bla personne\b", sentence), sentence
