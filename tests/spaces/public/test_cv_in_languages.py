"""The public page of a CV in each published language.

Structured data says no more than the page.
"""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from entremise.candidates.actions.consent import (
    publish_translation,
    unpublish_translation,
    withdraw_cv,
)
from entremise.candidates.actions.translations import (
    approve_translation,
    submit_translation,
)
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.queries.publications import published_cv
from tests.factories import candidates as make
from tests.factories.sharing import NETWORKS
from tests.kit.pages import on_one_line
from tests.kit.queries import count_queries
from tests.kit.worlds import world

ALL = tuple(GrantChannel.values)


@world
def ali():
    person = make.candidate(first_name="Ali", last_name="Haddad")
    return make.published_cv_in_arabic(person, photo=True, channels=ALL)


def test_read_in_the_language_chosen_with_a_link_to_the_other(page, ali):
    french = on_one_line(page.get(f"/cv/{ali.code}/").content.decode())
    assert (
        f'<a href="/ar/cv/{ali.code}/ar/" hreflang="ar" lang="ar" dir="rtl">العربية</a>'
        in french
    )
    arabic = on_one_line(page.get(f"/ar/cv/{ali.code}/ar/").content.decode())
    assert '<article class="cv cv--short" lang="ar" dir="rtl"' in arabic
    assert "عربي Je sais mettre" in arabic
    assert (
        f'href="/cv/{ali.code}/" hreflang="fr" lang="fr" dir="ltr">français</a>'
        in arabic
    )
    assert f"/cv/{ali.code}/cv.ar.pdf" in arabic
    assert "partager/?langue=ar" in arabic


def test_a_text_from_right_to_left_stays_so_in_a_page_of_another_language(page, db):
    publication = make.published_cv()
    person = publication.candidate
    team = make.team_member_of(person.zone)
    text = submit_translation(make.translated_cv(person, "prs"), by=person.user)
    read = approve_translation(text, version=text.version, by=team)
    options = {
        "consent_version": publication.grant.consent_version,
        "language": "fr",
        "by": person.user,
    }
    publish_translation(person, translation=read.code, **options)
    html = on_one_line(page.get(f"/cv/{publication.code}/prs/").content.decode())
    assert '<html lang="fr" dir="ltr">' in html
    assert 'lang="prs" dir="rtl"' in html
    assert 'h2 lang="fr"' in html  # our own words are not in Dari
    assert page.get(f"/cv/{publication.code}/cv.prs.pdf").status_code == 200


def test_addresses_of_the_languages_for_search_engines(page, ali):
    first, arabic = (
        f"{settings.SITE_URL}/cv/{ali.code}/",
        f"{settings.SITE_URL}/ar/cv/{ali.code}/ar/",
    )
    for url, canonical in (
        (f"/cv/{ali.code}/", first),
        (f"/cv/{ali.code}/ar/", arabic),
        (arabic, arabic),
    ):
        html = page.get(url.removeprefix(settings.SITE_URL)).content.decode()
        assert re.search(r'rel="canonical" href="([^"]+)"', html)[1] == canonical
        alternates = dict(
            re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html)
        )
        assert alternates == {"fr": first, "x-default": first, "ar": arabic}


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("language", ["", "ar/"])
def test_networks_read_the_tags_at_once_in_the_language_of_the_text(
    page, ali, network, language
):
    response = page.get(
        f"/cv/{ali.code}/{language}", headers={"user-agent": NETWORKS[network]}
    )
    assert response.status_code == 200
    assert not response.cookies
    head = response.content[:10_000].decode(errors="ignore")
    assert "</head>" in head
    tags = dict(
        re.findall(
            r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', head
        )
    )
    assert tags["og:locale"] == ("ar_AR" if language else "fr_FR")
    assert ("عربي" in tags["og:description"]) is bool(language)
    assert tags["og:image"].endswith(".ar.jpg" if language else ".fr.jpg")
    picture = page.get(
        tags["og:image"].removeprefix(settings.SITE_URL),
        headers={"user-agent": NETWORKS[network]},
    )
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/jpeg"


def test_a_language_never_accepted_or_withdrawn_leads_to_the_first_text(page, ali):
    assert page.get(f"/cv/{ali.code}/en/").url == f"/cv/{ali.code}/"
    assert page.get(f"/cv/{ali.code}/fr/").url == f"/cv/{ali.code}/"
    pdf = page.get(f"/cv/{ali.code}/cv.ar.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    unpublish_translation(ali.candidate, language="ar", by=ali.candidate.user)
    assert page.get(f"/cv/{ali.code}/ar/").status_code == 302
    assert page.get(f"/cv/{ali.code}/cv.ar.pdf").status_code == 302
    assert (
        "العربية"
        not in page.get(f"/cv/{ali.code}/")
        .content.decode()
        .split("</main>")[0]
        .split("<main")[1]
    )
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert page.get(f"/cv/{ali.code}/ar/").status_code == 410


def test_no_more_queries_in_another_language(page, ali):
    for url in (f"/cv/{ali.code}/", f"/cv/{ali.code}/ar/"):
        with count_queries() as asked:
            page.get(url)
        assert len(asked) <= 6, [q["sql"] for q in asked.captured_queries]


class Microdata(HTMLParser):
    """The words under each itemprop, as a search engine reads them."""

    def __init__(self, html):
        super().__init__()
        self.said, self.open, self.types = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if "itemtype" in named:
            self.types.append(named["itemtype"])
        if tag not in ("img", "meta", "link", "br", "input"):
            name = named.get("itemprop")
            self.open.append([tag, name, ""])

    def handle_data(self, data):
        for entry in self.open:
            entry[2] += data

    def handle_endtag(self, tag):
        while self.open:
            name = self.open.pop()
            if name[1]:
                self.said.append((name[1], " ".join(name[2].split())))
            if name[0] == tag:
                break


def test_search_engines_are_told_what_is_granted_word_by_word(page, ali):
    shown = published_cv(ali.code)
    for language, cv in (("", shown), ("ar/", shown.in_language("ar"))):
        read = Microdata(page.get(f"/cv/{ali.code}/{language}").content.decode())
        assert read.types == ["https://schema.org/Person", "https://schema.org/Demand"]
        said = {
            name: [words for n, words in read.said if n == name]
            for name, _words in read.said
        }
        assert set(said) == {
            "name",
            "seeks",
            "description",
            "knowsAbout",
            "knowsLanguage",
        }
        assert cv.name in said["name"]
        assert said["description"] == [cv.content.tagline]
        assert said["knowsAbout"] == [*cv.content.strengths, *cv.content.skills]
        assert len(said["knowsLanguage"]) == len(cv.content.languages)
        assert not any("Haddad" in words or "@" in words for _name, words in read.said)


def test_search_engines_are_told_nothing_unless_they_were_granted(page, db):
    publication = make.published_cv(channels=("page", "pdf"))
    html = page.get(f"/cv/{publication.code}/").content.decode()
    assert "itemprop" not in html
    assert "schema.org" not in html


def test_no_way_to_reach_the_person_in_the_page(page, db):
    person = make.candidate(phone="+33612345678")
    publication = make.published_cv_in_arabic(
        person, channels=ALL, fields=tuple(GrantField.values)
    )
    for url in (f"/cv/{publication.code}/", f"/cv/{publication.code}/ar/"):
        html = page.get(url).content.decode()
        assert person.email not in html
        assert "612345678" not in html.replace(" ", "")
        assert "tel:" not in html
