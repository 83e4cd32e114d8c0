"""CVs on other sites: embed, oEmbed, feeds; partners channel only, gone once withdrawn."""

import json
from datetime import timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.enums import GrantChannel, JobFamily
from entremise.gallery.models import ImpressionCount
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import Visit
from entremise.sharing.queries import partners
from tests.factories import accounts, candidates
from tests.factories.sharing import reader_headers, share_link
from tests.kit.pages import on_one_line
from tests.kit.queries import assert_same_queries, count_queries
from tests.kit.worlds import world

EVERYWHERE = (GrantChannel.PAGE, GrantChannel.PARTNERS)
ATOM = "{http://www.w3.org/2005/Atom}"
PLACES = ["/vitrine/?nombre=6", "/candidats/flux.xml", "/candidats/flux.json"]


def partner(first_name="Ali", zone=None, **more):
    more.setdefault("channels", EVERYWHERE)
    return candidates.published_cv(
        candidates.candidate(zone, first_name=first_name), **more
    )


@world
def ali():
    return partner(photo=True)


@world
def nadia():
    return partner(
        "Nadia",
        accounts.zone("Lyon"),
        goals=[{"family": JobFamily.FOOD, "occupation": "cuisine"}],
        languages=[{"name": "so", "level": "native"}],
    )


@world
def oumar():
    return partner("Oumar", accounts.zone("Lille"))


@world
def in_arabic():
    return candidates.published_cv_in_arabic(channels=EVERYWHERE)


def body(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


# The page to frame


def test_anybody_frames_this_page_and_no_other(page, ali):
    framed = page.get("/vitrine/")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "script-src 'none'" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    for url in (
        "/",
        "/candidats/",
        f"/cv/{ali.code}/",
        "/soutenir/",
        "/vitrine/mode-demploi/",
        "/connexion/",
        "/x/",
    ):
        other = page.get(url)
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"], url
        assert other.headers["X-Frame-Options"] == "DENY", url


def test_it_has_no_script_no_cookie_and_leads_to_the_cv(page, ali):
    response = page.get("/vitrine/", **reader_headers())
    html = response.content.decode()
    assert "<script" not in html
    assert not response.cookies
    token = share_link(ali, ShareChannel.EMBED).token
    assert (
        f'href="{settings.SITE_URL}/cv/{ali.code}/?s={token}" target="_blank" rel="noopener"'
        in html
    )
    assert "http-equiv" not in html
    assert 'http-equiv="refresh" content="300"' in body(page, "/vitrine/?ecran=1")


def test_it_is_light_with_six_photos(page):
    for number in range(6):
        partner(f"Personne{number}", photo=True)
    html = body(page, "/vitrine/?nombre=6")
    photos = [part.partition('"')[0] for part in html.split('src="')[1:]]
    assert len(photos) == 6
    weight = len(html.encode()) + sum(len(page.get(photo).content) for photo in photos)
    weight += len(
        (
            settings.LOCALE_PATHS[0].parent / "spaces/public/static/public/embed.css"
        ).read_bytes()
    )
    assert weight <= 60_000


@pytest.mark.parametrize("url", PLACES)
def test_only_who_agreed_to_it(page, ali, url):
    partner("Nadia", channels=(GrantChannel.PAGE, GrantChannel.SEARCH_ENGINES))
    shown = body(page, url)
    assert "Ali" in shown
    assert "Nadia" not in shown


@pytest.mark.parametrize("url", PLACES)
def test_who_withdraws_is_gone_at_the_next_request(page, ali, url):
    first = page.get(url)
    assert "no-cache" in first.headers["Cache-Control"]
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    second = page.get(url, HTTP_IF_NONE_MATCH=first.headers.get("ETag", '"x"'))
    assert second.status_code == 200
    assert "Ali" not in second.content.decode()


@pytest.mark.parametrize("url", PLACES)
def test_the_same_filters_everywhere(page, nadia, oumar, url):
    lyon = nadia.candidate.zone
    sign = "&" if "?" in url else "?"

    def named(**filters):
        shown = body(page, f"{url}{sign}{urlencode(filters)}")
        return [name for name in ("Nadia", "Oumar") if name in shown]

    assert (
        named(zone="lyon")
        == named(zone=lyon.code)
        == named(famille="food")
        == named(langue="so")
        == ["Nadia"]
    )
    assert named(zone="lille") == named(langue="it") == ["Oumar"]
    assert (
        named(zone="lyon", langue="it")
        == named(zone="nulle-part")
        == named(famille="\0'")
        == []
    )


@pytest.mark.parametrize("url", PLACES)
def test_in_the_language_of_the_reader_when_the_person_accepted_it(
    page, in_arabic, url
):
    arabic = (
        next(iter(partners.partner_cards([in_arabic.pk], ShareChannel.FEED)))
        .cv.translations["ar"]
        .tagline
    )
    assert arabic
    assert arabic not in body(page, url)
    assert arabic in body(page, f"/ar{url}")


@pytest.mark.parametrize("typed", ["0", "-1", "7", "x", "9" * 30, ""])
def test_any_number_is_understood(page, ali, typed):
    assert "Ali" in body(page, f"/vitrine/?{urlencode({'nombre': typed})}")


def test_everybody_has_their_turn(db):
    order, start = list(range(7)), timezone.now()
    turns = [
        partners.current_rotation(order, 3, start + n * partners.ROTATION_PERIOD)
        for n in range(7)
    ]
    assert all(len(set(turn)) == 3 for turn in turns)
    assert [sum(turn.count(pk) for turn in turns) for pk in order] == [3] * 7
    assert partners.current_rotation([1, 2], 6, start) in ([1, 2], [2, 1])
    assert partners.current_rotation([], 6, start) == []


def test_the_faces_change_with_time(page):
    for number in range(4):
        partner(f"Personne{number}")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = body(page, "/vitrine/?nombre=1")
        assert body(page, "/vitrine/?nombre=1") == first
        clock.shift(timedelta(minutes=5))
        assert body(page, "/vitrine/?nombre=1") != first


def test_being_framed_is_not_being_seen_first(page, ali):
    page.get("/vitrine/", **reader_headers(HTTP_SEC_FETCH_DEST="iframe"))
    assert not ImpressionCount.objects.exists()
    visitor = Client()
    visitor.get(
        f"/cv/{ali.code}/?s={share_link(ali, ShareChannel.EMBED).token}",
        **reader_headers(),
    )
    assert Visit.objects.get().link.channel == ShareChannel.EMBED


@pytest.mark.parametrize(
    "url", [*PLACES, "/vitrine/?nombre=6&zone=paris&famille=retail&langue=it"]
)
def test_few_questions_to_the_database(page, ali, url):
    assert_same_queries(page, url, lambda: partner(photo=True), at_most=6)


# How to


def test_the_builder_gives_what_to_copy(page, ali):
    lyon = accounts.zone("Lyon")
    said = body(page, f"/vitrine/mode-demploi/?zone={lyon.slug}&nombre=4&ecran=on")
    assert f'src="/vitrine/?zone={lyon.slug}&amp;nombre=4&amp;ecran=1"' in said
    assert (
        f"&lt;iframe src=&quot;{settings.SITE_URL}/vitrine/?zone={lyon.slug}&amp;amp;nombre=4"
        in said
    )
    assert f"{settings.SITE_URL}/candidats/flux.xml?zone={lyon.slug}" in said
    assert (
        "frame-src 'self'"
        in page.get("/vitrine/mode-demploi/").headers["Content-Security-Policy"]
    )


# oEmbed


def oembed(client, url, **more):
    return client.get("/vitrine/oembed/", {"url": url, **more})


def test_oembed_says_the_frame(page, ali):
    said = oembed(
        page,
        f"{settings.SITE_URL}/vitrine/?zone=paris&nombre=2&autre=1",
        maxwidth="320",
    ).json()
    assert said["version"] == "1.0"
    assert said["type"] == "rich"
    assert (said["width"], said["height"]) == (320, 460)
    assert f'src="{settings.SITE_URL}/vitrine/?zone=paris&amp;nombre=2"' in said["html"]
    assert "autre" not in said["html"]
    assert "<script" not in said["html"]


def test_oembed_in_xml_and_for_the_gallery(page, ali):
    response = oembed(page, f"{settings.SITE_URL}/candidats/?metier=food", format="xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == "oembed"
    assert root.findtext("type") == "rich"
    assert "famille=food" in root.findtext("html")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://ailleurs.test/vitrine/",
        "/vitrine/",
        f"{settings.SITE_URL}/equipe/",
        f"{settings.SITE_URL}/?x",
    ],
)
def test_oembed_of_something_else_is_not_found(page, url):
    page.lint = False
    assert oembed(page, url).status_code == 404


