"""Leads: what could suit somebody and why.

What humans choose and overrule is journalled with the rules' version.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape, strip_tags
from django.utils.translation import override

from entremise.candidates.content.choices import LICENCES, STRENGTHS
from entremise.candidates.forms.cv_sections import GoalsForm
from entremise.companies import actions as company_actions
from entremise.companies.models import Company
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.search.models import TradeLabel
from entremise.foundation.tasks.models import Task
from entremise.matching.facts import RULES_VERSION, Fact, Facts, Topic
from entremise.opportunities import rules, wording
from entremise.opportunities.actions.leads import (
    dismiss_lead,
    mark_lead_wanted,
    restore_lead,
)
from entremise.opportunities.actions.opportunities import (
    set_opportunity_trade,
    update_opportunity,
)
from entremise.opportunities.actions.proposals import propose_opportunity
from entremise.opportunities.models import DismissedLead
from entremise.opportunities.queries.leads import (
    leads_for,
    match_facts_for,
    suggested_people_for,
    trade_choices,
    trade_name,
    wanted_lead_codes_for,
)
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    meetings,
    opportunities,
)

pytestmark = pytest.mark.django_db

IN_PARIS = {"departements": ["75", "93"], "contracts": ["cdi"]}


def ali(where: Any = None, **sections: Any) -> Any:
    """Weak French, Arabic, Italian, English, at ease with people.

    He asked for work in a warehouse.
    """
    told: dict[str, Any] = {
        "languages": [
            {"name": "ar", "level": "native"},
            {"name": "it", "level": "fluent"},
            {"name": "en", "level": "work"},
            {"name": "fr", "level": "notions"},
        ],
        "strengths": ["Je suis à l’aise avec les gens", "Je garde mon calme"],
        "goals": [{"family": "logistics", "occupation": "préparateur de commandes"}],
        "experiences": [
            {
                "title": "Réceptionniste d’hôtel",
                "did": "J’ai calmé un client perdu.",
                "place": "Naples",
            }
        ],
        "practical": IN_PARIS,
        "needs": "Un collègue à qui poser mes questions",
    }
    return candidates.draft_cv(
        candidates.candidate(where, first_name="Ali"), **(told | sections)
    ).candidate


def customer_service(company: Any = None, **frame: Any) -> Any:
    company = company or companies.company(
        accounts.zone("Paris"),
        name="Bricolage en ligne",
        postcode="75011",
        city="Paris",
    )
    return opportunities.posted_job(
        company,
        **{
            "title": "Conseiller clientèle",
            "languages": ["it", "en", "fr"],
            "description": "Répondre aux clients.",
        }
        | frame,
    )


def openings(viewer: Any, person: Any) -> list[str]:
    return [job.title for job, _facts in leads_for(viewer, person).openings]


def words(facts: Facts) -> str:
    said = wording.fact_sentences(facts)
    return "\n".join([*said.for_, *said.against, *said.to_ask])


def test_ali_is_shown_customer_service_with_his_languages_near_the_top_and_why() -> (
    None
):
    job = customer_service()
    for number in range(8):
        opportunities.posted_job(
            job.company,
            title=f"Magasinier {number}",
            family="logistics",
            languages=["fr"],
        )
    person = ali(job.zone)
    shown = leads_for(person.user, person).openings
    assert [one.title for one, _facts in shown].index("Conseiller clientèle") <= 1
    facts = {one.title: facts for one, facts in shown}["Conseiller clientèle"]
    assert "italien, anglais" in words(facts)
    # His French is a question, not a wall.
    assert "Est-ce assez pour ce poste" in words(facts)
    assert not facts.against


def test_companies_come_with_what_happened_there() -> None:
    job = customer_service()
    person = ali(job.zone)
    silent = companies.company(job.zone, name="Rien à voir")
    known = companies.company(
        job.zone, name="Déjà venus", postcode="75010", city="Paris"
    )
    meetings.held_meeting(person, known)
    found = {
        company.name: list(map(strip_tags, wording.fact_sentences(facts).for_))
        for company, facts in leads_for(person.user, person).companies
    }
    assert "Un poste y est ouvert : Conseiller clientèle" in found["Bricolage en ligne"]
    assert "La personne y a déjà rencontré quelqu’un" in found["Déjà venus"]
    assert silent.name not in found


def test_near_trades_are_named_with_why() -> None:
    person = ali(
        goals=[
            {
                "family": "retail",
                "occupation": "Téléconseiller / Téléconseillère",
                "rome": "D1408",
            }
        ]
    )
    near = leads_for(person.user, person).trades
    assert near
    with override("ar"):
        assert {name.language for name, _ in leads_for(person.user, person).trades} == {
            "ar"
        }
    for name, facts in near:
        assert name
        assert wording.fact_sentences(facts).for_, name


def test_what_the_company_removed_and_where_it_works_are_facts() -> None:
    company = companies.company(
        accounts.zone("Paris"),
        postcode="75011",
        city="Paris",
        activity="service client",
    )
    recruiter = companies.recruiter_of(company)
    company_actions.update_company_profile(
        company,
        by=recruiter,
        removed_obstacles=["french", "meals"],
        commitments="Un parrain.",
    )
    company_actions.add_company_site(
        company, postcode="93200", city="Saint-Denis", by=recruiter
    )
    job = customer_service(Company.objects.get(pk=company.pk), place="Saint-Denis")
    person = ali(job.zone, practical=IN_PARIS | {"departements": ["93"]})
    [(_job, of_job), (_company, of_company)] = [
        found[0]
        for found in (
            leads_for(person.user, person).openings,
            leads_for(person.user, person).companies,
        )
    ]
    for facts in (of_job, of_company):
        assert "les repas sont offerts" in words(facts)
        assert "Un parrain." in words(facts)
        assert "Seine-Saint-Denis (93)" in words(facts)
        assert not facts.against
    assert "On peut y débuter en français" in words(of_job)
    assert "quelques mots" not in words(of_job)
    assert "Je suis à l’aise avec les gens" in words(of_job)
    elsewhere = ali(job.zone, practical=IN_PARIS | {"departements": ["75"]})
    # The job is at the other place.
    assert leads_for(elsewhere.user, elsewhere).openings[0][1].has_dealbreaker


def test_for_one_opening_people_are_by_first_name_and_none_is_behind_a_wall() -> None:
    job = customer_service()
    team = candidates.team_member_of(job.zone)
    for first_name in ("Zoé", "Élodie", "Ali", "Mariam"):
        person = candidates.candidate(job.zone, first_name=first_name)
        candidates.draft_cv(
            person,
            languages=[{"name": n, "level": "fluent"} for n in ("it", "en")],
            practical=IN_PARIS,
        )
    far = candidates.candidate(job.zone, first_name="Nour")
    candidates.draft_cv(
        far,
        languages=[{"name": n, "level": "fluent"} for n in ("it", "en")],
        practical={"departements": ["56"]},
    )
    assert [
        person.first_name for person, _facts in suggested_people_for(team, job)
    ] == [
        "Ali",
        "Élodie",
        "Mariam",
        "Zoé",
    ]


def test_a_company_reads_no_lead_and_thinks_of_nobody() -> None:
    job = customer_service()
    person, recruiter = ali(job.zone), companies.recruiter_of(job.company)
    assert suggested_people_for(recruiter, job) == []
    assert match_facts_for(recruiter, person, job) is None
    leads = leads_for(recruiter, person)
    assert (leads.openings, leads.companies, leads.trades, leads.dismissed) == (
        [],
        [],
        [],
        [],
    )
    with pytest.raises(NotAllowed):
        dismiss_lead(person, opportunity=job, reason="not_now", by=recruiter)
    with pytest.raises(NotAllowed):
        mark_lead_wanted(person, opportunity=job, by=recruiter)


def test_what_is_set_aside_is_hidden_for_that_person_until_taken_back() -> None:
    job = customer_service()
    person, other = ali(job.zone), ali(job.zone)
    team = candidates.team_member_of(job.zone)
    aside = dismiss_lead(person, opportunity=job, reason="too_far", by=person.user)
    assert openings(person.user, person) == []
    assert openings(other.user, other) == [job.title]
    assert person not in [one for one, _facts in suggested_people_for(team, job)]
    written = JournalEntry.objects.get(verb="opportunities.lead_set_aside")
    assert written.data == {"reason": "too_far", "rules": RULES_VERSION}
    assert written.actor == person.user.code
    restore_lead(aside, by=person.user)
    assert openings(person.user, person) == [job.title]
    taken_back = JournalEntry.objects.get(verb="opportunities.lead_taken_back")
    assert (taken_back.data, taken_back.actor) == (
        {"rules": RULES_VERSION},
        person.user.code,
    )


def test_a_company_is_set_aside_as_well_for_a_reason_of_the_list() -> None:
    job = customer_service()
    person = ali(job.zone)
    with pytest.raises(DomainError):
        dismiss_lead(
            person, company=job.company, reason="je ne sais pas", by=person.user
        )
    dismiss_lead(person, company=job.company, reason="not_for_me", by=person.user)
    # Changed their mind on why.
    dismiss_lead(person, company=job.company, reason="not_now", by=person.user)
    assert DismissedLead.objects.get().reason == "not_now"
    assert leads_for(person.user, person).companies == []


def test_who_follows_the_person_may_choose_with_them_a_stranger_may_not() -> None:
    job = customer_service()
    pairing = coaching.pairing(ali(job.zone))
    person, coach = pairing.candidate, pairing.coach.user
    mark_lead_wanted(person, opportunity=job, by=coach)
    mark_lead_wanted(person, opportunity=job, by=person.user)
    assert (
        Task.objects.filter(reason="opportunities.lead_wanted", done_at=None).count()
        == 1
    )
    assert wanted_lead_codes_for(coach, person) == {job.code}
    chosen = JournalEntry.objects.filter(verb="opportunities.lead_wanted").order_by(
        "pk"
    )
    assert [(one.data, one.actor) for one in chosen] == [
        ({"rules": RULES_VERSION}, one.code) for one in (coach, person.user)
    ]
    with pytest.raises(NotAllowed):
        dismiss_lead(person, opportunity=job, reason="not_now", by=ali(job.zone).user)


@pytest.mark.parametrize(
    ("practical", "suggested", "against"),
    [
        (IN_PARIS, True, []),
        ({"departements": ["56"], "contracts": ["cdi"]}, False, ["out_of_reach"]),
    ],
)
def test_proposing_is_journalled_with_what_the_rules_said_even_when_overruled(
    practical: dict, suggested: bool, against: list[str]
) -> None:
    job = customer_service()
    person = ali(job.zone, practical=practical)
    dismiss_lead(person, opportunity=job, reason="not_now", by=person.user)
    propose_opportunity(
        job,
        candidate=person,
        message="Vos langues.",
        by=candidates.team_member_of(job.zone),
    )
    data = JournalEntry.objects.get(verb="opportunities.proposed").data
    assert (data["rules"], data["suggested"], data["against"]) == (
        RULES_VERSION,
        suggested,
        against,
    )
    assert not DismissedLead.objects.exists()


def test_somebody_without_a_cv_may_be_proposed_a_job_nobody_suggested() -> None:
    job = customer_service()
    person = candidates.candidate(job.zone)
    propose_opportunity(
        job,
        candidate=person,
        message="Je pense à vous.",
        by=candidates.team_member_of(job.zone),
    )
    assert (
        JournalEntry.objects.get(verb="opportunities.proposed").data["suggested"]
        is False
    )


def test_a_trade_named_for_certain_gets_its_code_at_entry() -> None:
    TradeLabel.objects.create(code="X0001", text="souffleur de verre")
    assert opportunities.posted_job(title="Souffleur de verre").rome in (
        "X0001",
        "B1602",
    )
    unsure = opportunities.posted_job(title="Renfort atelier bizarre", open_now=False)
    assert unsure.rome == ""
    renamed = update_opportunity(
        unsure,
        by=candidates.team_member_of(unsure.zone),
        title="Préparateur de commandes",
    )
    assert renamed.rome == "N1103"
    cv = candidates.draft_cv(goals=[])
    form = GoalsForm(
        cv,
        {
            "family_0": "logistics",
            "occupation_0": "Préparatrice de commandes",
            "version": cv.version,
        },
    )
    assert form.is_valid(), form.errors
    assert form.section_value()[0]["rome"] == "N1103"


def test_the_team_names_the_trade_of_a_job_from_the_list_only() -> None:
    job = opportunities.posted_job(title="Conseiller au téléphone polyglotte")
    team = candidates.team_member_of(job.zone)
    choices = trade_choices(job)
    assert choices
    with pytest.raises(DomainError):
        set_opportunity_trade(job, code="Z9999", by=team)
    with pytest.raises(NotAllowed):
        set_opportunity_trade(
            job, code=choices[0][0], by=companies.recruiter_of(job.company)
        )
    job = set_opportunity_trade(job, code=choices[0][0], by=team)
    assert trade_choices(job) == []
    assert trade_name(job) == choices[0][1]
    written = JournalEntry.objects.get(verb="opportunities.trade_named")
    assert written.data == {"rome": choices[0][0]}


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "baker"), ("ar", "خبّاز"), ("fr", "Boulanger / Boulangère")],
)
def test_the_trade_of_a_job_is_named_in_the_language_of_the_reader(
    language: str, name: str
) -> None:
    job = opportunities.posted_job(title="Boulanger")
    with override(language):
        assert trade_name(job) == (name, language)
    wide = opportunities.posted_job(title="Conseiller au téléphone polyglotte")
    with override(language):
        assert {one.language for _, one in trade_choices(wide)} == {language}


NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField)
MEASURED = (
    "score",
    "rank",
    "rating",
    "weight",
    "note",
    "percent",
    "match",
    "affinity",
    "suitab",
)


def test_no_number_about_a_person_in_the_tables_of_leads() -> None:
    """Nor anywhere beside a candidate: a number there would be a score sooner or later."""
    for model in apps.get_app_config("opportunities").get_models():
        own = [
            f.name
            for f in model._meta.fields
            if isinstance(f, NUMBERS) and not f.primary_key
        ]
        assert own == [], model
    for model in apps.get_models():
        about = {
            f.related_model._meta.model_name
            for f in model._meta.fields
            if f.related_model
        }
        if (
            "candidate" in about | {model._meta.model_name}
            and model._meta.app_label != "sharing"
        ):
            named = [f.name for f in model._meta.fields if isinstance(f, NUMBERS)]
            assert not [
                name for name in named if any(word in name for word in MEASURED)
            ], model


def test_licences_and_hours_are_read_as_people_write_them() -> None:
    assert (
        rules.requirement_key(LICENCES, "Permis B")
        == rules.requirement_key(LICENCES, "permis b")
        == rules.requirement_key(LICENCES, "B")
        == "B"
    )
    person = ali(
        practical=IN_PARIS
        | {"hours": "en journée, pas de nuit ni le dimanche", "licences": ["permis B"]}
    )
    job = customer_service(hours="De nuit, 21 h à 5 h", licences=["B"])
    facts = match_facts_for(person.user, person, job)
    assert facts is not None
    assert [(f.key, f.about) for f in facts.against] == [
        ("hours_impossible", ("night",))
    ]
    assert "la nuit" in words(facts)
    assert facts.has_fact("licence_held")


def test_own_words_keep_their_direction_inside_an_arabic_sentence() -> None:
    fact = Fact(Topic.WISH, "wished_occupation", ("conseiller clientèle",))
    for language in ("fr", "ar"):
        with translation.override(language):
            said = wording.fact_sentence(fact)
        assert '<bdi lang="" dir="auto">conseiller clientèle</bdi>' in said


def test_words_are_never_markup_in_a_sentence() -> None:
    fact = Fact(Topic.WISH, "wished_occupation", ("<b>vendeur</b> & 100%",))
    assert "&lt;b&gt;vendeur&lt;/b&gt; &amp; 100%" in wording.fact_sentence(fact)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_facts_and_jobs_say_each_choice_in_the_language_of_the_reader(
    language: str,
) -> None:
    person = ali(practical=IN_PARIS | {"licences": ["CE"]})
    job = customer_service(licences=["C", "CACES 3"])
    held = customer_service(job.company, title="Conducteur", licences=["B"])
    with translation.override(language):
        strength = STRENGTHS.label_of("Je suis à l’aise avec les gens")
        facts = match_facts_for(person.user, person, job)
        assert facts is not None
        said = words(facts)
        assert strength in said
        assert LICENCES.label_of("CACES 3") in said
        others = match_facts_for(person.user, person, held)
        assert others is not None
        assert LICENCES.label_of("B") in words(others)
        [(label, asked)] = job.requirement_lines
        assert asked == f"{LICENCES.label_of('C')}, {LICENCES.label_of('CACES 3')}"
        page = render_to_string("opportunities/_frame.html", {"opportunity": job})
        assert label in page
        assert escape(asked) in page
        if language != "fr":
            assert "Je suis à l’aise" not in said


def test_what_a_job_asks_is_read_and_written_by_its_form(as_user: Any) -> None:
    job = opportunities.posted_job(licences=["B"], open_now=False)
    client, url = as_user(job.proposed_by), f"/entreprise/postes/{job.code}/modifier/"
    form = client.get(url).context["form"]
    assert form["licences"].value() == ["B"]
    names = list(form.fields)
    assert names.index("licences") == names.index("description") - 1
    typed = {name: form[name].value() for name in names} | {
        "family": "logistics",
        "contract": "cdi",
        "place": "Paris",
        "licences": ["C", "CACES 1"],
    }
    assert client.post(url, typed).status_code == 302
    job.refresh_from_db()
    assert job.requirements == {"licences": ["C", "CACES 1"]}
    update_opportunity(job, by=job.proposed_by, hours="Le matin")
    job.refresh_from_db()
    assert job.requirements == {"licences": ["C", "CACES 1"]}
