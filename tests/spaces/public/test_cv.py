"""The public page of a CV, and its files."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image

from entremise.candidates.actions.consent import publish_cv, unpublish_cv, withdraw_cv
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import GrantChannel, GrantField, PublicationEndReason
from entremise.sharing.models import ShareEvent, Visit
from entremise.spaces.public.views.cv import rendering_version
from tests.factories import candidates
from tests.factories.sharing import ROBOTS, reader_headers, share_link
from tests.kit.pages import on_one_line
from tests.kit.queries import count_queries
from tests.kit.worlds import world

ALL = tuple(GrantChannel.values)


def addresses(publication):
    code, rendering = publication.code, publication.rendering_key
    return {
        "page": f"/cv/{code}/",
        "photo": f"/cv/{code}/photo-{rendering}.grande.jpg",
        "small": f"/cv/{code}/photo-{rendering}.petite.jpg",
        "preview": f"/cv/{code}/apercu-{rendering_version(publication)}.fr.jpg",
        "pdf": f"/cv/{code}/cv.pdf",
        "card": f"/cv/{code}/carte.pdf",
        "share": f"/cv/{code}/partager/",
    }


@world
def ali():
    person = candidates.candidate(first_name="Ali", last_name="Haddad")
    return candidates.published_cv(person, photo=True, channels=ALL)


def test_shows_what_makes_one_want_to_meet(page, ali):
    html = page.get(f"/cv/{ali.code}/").content.decode()
    for words in (
        "Ali",
        "J’aimerais travailler comme conseiller clientèle, à Paris.",
        "Je sais mettre les gens à l’aise.",
        "Patient",
        "arabe",
        "langue maternelle",
        "Vendeur au marché",
        "J’ai quitté mon pays",
        "Partager",
    ):
        assert words in html
    assert "Haddad" not in html  # not granted
    assert ali.candidate.email not in html


def test_six_queries_at_most_and_no_cookie_nor_script(page, ali):
    with count_queries() as asked:
        response = page.get(f"/cv/{ali.code}/")
    assert len(asked) <= 6, [q["sql"] for q in asked.captured_queries]
    assert not response.cookies
    assert b"<script" not in response.content
    assert not re.findall(
        rb'(?:src|href)="(?!http://127\.0\.0\.1|/|#|mailto:)[^"]+"', response.content
    )


def test_a_hundred_kilobytes_with_the_photo_in_six_requests(page, ali):
    response = page.get(f"/cv/{ali.code}/")
    html = response.content.decode()
    fetched = set(
        re.findall(
            r'<(?:link rel="(?:stylesheet|icon|manifest)"[^>]*href|img[^>]*src)="([^"]+)"',
            html,
        )
    )
    assert len(fetched) + 1 <= 6, fetched
    assert [url for url in fetched if "photo-" in url]
    weight = len(response.content) + sum(
        len(b"".join(page.get(url))) for url in fetched
    )
    assert weight <= 100_000, weight


def test_says_itself_to_the_networks_in_the_first_ten_kilobytes(page, ali):
    response = page.get(
        f"/cv/{ali.code}/?s=AbCd1234", headers={"user-agent": "LinkedInBot/1.0"}
    )
    head = response.content[:10_000].decode()
    assert head.index("</head>")
    tags = dict(
        re.findall(
            r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', head
        )
    )
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', head)[1]
    assert tags["og:url"] == canonical == f"{settings.SITE_URL}/cv/{ali.code}/"
    assert tags["og:title"] == "Ali\u00a0: conseiller clientèle, 3 langues, Paris"
    assert len(tags["og:description"]) <= 150
    assert tags["og:image"] == settings.SITE_URL + addresses(ali)["preview"]
    assert (tags["og:image:width"], tags["og:image:height"], tags["twitter:card"]) == (
        "1200",
        "630",
        "summary_large_image",
    )
    assert "AbCd1234" not in canonical


def test_every_picture_says_its_size(page, ali):
    for image in re.findall(
        r"<img[^>]+>", page.get(f"/cv/{ali.code}/").content.decode()
    ):
        assert 'width="' in image
        assert 'height="' in image


@pytest.mark.parametrize(
    ("channels", "robots"),
    [
        (("page",), "noindex, nofollow, noarchive"),
        (("page", "search_engines"), "index, follow, noarchive"),
    ],
)
def test_hidden_from_search_engines_unless_granted(page, channels, robots):
    publication = candidates.published_cv(channels=channels)
    assert page.get(f"/cv/{publication.code}/").headers["X-Robots-Tag"] == robots
    found = publication.code in page.get("/sitemap.xml").content.decode()
    assert found is ("search_engines" in channels)


def test_the_text_of_a_cv_keeps_its_language(page, ali):
    html = page.get(f"/ar/cv/{ali.code}/").content.decode()
    assert '<article class="cv cv--short" lang="fr" dir="ltr"' in on_one_line(html)


def test_nothing_is_kept_by_anyone_without_asking_again(page, ali):
    for url in addresses(ali).values():
        policy = page.get(url).headers["Cache-Control"]
        assert "private" in policy
        assert "max-age=0" in policy
        assert "must-revalidate" in policy


def test_a_copy_is_good_until_it_is_not(page, ali):
    url = addresses(ali)["photo"]
    etag = page.get(url).headers["ETag"]
    assert page.get(url, headers={"if-none-match": etag}).status_code == 304
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert page.get(url, headers={"if-none-match": etag}).status_code == 410


@pytest.mark.parametrize(
    "reason", [PublicationEndReason.WITHDRAWN, PublicationEndReason.HIRED]
)
def test_withdrawn_everything_is_gone_at_once(page, ali, reason):
    urls = addresses(ali)
    assert all(page.get(url).status_code == 200 for url in urls.values())
    if reason == PublicationEndReason.WITHDRAWN:
        withdraw_cv(ali.candidate, by=ali.candidate.user)
    else:
        unpublish_cv(
            ali.candidate,
            reason=reason,
            by=candidates.team_member_of(ali.candidate.zone),
        )
    others = candidates.published_cv(candidates.candidate(first_name="Mariam"))
    for name, url in urls.items():
        response = page.get(url)
        assert response.status_code == 410, name
        assert b"Ali" not in response.content
        assert b"Mariam" in response.content
    assert ali.code not in page.get("/sitemap.xml").content.decode()
    assert others.code in page.get("/candidats/").content.decode()
    assert ali.code not in page.get("/candidats/").content.decode()
    assert ali.code not in page.get("/").content.decode()


def test_over_on_its_day_without_any_job(page, ali, time_machine):
    time_machine.move_to(ali.grant.until)
    assert page.get(f"/cv/{ali.code}/").status_code == 410


def test_an_unknown_code_is_not_found(page, db):
    for url in (
        "/cv/AbCdEfGhIjKlMnOpQrStUv/",
        "/cv/x/",
        "/cv/x/cv.pdf",
        "/cv/x/partager/",
        "/cv/x/photo-y.grande.jpg",
    ):
        assert page.get(url).status_code == 404


def test_photo_only_if_granted(page, db):
    publication = candidates.published_cv(channels=ALL)
    assert page.get(addresses(publication)["photo"]).status_code == 404
    assert b"/photo-" not in page.get(f"/cv/{publication.code}/").content


def test_photo_in_two_light_sizes(page, ali):
    for name, size, weight in (
        ("photo", (640, 800), 60_000),
        ("small", (320, 400), 24_000),
    ):
        response = page.get(addresses(ali)[name])
        assert Image.open(io.BytesIO(response.content)).size == size
        assert len(response.content) <= weight
    assert (
        page.get(f"/cv/{ali.code}/photo-{ali.rendering_key}.enorme.jpg").status_code
        == 404
    )


def test_pdf_only_if_granted(page, db):
    publication = candidates.published_cv(channels=("page",))
    assert page.get(addresses(publication)["pdf"]).status_code == 404
    assert b"cv.pdf" not in page.get(f"/cv/{publication.code}/").content


def test_an_older_address_leads_to_what_is_agreed_today(page, ali):
    old = addresses(ali)["preview"]
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    publication = publish_cv(
        ali.candidate,
        snapshot=ali.snapshot,
        fields=(),
        channels=("page",),
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=ali.candidate.user,
    )
    assert publication.rendering_key != ali.rendering_key
    response = page.get(old)
    assert response.status_code == 302
    assert response.url == addresses(publication)["preview"]


def test_a_reader_is_counted_once_a_day(page, ali):
    for _ in range(3):
        page.get(f"/cv/{ali.code}/", **reader_headers())
    page.get(f"/cv/{ali.code}/", **reader_headers(address="198.51.100.4"))
    assert Visit.objects.filter(candidate=ali.candidate).count() == 2


def test_the_link_that_brought_somebody_is_known_and_goes_along(page, ali):
    shared = share_link(ali)
    html = page.get(
        f"/cv/{ali.code}/?s={shared.token}", **reader_headers()
    ).content.decode()
    assert Visit.objects.get().link == shared
    assert f"/cv/{ali.code}/partager/?s={shared.token}" in html


def test_somebody_elses_link_brings_nothing(page, ali):
    other = share_link(candidates.published_cv())
    page.get(f"/cv/{ali.code}/?s={other.token}", **reader_headers())
    assert Visit.objects.get().link is None


def test_machines_are_answered_and_not_counted(page, ali):
    for user_agent in ROBOTS:
        assert (
            page.get(f"/cv/{ali.code}/", **reader_headers(user_agent)).status_code
            == 200
        ), user_agent
        assert not Visit.objects.exists(), user_agent


def test_who_walks_with_the_person_is_not_a_visitor(as_user, ali):
    as_user(ali.candidate.user).get(f"/cv/{ali.code}/", **reader_headers())
    as_user(candidates.team_member_of(ali.candidate.zone)).get(
        f"/cv/{ali.code}/", **reader_headers()
    )
    assert not Visit.objects.exists()


def test_head_prefetch_and_files_are_not_visits(page, ali):
    page.head(f"/cv/{ali.code}/", **reader_headers())
    page.get(f"/cv/{ali.code}/", **reader_headers(HTTP_SEC_PURPOSE="prefetch"))
    for name in ("photo", "preview", "pdf", "share"):
        page.get(addresses(ali)[name], **reader_headers())
    assert not Visit.objects.exists()
    assert not ShareEvent.objects.exists()


def test_a_persons_text_is_never_markup(page, db):
    nasty = "<script>alert(1)</script> #set $x$ *gras* [lien](x)"
    publication = candidates.published_cv(
        tagline="<b>moi</b>", story=nasty, channels=ALL, fields=(GrantField.STORY,)
    )
    html = page.get(f"/cv/{publication.code}/").content.decode()
    assert "<script" not in html
    assert "<b>moi" not in html
    assert "&lt;script&gt;" in html
    assert page.get(f"/cv/{publication.code}/cv.pdf").status_code == 200
