"""The CV, one question a page; nothing is lost when two people write."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext, override

from entremise.candidates.actions.cv_draft import save_cv_section, submit_cv
from entremise.candidates.actions.cv_review import request_cv_changes
from entremise.candidates.actions.translations import start_translation
from entremise.candidates.models import CV, Candidate
from entremise.foundation.search.actions.importing import add_trade_labels
from tests.factories import accounts, candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def ali() -> Candidate:
    return candidates.candidate(first_name="Ali", state="accepted")


def hidden(response: Any) -> dict[str, str]:
    form = response.context["form"]
    return {name: form[name].value() or "" for name in ("version", "seen")}


def test_before_being_welcomed_there_is_no_cv_yet(as_user: Any) -> None:
    person = candidates.candidate(state="met")
    response = as_user(person.user).get("/mon-espace/cv/")
    assert "s’ouvrira ici" in response.content.decode()


def test_it_begins_with_strengths_and_counts_in_words(
    as_user: Any, ali: Candidate
) -> None:
    page = as_user(ali.user).get("/mon-espace/cv/").content.decode()
    assert "Encore 11 questions" in page
    assert (
        page.index("Mes atouts") < page.index("Mes langues") < page.index("Ma phrase")
    )


@pytest.mark.parametrize(
    ("section", "typed", "stored"),
    [
        (
            "strengths",
            {"chosen": ["J’apprends vite"], "own_0": "  Bricoleur "},
            ["J’apprends vite", "Bricoleur"],
        ),
        (
            "languages",
            {"name_0": "ar", "level_0": "native"},
            [{"name": "ar", "level": "native"}],
        ),
        (
            "goals",
            {"occupation_0": "vendeur", "family_0": "retail"},
            [{"family": "retail", "occupation": "vendeur", "rome": ""}],
        ),
        ("tagline", {"words": "J’aime <b>aider</b>."}, "J’aime <b>aider</b>."),
        ("skills", {"words": "caisse\n\naccueil\ncaisse"}, ["caisse", "accueil"]),
        ("story", {"words": "Je viens\r\nde loin."}, "Je viens\nde loin."),
        ("interests", {"words": "foot"}, ["foot"]),
        ("needs", {"words": "Du temps."}, "Du temps."),
    ],
)
def test_each_answer_is_kept_and_leads_on(
    as_user: Any, ali: Candidate, section: str, typed: Any, stored: Any
) -> None:
    client, url = as_user(ali.user), f"/mon-espace/cv/question/{section}/"
    response = client.post(url, hidden(client.get(url)) | typed)
    assert response.status_code == 302, response.context["form"].errors
    assert response.url.startswith("/mon-espace/cv/")
    assert CV.objects.get(candidate=ali).content[section] == stored
    assert client.get(url).status_code == 200


def test_in_practice(as_user: Any, ali: Candidate) -> None:
    client, url = as_user(ali.user), "/mon-espace/cv/question/practical/"
    typed = {
        "city": "Lyon",
        "departements": "69, 2a 1",
        "contracts": ["cdi"],
        "licences": "permis B; CACES 1",
    }
    wrong = client.post(url, hidden(client.get(url)) | typed)
    assert "numéro de département" in wrong.content.decode()
    assert 'value="Lyon"' in wrong.content.decode()  # what was typed is kept
    client.post(url, hidden(wrong) | typed | {"departements": "69, 2a"})
    practical = CV.objects.get(candidate=ali).document.practical
    assert (practical.departements, practical.licences, practical.contracts) == (
        ["69", "2A"],
        ["permis B", "CACES 1"],
        ["cdi"],
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CACES 1, 3", ["CACES 1, 3"]),
        ("CACES 1, 3, permis fluvial; BAFA", ["CACES 1, 3", "permis fluvial", "BAFA"]),
        (" ,3, 4 ;", ["3, 4"]),
    ],
)
def test_numbers_after_a_comma_belong_to_what_precedes(
    as_user: Any, ali: Candidate, typed: str, kept: list[str]
) -> None:
    client, url = as_user(ali.user), "/mon-espace/cv/question/practical/"
    for text in (typed, None):  # sent a second time, untouched
        page = client.get(url)
        line = page.context["form"]["licences"].value() if text is None else text
        client.post(url, hidden(page) | {"licences": line})
        stored = CV.objects.get(candidate=ali).document.practical.licences
        assert stored == kept


def test_a_text_with_a_comma_stays_one_when_it_is_not_touched(
    as_user: Any, ali: Candidate
) -> None:
    written = ["CACES 1, cariste", "BAFA"]
    CV.objects.filter(candidate=ali).update(
        content={"practical": {"licences": written}}
    )
    client, url = as_user(ali.user), "/mon-espace/cv/question/practical/"
    page = client.get(url)
    line = page.context["form"]["licences"].value()
    client.post(url, hidden(page) | {"licences": line, "city": "Lyon"})
    practical = CV.objects.get(candidate=ali).document.practical
    assert (practical.city, practical.licences) == ("Lyon", written)


def test_an_arabic_reader_answers_the_first_question(
    as_user: Any, ali: Candidate
) -> None:
    """Whatever the language of the CV; what is stored is said to others in theirs."""
    client, url = as_user(ali.user), "/mon-espace/cv/question/strengths/"
    first = client.get(f"/ar{url}")
    page = first.content.decode()
    [chosen, *_rest] = first.context["form"]["chosen"].field.choices
    assert re.search("[\u0600-\u06ff]", chosen[1])
    assert chosen[1] in page
    client.post(f"/ar{url}", hidden(first) | {"chosen": [chosen[0]]})
    assert CV.objects.get(candidate=ali).content["strengths"] == [chosen[0]]
    assert "J’écoute les autres" in client.get("/mon-espace/cv/").content.decode()
    assert chosen[1] in client.get("/ar/mon-espace/cv/").content.decode()


def test_too_many_strengths_say_what_to_do(as_user: Any, ali: Candidate) -> None:
    client, url = as_user(ali.user), "/mon-espace/cv/question/strengths/"
    first = client.get(url)
    chosen = first.context["form"].proposed[:7]
    page = client.post(url, hidden(first) | {"chosen": chosen}).content.decode()
    assert "Six atouts au plus" in page
    assert page.count("checked") == 7


def test_words_are_never_markup(as_user: Any, ali: Candidate) -> None:
    candidates.draft_cv(
        ali, tagline="<script>alert(1)</script>", story="<img src=x onerror=alert(1)>"
    )
    client = as_user(ali.user)
    for url in (
        "/mon-espace/cv/",
        "/mon-espace/cv/question/tagline/",
        "/mon-espace/cv/question/story/",
    ):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_second_writer_sees_both_versions_and_chooses(
    as_user: Any, ali: Candidate
) -> None:
    cv = candidates.draft_cv(ali)
    client, url = as_user(ali.user), "/mon-espace/cv/question/tagline/"
    opened = client.get(url)
    team = candidates.team_member_of(ali.zone)
    save_cv_section(
        cv, section="tagline", value="Écrit par l’autre.", version=cv.version, by=team
    )
    both = client.post(url, hidden(opened) | {"words": "Écrit par moi."})
    page = both.content.decode()
    assert "Écrit par l’autre." in page
    assert "Écrit par moi." in page
    assert team.first_name in page
    assert CV.objects.get(candidate=ali).document.tagline == "Écrit par l’autre."
    assert (
        client.post(url, hidden(both) | {"words": "Les deux ensemble."}).status_code
        == 302
    )
    assert CV.objects.get(candidate=ali).document.tagline == "Les deux ensemble."


def test_two_people_on_two_questions_do_not_disturb_each_other(
    as_user: Any, ali: Candidate
) -> None:
    cv = candidates.draft_cv(ali)
    client, url = as_user(ali.user), "/mon-espace/cv/question/tagline/"
    opened = client.get(url)
    save_cv_section(
        cv,
        section="needs",
        value="Du calme.",
        version=cv.version,
        by=candidates.team_member_of(ali.zone),
    )
    assert client.post(url, hidden(opened) | {"words": "À moi."}).status_code == 302
    document = CV.objects.get(candidate=ali).document
    assert (document.tagline, document.needs) == ("À moi.", "Du calme.")


def test_it_saves_by_itself(as_user: Any, ali: Candidate) -> None:
    client, url = as_user(ali.user), "/mon-espace/cv/question/tagline/"
    first, headers = hidden(client.get(url)), {"X-Saves-Itself": "1"}
    saved = client.post(url, first | {"words": "Un début"}, headers=headers).json()
    assert saved["saved"]
    again = {name: saved[name] for name in ("version", "seen")}
    client.post(url, again | {"words": "Un début, une fin."}, headers=headers)
    assert CV.objects.get(candidate=ali).document.tagline == "Un début, une fin."
    late = client.post(
        url, first | {"words": "D’une autre page"}, headers=headers
    ).json()
    assert not late["saved"]
    assert "deux versions" in late["words"]


def test_experiences_are_added_changed_and_removed_one_by_one(
    as_user: Any, ali: Candidate
) -> None:
    client, base = as_user(ali.user), "/mon-espace/cv/experiences/"
    for title in ("Vendeur", "Cuisinier"):
        opened = client.get(base + "nouvelle/")
        assert (
            client.post(
                base + "nouvelle/",
                hidden(opened) | {"title": title, "skills": "sourire, compter"},
            ).status_code
            == 302
        )
    opened = client.get(base + "0/")
    typed = hidden(opened) | {
        "origin": opened.context["form"]["origin"].value(),
        "title": "Vendeur de fruits",
    }
    client.post(base + "0/", typed)
    opened = client.get(base + "1/retirer/")
    client.post(
        base + "1/retirer/",
        hidden(opened) | {"origin": opened.context["form"]["origin"].value()},
    )
    assert [e.title for e in CV.objects.get(candidate=ali).document.experiences] == [
        "Vendeur de fruits"
    ]
    assert client.get(base + "7/").status_code == 404


def test_two_people_adding_experiences_keep_both(as_user: Any, ali: Candidate) -> None:
    cv = candidates.draft_cv(ali, experiences=[])
    client, url = as_user(ali.user), "/mon-espace/cv/experiences/nouvelle/"
    opened = hidden(client.get(url))
    save_cv_section(
        cv,
        section="experiences",
        value=[{"title": "Jardinier"}],
        version=cv.version,
        by=candidates.team_member_of(ali.zone),
    )
    assert client.post(url, opened | {"title": "Peintre"}).status_code == 302
    assert {e.title for e in CV.objects.get(candidate=ali).document.experiences} == {
        "Jardinier",
        "Peintre",
    }


def test_photo_is_taken_or_refused_in_words(as_user: Any, ali: Candidate) -> None:
    client, url = as_user(ali.user), "/mon-espace/cv/photo/"
    refused = client.post(
        url, {"photo": SimpleUploadedFile("moi.jpg", b"not a picture", "image/jpeg")}
    )
    assert "n’est pas une photo" in refused.content.decode()
    assert "dans votre téléphone" in client.post(url, {}).content.decode()
    client.post(
        url,
        {
            "photo": SimpleUploadedFile(
                "moi.jpg", candidates.drawn_photo(), "image/jpeg"
            )
        },
    )
    cv = CV.objects.get(candidate=ali)
    assert "moi" not in cv.photo.name
    seen = client.get(f"/mon-espace/cv/photo/{cv.code}.jpg")
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert (
        as_user(candidates.candidate().user)
        .get(f"/mon-espace/cv/photo/{cv.code}.jpg")
        .status_code
        == 404
    )
    client.post("/mon-espace/cv/photo/retirer/")
    assert not CV.objects.get(candidate=ali).photo


def test_before_sending_the_page_says_what_is_missing_and_leads_there(
    as_user: Any, ali: Candidate
) -> None:
    client = as_user(ali.user)
    page = client.get("/mon-espace/cv/")
    to_send = page.content.decode().split('id="envoyer"')[1]
    assert [title for title, _url in page.context["missing"]] == [
        "Mes atouts",
        "Le travail que je cherche",
        "Ma phrase",
    ]
    for section in ("strengths", "goals", "tagline"):
        assert f'href="/mon-espace/cv/question/{section}/"' in to_send
    assert 'action="/mon-espace/cv/envoyer/"' not in to_send
    candidates.draft_cv(ali)
    to_send = client.get("/mon-espace/cv/").content.decode().split('id="envoyer"')[1]
    assert 'action="/mon-espace/cv/envoyer/"' in to_send
    assert "question/" not in to_send


def test_a_refusal_without_a_form_leads_back(as_user: Any, ali: Candidate) -> None:
    client = as_user(ali.user)
    came_from = {"HTTP_REFERER": "http://testserver/mon-espace/cv/?x=1"}
    refused = client.post("/mon-espace/cv/envoyer/", **came_from)
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert 'href="/mon-espace/cv/?x=1"' in shown
    assert 'href="/mes-espaces/"' in shown
    for elsewhere in (
        "https://ailleurs.example/mon-espace/cv/",
        "http://testserver/mon-espace/cv/envoyer/",
        "http://testserver//ailleurs.example/",
        "http://[x",
        "",
    ):
        shown = client.post(
            "/mon-espace/cv/envoyer/", HTTP_REFERER=elsewhere
        ).content.decode()
        assert "page d’avant" not in shown
        assert 'href="/mes-espaces/"' in shown


def test_sent_then_read_only_then_taken_back(as_user: Any, ali: Candidate) -> None:
    client = as_user(ali.user)
    # It says what is missing.
    assert client.post("/mon-espace/cv/envoyer/").status_code == 409
    candidates.draft_cv(ali)
    key = {"_once": "one-key-for-two-clicks"}
    assert (
        client.post("/mon-espace/cv/envoyer/", key).url
        == client.post("/mon-espace/cv/envoyer/", key).url
    )
    assert "L’équipe lit votre CV" in client.get("/mon-espace/cv/").content.decode()
    assert client.get("/mon-espace/cv/question/tagline/").status_code == 302
    client.post("/mon-espace/cv/reprendre/")
    assert client.get("/mon-espace/cv/question/tagline/").status_code == 200


def test_what_the_team_asks_is_beside_the_question(
    as_user: Any, ali: Candidate
) -> None:
    cv = candidates.draft_cv(ali)
    team = candidates.team_member_of(ali.zone)
    submit_cv(cv, by=ali.user)
    request_cv_changes(cv, comments=[("tagline", "Plus court ?")], by=team)
    client = as_user(ali.user)
    for url in ("/mon-espace/", "/mon-espace/cv/", "/mon-espace/cv/question/tagline/"):
        assert (
            "retouche" in client.get(url).content.decode()
            or "Plus court" in client.get(url).content.decode()
        )
    assert (
        "Plus court"
        not in client.get("/mon-espace/cv/question/story/").content.decode()
    )


def test_others_find_nothing_here(as_user: Any, ali: Candidate) -> None:
    for stranger in (accounts.user(), candidates.team_member_of(ali.zone)):
        assert as_user(stranger).get("/mon-espace/cv/").status_code == 404


class TestTradesInAList:
    URL = "/mon-espace/cv/metiers/"

    def test_a_trade_is_found_and_taken_with_its_code(self, as_user: Any) -> None:
        cv = candidates.draft_cv(goals=[])
        page = as_user(cv.candidate.user)
        assert (
            f'href="{self.URL}?pour=1"'
            in page.get("/mon-espace/cv/question/goals/").content.decode()
        )
        found = page.get(self.URL, {"q": "soudeuze", "pour": "1"}).content.decode()
        assert 'value="soudeuse"' in found
        values = {"code": "H2913", "name": "soudeuse", "pour": "1"}
        back = page.post(f"{self.URL}choisir/", values, follow=True).content.decode()
        assert 'value="soudeuse"' in back
        cv.refresh_from_db()
        assert cv.content["goals"] == [
            {"family": "industry", "occupation": "soudeuse", "rome": "H2913"}
        ]

    def test_the_list_opens_on_what_is_written_already(self, as_user: Any) -> None:
        cv = candidates.draft_cv(
            goals=[{"family": "industry", "occupation": "soudeur", "rome": ""}]
        )
        assert (
            "chef soudeur" in as_user(cv.candidate.user).get(self.URL).content.decode()
        )

    @pytest.mark.parametrize(
        ("language", "typed", "name"),
        [("ar", "خباز", "خبّاز"), ("en", "baker", "baker")],
    )
    def test_a_cv_in_another_language_takes_the_name_in_that_language(
        self, as_user: Any, language: str, typed: str, name: str
    ) -> None:
        cv = candidates.draft_cv(candidates.candidate(language=language), goals=[])
        assert cv.language == language
        page = as_user(cv.candidate.user)
        with override(language):
            base = reverse("candidate:trades")
            pick = reverse("candidate:pick_trade")
        found = page.get(base, {"q": typed}).content.decode()
        assert f'value="{name}"' in found
        assert "boulanger" not in found
        assert 'lang="fr"' not in found.partition("<main")[2].partition("</main>")[0]
        back = page.post(pick, {"code": "D1102", "name": name}, follow=True)
        assert name in back.content.decode()
        cv.refresh_from_db()
        assert cv.content["goals"][0] == {
            "family": "craft",
            "occupation": name,
            "rome": "D1102",
        }

    def test_the_reader_reads_the_trade_above_the_french_names_of_a_french_cv(
        self, as_user: Any
    ) -> None:
        cv = candidates.draft_cv(goals=[])
        with override("ar"):
            base = reverse("candidate:trades")
        found = as_user(cv.candidate.user).get(base, {"q": "خباز"}).content.decode()
        assert "<h3>خبّاز</h3>" in found
        assert '<bdi lang="fr" dir="ltr">boulangère</bdi>' in found
        assert "القائمة الرسمية" not in found  # no name for want of another

    def test_a_trade_without_a_name_in_that_language_is_said_to_be_in_french(
        self, as_user: Any
    ) -> None:
        add_trade_labels([("K9999", "Fée du logis")])
        cv = candidates.draft_cv(candidates.candidate(language="ar"), goals=[])
        with override("ar"):
            base = reverse("candidate:trades")
            said = gettext("Ces noms sont ceux de la liste officielle, en français.")
        found = (
            as_user(cv.candidate.user).get(base, {"q": "fée logis"}).content.decode()
        )
        assert '<bdi lang="fr" dir="ltr">fée du logis</bdi>' in found
        assert said in found

    def test_words_that_are_no_trade_of_the_list_are_not_taken(
        self, as_user: Any
    ) -> None:
        cv = candidates.draft_cv(goals=[])
        page = as_user(cv.candidate.user)
        for values in (
            {"code": "H2913", "name": "roi"},
            {"code": "", "name": "soudeur"},
            {},
        ):
            assert page.post(f"{self.URL}choisir/", values).status_code == 404
        cv.refresh_from_db()
        assert cv.content["goals"] == []

    def test_nothing_is_taken_while_the_team_reads(self, as_user: Any) -> None:
        cv = candidates.draft_cv(
            goals=[{"family": "food", "occupation": "cuisinier", "rome": ""}]
        )
        submit_cv(cv, by=cv.candidate.user)
        values = {"code": "H2913", "name": "soudeur", "pour": "x"}
        answer = as_user(cv.candidate.user).post(
            f"{self.URL}choisir/", values, follow=True
        )
        assert "L’équipe relit ce CV" in answer.content.decode()
        cv.refresh_from_db()
        assert cv.content["goals"][0]["occupation"] == "cuisinier"


def test_a_person_says_in_which_language_their_cv_is(
    as_user: Any, ali: Candidate
) -> None:
    browser = as_user(ali.user)
    page = browser.get("/ar/mon-espace/cv/").content.decode()
    assert "/ar/mon-espace/cv/langue/" in page
    form = browser.get("/ar/mon-espace/cv/langue/").content.decode()
    assert 'value="fr" selected' in form
    answer = browser.post("/ar/mon-espace/cv/langue/", {"language": "ar"}, follow=True)
    assert CV.objects.get(candidate=ali).language == "ar"
    question = browser.get("/ar/mon-espace/cv/question/tagline/").content.decode()
    assert re.search(r'<textarea[^>]* lang="ar"|<input[^>]* lang="ar"', question)
    assert "العربية" in answer.content.decode() or "عربي" in answer.content.decode()


def test_the_language_of_a_translation_is_refused_on_the_field(
    as_user: Any, ali: Candidate
) -> None:
    cv = CV.objects.get(candidate=ali)
    start_translation(cv, language="en", by=ali.user)
    answer = as_user(ali.user).post("/mon-espace/cv/langue/", {"language": "en"})
    assert "Ce CV a déjà une traduction dans cette langue." in answer.content.decode()
    assert CV.objects.get(candidate=ali).language == "fr"
