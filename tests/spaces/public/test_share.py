"""« Partager »: plain forms whose presses are counted, without following anybody."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from entremise.sharing.actions.links import PUBLIC_CHANNELS, ensure_share_links
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareEvent, ShareLink
from entremise.spaces.public.views.cv import rendering_version
from tests.factories import candidates
from tests.factories.sharing import ROBOTS, button_headers, share_link
from tests.kit.pages import on_one_line
from tests.kit.worlds import world

NETWORKS = {
    "linkedin": "www.linkedin.com",
    "whatsapp": "wa.me",
    "facebook": "www.facebook.com",
    "x": "twitter.com",
    "email": "",
    "sms": "",
}


@world
def ali():
    return candidates.published_cv(candidates.candidate(first_name="Ali"))


def test_the_sheet_works_without_script_and_shows_the_preview(page, ali):
    response = page.get(f"/cv/{ali.code}/partager/")
    html = response.content.decode()
    assert "<script" not in html
    assert not response.cookies
    assert f"/cv/{ali.code}/apercu-{rendering_version(ali)}.fr.jpg" in html
    assert html.count('name="tone"') == 3
    for channel in NETWORKS:
        assert f'formaction="/cv/{ali.code}/partager/{channel}/"' in html
    assert f"?s={share_link(ali, ShareChannel.COPY).token}" in html


def test_only_this_page_may_send_a_form_elsewhere(page, ali):
    policy = page.get(f"/cv/{ali.code}/partager/").headers["Content-Security-Policy"]
    allowed = re.search(r"form-action ([^;]+)", policy)[1].split()
    assert "https://www.linkedin.com" in allowed
    assert "*" not in allowed
    assert "https:" not in allowed
    assert (
        "form-action 'self';"
        in page.get(f"/cv/{ali.code}/").headers["Content-Security-Policy"]
    )


@pytest.mark.parametrize("channel", NETWORKS)
def test_a_press_is_counted_then_leads_to_the_network(page, ali, channel):
    response = page.post(
        f"/cv/{ali.code}/partager/{channel}/", {"tone": "warm"}, **button_headers()
    )
    assert response.status_code == 303
    assert not response.cookies
    door = urlsplit(response.headers["Location"])
    assert door.netloc == NETWORKS[channel]
    address = f"{settings.SITE_URL}/cv/{ali.code}/?s={share_link(ali, channel).token}"
    said = [value for values in parse_qs(door.query).values() for value in values]
    assert any(address in value for value in said)
    if channel not in ("linkedin", "facebook"):
        assert any("Je vous présente Ali" in value for value in said)
    assert ShareEvent.objects.get().link.channel == channel


def test_pressed_again_the_same_day_counts_once(page, ali):
    for _ in range(3):
        page.post(f"/cv/{ali.code}/partager/linkedin/", **button_headers())
    page.post(f"/cv/{ali.code}/partager/whatsapp/", **button_headers())
    page.post(
        f"/cv/{ali.code}/partager/linkedin/", **button_headers(address="198.51.100.9")
    )
    assert ShareEvent.objects.count() == 3


def test_the_link_is_the_same_for_everybody(page, ali):
    one = page.post(f"/cv/{ali.code}/partager/linkedin/", **button_headers()).headers[
        "Location"
    ]
    other = page.post(
        f"/cv/{ali.code}/partager/linkedin/", **button_headers(address="198.51.100.9")
    ).headers["Location"]
    assert one == other
    assert ShareLink.objects.filter(candidate=ali.candidate).count() == len(
        PUBLIC_CHANNELS
    )


def test_copy_comes_back_with_the_link(page, ali):
    response = page.post(f"/cv/{ali.code}/partager/copy/", **button_headers())
    assert response.url == f"/cv/{ali.code}/partager/?lien=1#lien"
    assert "Le lien est prêt" in page.get(response.url).content.decode()
    assert ShareEvent.objects.get().link.channel == "copy"


def test_print_leads_to_a_card(page, ali):
    response = page.post(
        f"/cv/{ali.code}/partager/print/", **button_headers(), follow=True
    )
    assert response.content.startswith(b"%PDF-")
    assert ShareEvent.objects.get().link.channel == "print"


@pytest.mark.parametrize(
    ("channel", "door", "begins"),
    [("poster", "affiche.pdf", b"%PDF-"), ("screen", "ecran.jpg", b"\xff\xd8\xff")],
)
def test_a_paper_is_counted_then_given(page, ali, channel, door, begins):
    response = page.post(f"/cv/{ali.code}/partager/{channel}/", **button_headers())
    assert response.url == f"/cv/{ali.code}/{door}"
    assert page.get(response.url).content.startswith(begins)
    assert ShareEvent.objects.get().link.channel == channel


def test_no_paper_without_a_yes_to_one(page, db):
    """What is printed cannot be called back: the person chose a page, and nothing to print."""
    shown = candidates.published_cv(
        candidates.candidate(first_name="Ali"), channels=("page",)
    )
    html = page.get(f"/cv/{shown.code}/partager/").content.decode()
    assert "Sur papier" not in html
    assert "De la main à la main" in html
    for name in (
        "carte.pdf",
        "affiche.pdf",
        "ecran.jpg",
        f"papier-{shown.rendering_key}.affiche.jpg",
    ):
        assert page.get(f"/cv/{shown.code}/{name}").status_code == 404
    for channel in ("print", "poster", "screen"):
        assert (
            page.post(
                f"/cv/{shown.code}/partager/{channel}/", **button_headers()
            ).status_code
            == 404
        )
    assert not ShareEvent.objects.exists()


def test_each_paper_is_shown_small(page, ali):
    html = on_one_line(page.get(f"/cv/{ali.code}/partager/").content.decode())
    pictures = re.findall(
        r'<img src="([^"]+papier-[^"]+)" alt="" width="(\d+)" height="(\d+)"', html
    )
    assert len(pictures) == 3
    for address, width, height in pictures:
        image = Image.open(io.BytesIO(page.get(address).content))
        assert image.size == (int(width), int(height))
    assert "Après cette date, retirez-les" in html


def test_links_to_share_are_in_no_tag_that_machines_keep(page, ali):
    """One address for the networks: previews are made once, and no channel counts for another."""
    token = share_link(ali, "linkedin").token
    html = page.get(f"/cv/{ali.code}/?s={token}", **button_headers()).content.decode()
    head = html.partition("</head>")[0]
    assert f'<link rel="canonical" href="{settings.SITE_URL}/cv/{ali.code}/">' in head
    assert (
        f'<meta property="og:url" content="{settings.SITE_URL}/cv/{ali.code}/">' in head
    )
    assert not [
        known
        for known in ShareLink.objects.values_list("token", flat=True)
        if known in head
    ]
    sheet = page.get(f"/cv/{ali.code}/partager/?s={token}").content.decode()
    assert "?s=" not in sheet.partition("</head>")[0]


def test_each_channel_has_a_link_of_its_own_that_says_nothing(ali):
    tokens = ShareLink.objects.filter(candidate=ali.candidate).values_list(
        "token", flat=True
    )
    assert len(set(tokens)) == len(tokens) >= 13
    assert all(re.fullmatch(r"[\w-]{8}", token) for token in tokens)


def test_an_unknown_channel_leads_nowhere(page, ali):
    for channel in ("myspace", "https", "LINKEDIN", "embed", "feed", "digest"):
        assert (
            page.post(
                f"/cv/{ali.code}/partager/{channel}/", **button_headers()
            ).status_code
            == 404
        )


def test_looking_at_a_button_does_nothing(page, ali):
    assert page.get(f"/cv/{ali.code}/partager/linkedin/").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "", "HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_SEC_FETCH_SITE": ""},
    ],
)
def test_a_press_made_on_another_site_is_not_counted(page, ali, headers):
    response = page.post(
        f"/cv/{ali.code}/partager/linkedin/", **(button_headers() | headers)
    )
    assert response.status_code == 303
    assert not ShareEvent.objects.exists()


def test_an_old_browser_is_known_by_its_referer(page, ali):
    headers = button_headers() | {
        "HTTP_SEC_FETCH_SITE": "",
        "HTTP_REFERER": f"{settings.SITE_URL}/cv/{ali.code}/partager/",
    }
    page.post(f"/cv/{ali.code}/partager/linkedin/", **headers)
    assert ShareEvent.objects.count() == 1


def test_machines_press_for_nothing(page, ali):
    for user_agent in ROBOTS:
        page.post(f"/cv/{ali.code}/partager/linkedin/", **button_headers(user_agent))
        assert not ShareEvent.objects.exists(), user_agent


def test_no_csrf_cookie_is_asked_of_a_passer_by(ali):
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(
            f"/cv/{ali.code}/partager/linkedin/", **button_headers()
        ).status_code
        == 303
    )


def test_links_missing_are_made(page, ali):
    ShareLink.objects.all().delete()
    page.get(f"/cv/{ali.code}/partager/")
    page.post(f"/cv/{ali.code}/partager/sms/", **button_headers())
    assert ShareLink.objects.filter(channel="sms").count() == 1
    assert ensure_share_links(ali.candidate)["sms"] == ShareLink.objects.get(
        channel="sms"
    )