def test_oembed_knows_two_formats(page):
    assert (
        oembed(page, f"{settings.SITE_URL}/vitrine/", format="yaml").status_code == 501
    )


def test_pages_announce_what_can_be_embedded(page, ali):
    for url in ("/vitrine/?nombre=2", "/vitrine/mode-demploi/", "/candidats/"):
        said = body(page, url)
        assert 'type="application/json+oembed"' in said, url
        assert 'type="application/atom+xml"' in said, url
        address = (
            on_one_line(said).partition('json+oembed" href="')[2].partition('"')[0]
        )
        found = page.get(address.replace("&amp;", "&").removeprefix(settings.SITE_URL))
        assert found.json()["type"] == "rich", url


# Feeds


def test_the_atom_feed_is_well_formed_and_says_who(page, ali):
    response = page.get("/candidats/flux.xml")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    assert all(root.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{settings.SITE_URL}/cv/{ali.code}/"
    assert (
        entry.find(f"{ATOM}link")
        .get("href")
        .endswith(f"?s={share_link(ali, ShareChannel.FEED).token}")
    )
    assert "Ali" in entry.findtext(f"{ATOM}title")
    assert "conseiller clientèle" in entry.findtext(f"{ATOM}summary")


def test_the_json_feed_follows_its_version(page, ali):
    said = json.loads(page.get("/candidats/flux.json").content)
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "items"} <= set(said)
    assert said["items"][0]["id"] == f"{settings.SITE_URL}/cv/{ali.code}/"
    assert said["items"][0]["content_text"]


@pytest.mark.parametrize("url", PLACES[1:])
def test_a_feed_carries_no_picture_and_is_asked_again(page, ali, url):
    first = page.get(url)
    assert "photo" not in first.content.decode()
    assert "jpg" not in first.content.decode()
    assert not first.cookies
    again = page.get(url, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.status_code == 304
    assert again.content == b""
    partner("Nadia")
    assert page.get(url, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_an_empty_feed_is_still_a_feed(page, db):
    root = ElementTree.fromstring(page.get("/candidats/flux.xml").content)
    assert root.findtext(f"{ATOM}updated")
    assert root.find(f"{ATOM}entry") is None
    with count_queries() as few:
        page.get("/candidats/flux.json")
    assert len(few) <= 6
