"""« Je prête mon réseau »: subscription to unsubscription, without account or cookie."""

from django.test import Client
from django.urls import reverse

from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing import signing
from entremise.sharing.actions.supporters import ensure_supporter_link
from entremise.sharing.models import ShareEvent, ShareLink, Supporter
from tests.factories import accounts, candidates
from tests.factories.sharing import button_headers, reader_headers
from tests.factories.supporters import supporter
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

PRESSED = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ASKED = {"email": "ines@exemple.test", "every_days": "30"}


@world
def ali():
    return candidates.published_cv(candidates.candidate(first_name="Ali"))


@world
def ines():
    return supporter(first_name="Inès")


def place(person, name="supporter_place", **more):
    return reverse(
        f"public:{name}",
        kwargs={"key": signing.supporter_key(person, signing.PAGE), **more},
    )


def stop_link(person):
    return reverse(
        "public:supporter_stop",
        kwargs={"key": signing.supporter_key(person, signing.STOP)},
    )


def test_somebody_asks_with_their_wishes(page):
    lyon = accounts.zone("Lyon")
    assert "<script" not in page.get("/soutenir/").content.decode()
    said = ASKED | {
        "first_name": "Inès",
        "zones": [lyon.slug],
        "families": ["food", "care"],
        "every_days": "14",
    }
    response = page.post("/soutenir/", said, follow=True, **PRESSED)
    assert response.redirect_chain[-1][0] == "/soutenir/merci/"
    assert not page.cookies
    row = Supporter.objects.get()
    assert (row.email, row.first_name, row.families, row.every_days) == (
        "ines@exemple.test",
        "Inès",
        ["food", "care"],
        14,
    )
    assert list(row.zones.all()) == [lyon]
    assert row.confirmed_at is None


def test_the_answer_does_not_say_who_is_known(page, ines):
    known = page.post("/soutenir/", ASKED | {"email": ines.email}, **PRESSED)
    unknown = page.post("/soutenir/", ASKED, **PRESSED)
    wrong = page.post("/soutenir/", {"email": ""}, **PRESSED)
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert known.content == unknown.content
    assert wrong.status_code == 200
    assert Supporter.objects.count() == 2


def test_machines_and_other_sites_ask_for_nothing(page):
    page.post("/soutenir/", ASKED | {"home_page": "http://x.test"}, **PRESSED)
    page.post("/soutenir/", ASKED, HTTP_SEC_FETCH_SITE="cross-site")
    assert not Supporter.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_one_network_asks_five_times_an_hour(page):
    answers = [
        page.post(
            "/soutenir/", ASKED | {"email": f"p{n}@exemple.test"}, **PRESSED
        ).status_code
        for n in range(7)
    ]
    assert answers == [302] * 5 + [429] * 2
    assert Supporter.objects.count() == 5


def test_only_the_button_confirms(page, db):
    asking = supporter(confirmed=False)
    url = reverse(
        "public:supporter_confirm",
        kwargs={"key": signing.supporter_key(asking, signing.CONFIRM)},
    )
    for _ in range(3):
        assert page.get(url, **reader_headers()).status_code == 200
    page.head(url)
    asking.refresh_from_db()
    assert asking.confirmed_at is None
    response = page.post(url, follow=True)
    assert "Ma page de soutien" in response.content.decode()
    asking.refresh_from_db()
    assert asking.confirmed_at
    assert not page.cookies
    assert response.headers["Cache-Control"] == "no-store"


def test_a_wrong_or_old_key_opens_nothing(page, ines):
    mine = place(ines)
    assert page.get(mine).status_code == 200
    assert page.get(mine.replace("ma-page/", "ma-page/x")).status_code == 404
    assert page.get(stop_link(ines).replace("arreter/", "ma-page/")).status_code == 404
    page.post(place(ines, "supporter_renew"))
    assert page.get(mine).status_code == 404
    assert (
        OutboxMessage.objects.filter(to=ines.email, purpose="sharing.place").count()
        == 1
    )


def test_their_page_never_shows_their_address(page, ali, ines):
    assert ines.email not in page.get(place(ines)).content.decode()
    assert ines.email not in page.get(place(ines, "supporter_wishes")).content.decode()


def test_they_get_a_link_of_their_own(page, ali, ines):
    url = place(ines, "supporter_link", code=ali.code)
    assert page.get(url).status_code == 405
    assert not ShareLink.objects.exclude(supporter=None).exists()
    response = page.post(url, **button_headers())
    link = ShareLink.objects.get(supporter=ines)
    place_of_hers, _hash, code = response.headers["Location"].partition("#")
    assert code == ali.code
    assert page.get(place_of_hers).status_code == 200
    # signed again, at another second perhaps
    assert place_of_hers.partition("~")[0] == place(ines).partition("~")[0]
    shown = page.get(place(ines)).content.decode()
    assert f"?s={link.token}" in shown
    assert f'id="{ali.code}"' in shown
    assert "https://wa.me/?text=Ali%20cherche" in shown
    assert f"%3Fs%3D{link.token}" in shown
    assert ShareEvent.objects.filter(link=link).count() == 1
    visitor = Client()
    visitor.get(f"/cv/{ali.code}/?s={link.token}", **reader_headers())
    shown = page.get(place(ines)).content.decode()
    assert "Une visite est venue par là." in shown


def test_they_change_what_they_follow(page, ines):
    lyon = accounts.zone("Lyon")
    response = page.post(
        place(ines, "supporter_wishes"),
        {"first_name": "Inès", "zones": [lyon.slug], "every_days": "90"},
    )
    assert response.headers["Location"] == place(ines)
    ines.refresh_from_db()
    assert (ines.every_days, list(ines.zones.all())) == (90, [lyon])
    assert "checked" in page.get(place(ines, "supporter_wishes")).content.decode()


def test_looking_at_the_way_out_changes_nothing(page, ines):
    assert "Arrêter et tout effacer" in page.get(stop_link(ines)).content.decode()
    assert Supporter.objects.filter(pk=ines.pk, ended_at=None).exists()


def test_a_mail_program_stops_it_in_one_post(ines):
    """RFC 8058: no cookie, no referrer, no token; and the answer is not a redirection."""
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = program.post(
            stop_link(ines),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 200
        assert not response.cookies
    assert not Supporter.objects.exists()


def test_their_page_asks_as_much_with_three_people(page, ines):
    def add():
        publication = candidates.published_cv()
        ensure_supporter_link(ines, publication.code)

    assert_same_queries(page, place(ines), add, at_most=14)
