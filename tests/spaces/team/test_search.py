"""The team finds what it may see; no row, count, guess or suggestion shows more."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from entremise.candidates.actions.cv_draft import submit_cv
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.actions.path import assign_candidate_owner, update_candidate
from entremise.candidates.models import Candidate
from entremise.coaching import actions as coaching
from entremise.coaching.enums import SessionMood
from entremise.companies import actions as companies
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions.rebuilding import index_kinds, rebuild_index
from entremise.foundation.search.actions.scoped_index import (
    batch_reindexing,
    reindex_scoped,
)
from entremise.foundation.search.models import (
    Document,
    IndexVersion,
    Posting,
    Word,
)
from entremise.foundation.search.queries.vocabulary_cache import clear_vocabulary_cache
from entremise.foundation.search.rules import STAFF_READERS, TEAM_READERS, index_scope
from tests.factories import (
    accounts,
    candidates,
    coaching as pairs,
    companies as employers,
    opportunities,
)
from tests.kit.queries import clear_page_cache, count_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
URL = "/equipe/chercher/"


@world
def lyon() -> Zone:
    return accounts.zone("Lyon")


@world
def lille() -> Zone:
    return accounts.zone("Lille")


@world
def team(lyon: Zone) -> User:
    return candidates.team_member_of(lyon)


def said(as_user: Any, who: User, words: str, **more: str) -> str:
    return main_of(as_user(who).get(URL, {"q": words, **more}))


def main_of(response: Any) -> str:
    """Without the marks on the words that answer."""
    return whole_of(response).replace("<mark>", "").replace("</mark>", "")


def whole_of(response: Any) -> str:
    return response.content.decode().partition("<main")[2]


def everything(where: Zone) -> None:
    """One thing of each sort, all about saffron."""
    person = candidates.candidate(
        where,
        first_name="Zénobie",
        last_name="Kerouanton",
        referral_message="Elle a vendu du safran.",
    )
    candidates.draft_cv(
        person, goals=[{"family": "food", "occupation": "cuisinière au safran"}]
    )
    company = employers.company(where, name="Safran et Compagnie", city="Villeurbanne")
    opportunities.posted_job(company, title="Récolte du safran")


@world
def all_of_lyon(lyon: Zone, team: User) -> None:
    everything(lyon)


@world
def kerouanton(lyon: Zone, team: User) -> Candidate:
    return candidates.candidate(lyon, first_name="Zénobie", last_name="Kerouanton")


@world
def zenobie(lyon: Zone, team: User) -> Candidate:
    return candidates.candidate(lyon, first_name="Zénobie")


def test_all_sorts_are_found_and_grouped(
    as_user: Any, lyon: Zone, team: User, all_of_lyon: None
) -> None:
    html = said(as_user, team, "safran")
    assert "Zénobie Kerouanton" in html
    assert "Safran et Compagnie" in html
    assert "Récolte du safran" in html
    assert "3 réponses parmi ce que vous pouvez voir" in html
    assert [
        f'id="groupe-{sort}"' in html for sort in ("person", "company", "job", "coach")
    ] == [True] * 3 + [False]


def test_one_sort_is_chosen(
    as_user: Any, lyon: Zone, team: User, all_of_lyon: None
) -> None:
    html = said(as_user, team, "safran", parmi="company")
    assert "Safran et Compagnie" in html
    assert "Zénobie" not in html


@pytest.mark.parametrize(
    "words",
    ["zénobie", "zenobie", "Kerouantom", "safran", "saf", "villeurbane", "safrann"],
)
def test_another_zone_finds_counts_and_guesses_nothing(
    as_user: Any, lyon: Zone, lille: Zone, words: str, all_of_lyon: None
) -> None:
    candidates.candidate(lille, first_name="Odile", last_name="Prat")
    html = said(as_user, candidates.team_member_of(lille), words).casefold()
    echo = (
        f'value="{words.casefold()}"',
        f'href="/candidats/?{urlencode({"q": words}).casefold()}"',
    )
    for secret in ("zénobie", "zenobie", "kerouanton", "villeurbanne", "compagnie"):
        assert secret not in html.replace(echo[0], "").replace(echo[1], "")
    assert "safran</a>" not in html
    assert "rien ne correspond" in html


def test_the_other_zone_s_page_is_the_same_whether_it_is_there_or_not(
    as_user: Any, lyon: Zone, lille: Zone
) -> None:
    """Nothing on the page, to the letter, depends on another zone."""
    candidates.candidate(lille, first_name="Odile", last_name="Prat")
    client = as_user(candidates.team_member_of(lille))
    typed = ("safran", "zenobi", "odil", "prta", "sa")
    before = [main_of(client.get(URL, {"q": words})) for words in typed]
    everything(lyon)
    assert [main_of(client.get(URL, {"q": words})) for words in typed] == before


def test_a_note_of_another_zone_shows_nowhere(
    as_user: Any, lyon: Zone, lille: Zone
) -> None:
    candidates.candidate(lille, first_name="Odile", last_name="Prat")
    client = as_user(candidates.team_member_of(lille))
    typed = ("planetarium", "planet", "planetariun", "xylophone", "xylo")
    before = [
        main_of(client.get(URL, {"q": words, "parmi": sort}))
        for words in typed
        for sort in ("", "note")
    ]
    pairing = pairs.pairing(candidates.candidate(lyon))
    pairs.session_log(
        pairing,
        did="Nous avons répété au planétarium.",
        next_step="Apporter le xylophone",
    )
    after = [
        main_of(client.get(URL, {"q": words, "parmi": sort}))
        for words in typed
        for sort in ("", "note")
    ]
    assert after == before
    assert "répété au planétarium" in said(
        as_user, candidates.team_member_of(lyon), "planet", parmi="note"
    )


def test_an_administrator_finds_in_every_zone(
    as_user: Any, lyon: Zone, lille: Zone, kerouanton: Candidate
) -> None:
    candidates.candidate(lille, first_name="Zénobie", last_name="Prat")
    html = said(as_user, accounts.administrator(), "zenobie")
    assert "Kerouanton" in html
    assert "Prat" in html


def test_a_fault_of_typing_is_told_and_can_be_refused(
    as_user: Any, lyon: Zone, team: User, kerouanton: Candidate
) -> None:
    html = said(as_user, team, "kerouantom")
    assert "Zénobie Kerouanton" in html
    assert "Résultats pour «\u00a0kerouanton\u00a0»" in strip_tags(html)
    assert "Chercher plutôt «\u00a0kerouantom\u00a0»" in strip_tags(html)
    assert "Zénobie" not in said(as_user, team, "kerouantom", exact="")


def test_words_that_begin_alike_are_links(
    as_user: Any, lyon: Zone, team: User, kerouanton: Candidate
) -> None:
    html = said(as_user, team, "zénobie kerou")
    assert 'href="?q=z%C3%A9nobie+kerouanton"' in html


def test_the_words_that_answer_are_marked(
    as_user: Any, lyon: Zone, team: User, all_of_lyon: None
) -> None:
    html = whole_of(as_user(team).get(URL, {"q": "safran"}))
    # What she wishes for, told beside her name.
    assert "cuisinière au <mark>safran</mark>" in html
    assert "<mark>Safran</mark> et Compagnie</" in html
    assert "Récolte du <mark>safran</mark>" in html


def test_what_is_written_of_somebody_is_read_in_their_file(
    as_user: Any, lyon: Zone, team: User
) -> None:
    candidates.candidate(
        lyon, first_name="Zénobie", referral_message="Elle dort dans un hamac."
    )
    html = said(as_user, team, "hamac")
    assert "Zénobie" in html
    assert "C’est écrit dans son dossier." in html
    assert "dort" not in html


def test_a_long_text_is_told_around_the_word(
    as_user: Any, lyon: Zone, team: User
) -> None:
    before, after = "On plie des cartons. " * 20, " On range la réserve." * 20
    opportunities.posted_job(
        employers.company(lyon), description=f"{before}Du curcuma en vrac.{after}"
    )
    html = whole_of(as_user(team).get(URL, {"q": "curcuma"}))
    line = html.partition('found__why"><bdi lang="">')[2].partition("</bdi>")[0]
    assert "<mark>curcuma</mark>" in line
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) < 200


def test_nothing_found_here_leads_to_who_is_visible_to_all(
    as_user: Any, team: User
) -> None:
    assert 'href="/candidats/?q=safran"' in said(as_user, team, "safran")


class TestAdvisor:
    """Reads files, not what is kept for the team."""

    def test_finds_names_and_not_what_the_structure_wrote(
        self, as_user: Any, lyon: Zone, team: User
    ) -> None:
        candidates.candidate(
            lyon, first_name="Zénobie", referral_message="Elle dort dans un hamac."
        )
        advisor = accounts.advisor(lyon)
        assert "Zénobie" in said(as_user, team, "hamac")
        assert "Zénobie" in said(as_user, advisor, "zenobie")
        for words in ("hamac", "hama", "hamacc"):
            html = said(as_user, advisor, words)
            assert "Zénobie" not in html
            assert "hamac</a>" not in html

    def test_finds_the_wish_once_it_was_read(self, as_user: Any, lyon: Zone) -> None:
        person = candidates.candidate(lyon, first_name="Zénobie")
        cv = candidates.draft_cv(
            person, goals=[{"family": "food", "occupation": "safranière"}]
        )
        advisor = accounts.advisor(lyon)
        assert "Zénobie" not in said(as_user, advisor, "safranière")
        approve_cv(submit_cv(cv, by=person.user), by=candidates.team_member_of(lyon))
        assert "Zénobie" in said(as_user, advisor, "safranière")

    def test_does_not_read_the_log_of_sessions(
        self, as_user: Any, lyon: Zone, team: User
    ) -> None:
        pairing = pairs.pairing(candidates.candidate(lyon, first_name="Zénobie"))
        coaching.log_coaching_session(
            pairing,
            on=timezone.localdate(),
            minutes=60,
            in_person=True,
            mood=SessionMood.GOOD,
            by=pairing.coach.user,
            did="Nous avons répété au planétarium.",
        )
        assert "répété au planétarium" in said(as_user, team, "planetarium")
        assert "répété au planétarium" not in said(
            as_user, accounts.advisor(lyon), "planetarium"
        )
        assert not Word.objects.filter(
            kind=index_scope(STAFF_READERS, lyon.pk), form="planetarium"
        ).exists()


def test_a_correction_is_found_at_once_and_the_old_name_no_more(
    as_user: Any, lyon: Zone, team: User
) -> None:
    person = candidates.candidate(lyon, first_name="Zénobie", last_name="Kerouanton")
    update_candidate(
        person,
        by=team,
        first_name="Zénobie",
        last_name="Quimerch",
        phone="",
        email="",
        language="fr",
        cohort=None,
        situation="",
    )
    assert "Quimerch" in said(as_user, team, "quimerch")
    assert not Word.objects.filter(form="kerouanton").exists()


def test_who_works_there_is_found_until_they_leave(
    as_user: Any, lyon: Zone, team: User
) -> None:
    company = employers.company(lyon, name="Mercerie Vive")
    colleague = employers.member(company, first_name="Anaëlle", last_name="Trévidic")
    assert "Mercerie Vive" in said(as_user, team, "trevidic")
    companies.end_company_membership(colleague, by=team)
    assert "Mercerie Vive" not in said(as_user, team, "trevidic")


def test_a_coach_is_found_with_whom_they_accompany(
    as_user: Any, lyon: Zone, team: User
) -> None:
    pairing = pairs.pairing(candidates.candidate(lyon, first_name="Zénobie"))
    html = said(as_user, team, pairing.coach.user.last_name)
    assert pairing.coach.user.full_name in html
    assert "Lyon · Zénobie" in html


def test_what_changes_no_word_writes_nothing(
    lyon: Zone, team: User, zenobie: Candidate
) -> None:
    person = zenobie
    before = set(Document.objects.values_list("pk", flat=True))
    assign_candidate_owner(person, owner=team, by=team)
    reindex_scoped("person", person.code)
    assert set(Document.objects.values_list("pk", flat=True)) == before


def test_each_index_counts_a_change_once_however_much_of_it_is_written(
    lyon: Zone, team: User
) -> None:
    def changes() -> list[int]:
        scopes = [
            index_scope(group, lyon.pk) for group in (TEAM_READERS, STAFF_READERS)
        ]
        rows = IndexVersion.objects.filter(kind__in=scopes)
        return list(rows.values_list("changes", flat=True))

    person = candidates.candidate(lyon, first_name="Zénobie")
    assert changes() == [1, 1]
    assign_candidate_owner(person, owner=team, by=team)
    assert changes() == [1, 1]
    with count_queries() as written:
        Candidate.objects.filter(pk=person.pk).update(first_name="Zélinda")
        reindex_scoped("person", person.code)
    assert changes() == [2, 2]
    words = [q for q in written.captured_queries if "INTO search_word" in q["sql"]]
    assert len(words) == 2


def test_a_thing_that_changed_zone_leaves_its_first_index(
    as_user: Any, lyon: Zone, lille: Zone, team: User, zenobie: Candidate
) -> None:
    person = zenobie
    type(person).objects.filter(pk=person.pk).update(zone=lille)
    assert "Zénobie" not in said(as_user, team, "zenobie")  # the index is not believed
    reindex_scoped("person", person.code)
    assert not Document.objects.filter(
        kind__in=[
            index_scope(TEAM_READERS, lyon.pk),
            index_scope(STAFF_READERS, lyon.pk),
        ],
        key=person.code,
    )
    assert "Zénobie" in said(as_user, candidates.team_member_of(lille), "zenobie")


def test_erased_it_leaves_no_word(lyon: Zone) -> None:
    person = candidates.candidate(
        lyon, first_name="Zénobie", last_name="Kerouanton", account=False
    )
    person.delete()
    reindex_scoped("person", person.code)
    assert not Word.objects.filter(form__in=["zenobie", "kerouanton"]).exists()


def test_rebuilding_gives_the_same_index(
    lyon: Zone, lille: Zone, all_of_lyon: None
) -> None:
    everything(lille)

    def held() -> set[tuple[Any, ...]]:
        rows = Posting.objects.filter(
            document__kind__in=[k for k in index_kinds() if ":" in k]
        )
        return set(
            rows.values_list("document__kind", "document__key", "word__term", "weight")
        )

    before = held()
    assert before
    Document.objects.all().delete()
    Word.objects.all().delete()
    for kind in index_kinds():
        for _ in rebuild_index(kind):
            pass
    clear_vocabulary_cache()
    assert held() == before


def test_a_whole_story_is_written_once_when_it_has_been_told(
    as_user: Any, lyon: Zone, team: User
) -> None:
    with batch_reindexing():
        candidates.candidate(lyon, first_name="Zénobie")
        assert not Document.objects.exists()
    assert (
        Document.objects.filter(
            kind__in=[
                index_scope(TEAM_READERS, lyon.pk),
                index_scope(STAFF_READERS, lyon.pk),
            ]
        ).count()
        == 2
    )
    assert "Zénobie" in said(as_user, team, "zenobie")


def test_a_story_within_a_story_waits_for_the_end_of_both(lyon: Zone) -> None:
    with batch_reindexing():
        with batch_reindexing():
            person = candidates.candidate(lyon, first_name="Zénobie")
        assert not Document.objects.exists()
        Candidate.objects.filter(pk=person.pk).update(zone=accounts.zone("Ailleurs"))
    assert not Document.objects.filter(
        kind__in=[
            index_scope(TEAM_READERS, lyon.pk),
            index_scope(STAFF_READERS, lyon.pk),
        ]
    ).exists()
    assert Document.objects.filter(key=person.code).count() == 2


def test_a_search_asks_as_often_for_one_as_for_three(
    as_user: Any, lyon: Zone, team: User
) -> None:
    client, counts = as_user(team), []
    for _ in range(2):
        everything(lyon)
        # The words in use are read anew after each change.
        client.get(URL, {"q": "safran"})
        clear_page_cache()
        with count_queries() as asked:
            client.get(URL, {"q": "safran"})
        counts.append(len(asked))
        everything(lyon)
    assert counts[0] == counts[1] <= 26


def test_the_line_is_on_every_page_of_the_team(
    as_user: Any, lyon: Zone, team: User
) -> None:
    html = as_user(team).get("/equipe/candidats/").content.decode()
    assert html.index('action="/equipe/chercher/"') < html.index("<h1")


def test_an_empty_page_says_what_can_be_found(as_user: Any, team: User) -> None:
    html = as_user(team).get(URL).content.decode()
    assert "Les fautes de frappe sont comprises" in html
    assert "Rien ne correspond" not in html
