"""A supporter: digest, own link, visitor, one-click unsubscription. And CVs on another site."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from entremise.candidates.enums import GrantChannel
from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing.actions.supporters import send_due_digests
from entremise.sharing.models import Supporter
from tests.factories import accounts, candidates
from tests.journeys.cast import Somebody
from tests.kit.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
INES = "ines.martin@exemple.test"


@pytest.fixture
def shown(site: str) -> list[str]:
    paris = accounts.zone("Paris")
    channels = (GrantChannel.PAGE, GrantChannel.PARTNERS)
    return [
        candidates.published_cv(
            candidates.candidate(paris, first_name=name), photo=True, channels=channels
        ).code
        for name in ("Ali", "Mariam", "Oumar")
    ]


def test_she_lends_her_network(
    somebody: Callable[..., Page], mailbox: Mailbox, shown: list[str], site: str
) -> None:
    ines = Somebody(somebody(phone=True, javascript=False), mailbox)
    signs_up(ines)
    assert Supporter.objects.get().confirmed_at is None
    confirms(ines)
    send_due_digests()
    letter = mailbox.last_mail(INES, "faire connaître")
    assert "Ali" in letter.text
    ines.go(next(link for link in letter.links if "/ma-page/" in link))
    link = asks_for_her_link(ines)
    a_visitor_comes(Somebody(somebody(), mailbox), link, ines)
    assert ines.page.context.cookies() == []
    send_due_digests()
    assert (
        len([one for one in mailbox.mails_to(INES) if one.message["List-Unsubscribe"]])
        == 1
    )
    stops_in_one_click(letter.message["List-Unsubscribe"])
    ines.page.reload()
    ines.reads("Ce lien ne fonctionne plus")
    assert not OutboxMessage.objects.filter(to=INES).exists()
    assert not Supporter.objects.exclude(email=None).exists()


def signs_up(ines: Somebody) -> None:
    ines.go("/")
    ines.page.get_by_role("link", name="Être prévenu, rarement, par e-mail").click()
    ines.reads("Je prête mon réseau")
    ines.fill("Votre e-mail", INES)
    ines.fill("Votre prénom", "Inès")
    ines.page.get_by_label("Paris").check()
    ines.page.get_by_label("Tous les quinze jours").check()
    ines.press("Vérifier mon adresse").reads("Regardez vos e-mails")


def confirms(ines: Somebody) -> None:
    ines.go(ines.mailbox.last_mail(INES, "Confirmez").links[0]).reads(
        "Inès, pouvons-nous vous écrire"
    )
    ines.press("Oui, m’écrire").reads("Bonjour Inès.")


def asks_for_her_link(ines: Somebody) -> str:
    ines.press("Mon lien pour Ali")
    link = ines.page.get_by_label("Mon lien pour Ali").input_value()
    assert "?s=" in link
    return link


def a_visitor_comes(visitor: Somebody, link: str, ines: Somebody) -> None:
    expect(
        ines.page.get_by_text("Aucune visite n’est encore venue par là.")
    ).to_be_visible()
    visitor.go(link).reads("Ali")
    visitor.page.reload()
    ines.page.reload()
    expect(ines.page.get_by_text("Une visite est venue par là.")).to_be_visible()


def stops_in_one_click(header: str) -> None:
    """What a mail program does: RFC 8058."""
    answer = urlopen(
        Request(header.strip("<>"), b"List-Unsubscribe=One-Click", method="POST")
    )
    assert answer.status == 200
    assert answer.url == header.strip("<>")


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """Somebody else's page, on another origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_people_stand_on_another_site(
    browser: Browser,
    somebody: Callable[..., Page],
    mailbox: Mailbox,
    shown: list[str],
    site: str,
) -> None:
    partner = Somebody(somebody(), mailbox)
    partner.go("/vitrine/mode-demploi/?zone=paris&nombre=2").reads(
        "Montrer des personnes sur votre site"
    )
    expect(
        partner.page.frame_locator("iframe.embed-preview").get_by_role("link")
    ).to_have_count(3)
    code = partner.page.get_by_label("Le code à coller").input_value()
    assert code.startswith(f'<iframe src="{site}/vitrine/?zone=paris')
    page = somebody()
    with another_site(
        f"<!doctype html><title>Chez nous</title><h1>Chez nous</h1>{code}"
    ) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=2)).to_have_count(2)
        # A function: words would be read again at each look, which a page without scripts refuses.
        page.frames[1].wait_for_function(
            "() => [...document.images].every(i => i.complete && i.naturalWidth > 0)"
        )
        assert page.context.cookies() == []
        with page.context.expect_page() as opened:
            frame.get_by_role("heading", level=2).get_by_role("link").first.click()
        expect(opened.value.get_by_role("link", name="Partager").first).to_be_visible()
        assert "?s=" in opened.value.url
    with another_site(
        f'<!doctype html><title>Chez nous</title><iframe src="{site}/candidats/"></iframe>'
    ) as address:
        # Nobody listens: the browser says aloud that it refuses.
        alone = browser.new_context()
        refused = alone.new_page()
        refused.goto(address)
        expect(
            refused.frame_locator("iframe").get_by_role("heading", level=1)
        ).to_have_count(0)
        alone.close()
