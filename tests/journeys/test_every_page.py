"""Every page of every space: no axe violation, nothing wider than the screen.

The URLs are those of the access rules, so that a new page is checked too.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.models import Factor, UserSession
from tests.architecture import world as worlds
from tests.architecture.access_rules import ACCESS_RULES
from tests.architecture.test_access import url_patterns
from tests.architecture.world import World
from tests.factories import accounts, candidates, coaching
from tests.journeys.cast import Somebody
from tests.kit.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

# Not pages: pictures, documents, what machines read, what leads at once to a page.
FILES = frozenset(
    [
        "candidate:consent_image",
        "candidate:consent_pdf",
        "candidate:consent_photo",
        "candidate:cv_photo_file",
        "candidate:export",
        "coach:cv_photo_file",
        "company:kit_sheet",
        "company:search",
        "public:brand",
        "public:cv_card",
        "public:cv_pdf",
        "public:cv_pdf_in",
        "public:cv_paper",
        "public:cv_poster",
        "public:cv_slide",
        "public:cv_photo",
        "public:days_csv",
        "public:days_json",
        "public:feed_atom",
        "public:feed_json",
        "public:oembed",
        "public:cv_preview",
        "public:logo",
        "public:manifest",
        "public:mail_report",
        "public:ovh_report",
        "public:passkey_options",
        "public:robots",
        "public:security",
        "public:sitemap",
        "public:sms_report",
        "team:association_preview",
        "team:cv_photo_file",
        "team:figures_board_paper",
        "team:figures_workbook",
        "team:import_refused",
        "team:import_template",
        "team:paper_scan",
        "team:paper_to_read",
        "team:review_photo",
    ]
)
# Pages of the demonstration only, which has its own journey.
DEMONSTRATION = frozenset(
    [
        "public:demo",
        "public:demo_letter",
        "public:demo_letter_as_sent",
        "public:demo_letters",
        "public:demo_take_place",
    ]
)
# Asked of who has a second factor and has not shown it yet, of who showed it long ago, or of
# who came by a card and says yes: see the functions of ``test_on_the_way_to_a_page``.
ON_THE_WAY = frozenset(
    [
        "candidate:consent_code",
        "candidate:own_secret",
        "public:fresh_proof",
        "public:second_factor",
    ]
)
# Who opens the pages of a space: the first of them who may.
OPENS = {
    "public": ("passer_by", "candidate"),
    "candidate": ("candidate", "hired"),
    "coach": ("coach", "hired_coach"),
    "company": ("recruiter",),
    "team": ("team", "administrator"),
}
# In parts of about one length, so that two workers end together.
TOGETHER = [("public", "candidate"), ("coach", "company"), ("team",)]
# Somebody else, for whom there is something to see.
RATHER = {
    "candidate:withdrawn": "hired",
    "public:doors": "champion",
    "public:factors": "team",
    "public:add_app": "team",
}
# The same page, fuller or emptier for somebody else.
ALSO = [
    ("candidate:job", "hired"),
    ("coach:hires", "hired_coach"),
    ("company:home", "other_recruiter"),
]
# Pages that come after something was typed on another, by the names of its fields; or after
# a button was pressed.
TYPED: dict[str, tuple[str, dict[str, str]]] = {
    "public:code": ("public:sign_in", {"address": "personne@exemple.test"}),
    "public:confirm_address": (
        "public:new_address",
        {"address": "nouvelle@exemple.test"},
    ),
    "public:meet_words": (
        "public:meet",
        {
            "name": "Inès Lambert",
            "email": "i@colibri.test",
            "company": "Colibri",
            "siren": "732829320",
        },
    ),
    "public:add_app": ("public:factors", {}),
}
# Pages of what their address asks.
ASKING = {"company:keep_search": "?q=vendeur"}
NARROW = {"width": 320, "height": 640}  # 1280 px at 400 %
WIDER_THAN_THE_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => {
      const box = e.getBoundingClientRect();
      return box.right > width + 1 || box.left < -1;
    })
    .map(e => e.outerHTML.slice(0, 120)).slice(-4);
}"""


def test_what_is_left_out_exists() -> None:
    assert sorted(space for spaces in TOGETHER for space in spaces) == sorted(OPENS)
    assert (
        sorted(
            (
                FILES
                | DEMONSTRATION
                | ON_THE_WAY
                | set(RATHER)
                | set(TYPED)
                | set(ASKING)
            )
            - set(ACCESS_RULES)
        )
        == []
    )


@pytest.mark.parametrize("spaces", TOGETHER, ids=" ".join)
def test_on_a_phone(
    spaces: tuple[str, ...],
    somebody: Callable[..., Page],
    mailbox: Mailbox,
    assert_accessible: Callable[[Page], None],
) -> None:
    sweep = Sweep(build(), somebody, mailbox, assert_accessible)
    for name, who in pages(*spaces):
        sweep.open(name, who, phone=True)
    sweep.ends()


def test_on_the_way_to_a_page(
    somebody: Callable[..., Page],
    mailbox: Mailbox,
    assert_accessible: Callable[[Page], None],
) -> None:
    sweep = Sweep(build(), somebody, mailbox, assert_accessible)
    a_second_factor_is_asked(sweep)
    a_fresh_proof_is_asked(sweep)
    a_card_is_printed(sweep)
    a_code_is_asked_of_a_card(sweep)
    a_secret_is_chosen_by_card(sweep)
    nothing_is_there(sweep)
    for name, who in ALSO:
        sweep.open(name, who, phone=True)
    sweep.ends()


def test_from_right_to_left(
    somebody: Callable[..., Page],
    mailbox: Mailbox,
    assert_accessible: Callable[[Page], None],
) -> None:
    sweep = Sweep(build(), somebody, mailbox, assert_accessible, language="ar")
    for name, who in pages("public", "candidate"):
        sweep.open(name, who, phone=False)
    sweep.ends()


def build() -> World:
    """The world of the access tests; its champion also coaches, and so has two spaces."""
    world = worlds.build_world()
    coaching.coach(accounts.zone("Paris"), user=world.people["champion"])
    return world


def a_second_factor_is_asked(sweep: "Sweep") -> None:
    colleague = accounts.team_member(accounts.zone("Paris"))
    Factor.objects.create(
        user=colleague,
        kind="passkey",
        name="Clé",
        credential="x",
        confirmed_at=timezone.now(),
    )
    browser = Somebody(sweep.browsers(phone=True), sweep.mailbox).sign_in(
        str(colleague.email)
    )
    expect(browser.page).to_have_url(re.compile(reverse("public:second_factor")))
    sweep.look(browser.page, "public:second_factor for a colleague")


def a_fresh_proof_is_asked(sweep: "Sweep") -> None:
    """In the place of a form that was sent, which then goes through."""
    team = sweep.world.people["team"]
    assert team is not None
    browser = sweep.person("team").go(reverse("team:invite_person"))
    for field, words in (
        ("first_name", "Noé"),
        ("last_name", "Legrand"),
        ("email", "noe.legrand@exemple.test"),
    ):
        browser.page.locator(f"main input[name={field}]").fill(words)
    browser.page.locator("main input[name=role]").first.check()
    browser.page.locator("main select[name=zone]").select_option(label="Paris")
    UserSession.objects.filter(user=team).update(
        proved_at=timezone.now() - timedelta(minutes=15)
    )
    browser.submit().reads("C’est toujours vous")
    sweep.look(browser.page, "public:fresh_proof in the place of a form")
    browser.press("Recevoir un code")
    sweep.look(browser.page, "public:fresh_proof with a code that was sent")
    code = sweep.mailbox.mails_to(str(team.email))[-1].code
    browser.fill("Les 6 chiffres du code reçu", code).press("Continuer")
    expect(browser.page).to_have_url(re.compile(reverse("team:people")))
    browser.sees("noe.legrand@exemple.test")


def a_card_is_printed(sweep: "Sweep") -> None:
    team = sweep.person("team").go(
        reverse("team:candidate", args=[sweep.world.things["ali"]])
    )
    team.press("Imprimer une carte d’accès")
    sweep.look(team.page, "team:print_card for team")


def a_code_is_asked_of_a_card(sweep: "Sweep") -> None:
    ali = sweep.world.people["candidate"]
    _card, secret = issue_login_card(ali, by=sweep.world.people["team"])
    browser = Somebody(sweep.browsers(phone=True), sweep.mailbox).go("/carte/")
    browser.page.locator("main input[name=code]").fill(secret.code)
    browser.submit().go(reverse("candidate:consent_look") + "?channels=page").press(
        "Oui, montrer mon CV"
    )
    expect(browser.page).to_have_url(re.compile(reverse("candidate:consent_code")))
    sweep.look(
        browser.page, "candidate:consent_code for a candidate who came by a card"
    )


def a_secret_is_chosen_by_card(sweep: "Sweep") -> None:
    """By somebody who has neither e-mail nor telephone."""
    team = sweep.world.people["team"]
    person = candidates.candidate(team.staff_roles.get().zone, email="")
    _card, secret = issue_login_card(person.user, by=team)
    browser = Somebody(sweep.browsers(phone=True), sweep.mailbox).go("/carte/")
    browser.page.locator("main input[name=code]").fill(secret.code)
    browser.submit().go(reverse("candidate:own_secret"))
    expect(browser.page).to_have_url(re.compile(reverse("candidate:own_secret")))
    sweep.look(browser.page, "candidate:own_secret for who has no address")


def nothing_is_there(sweep: "Sweep") -> None:
    sweep.look(
        sweep.person("passer_by").go("/nulle-part/").reads("Cette page").page,
        "a page that is not there",
    )


def pages(*spaces: str) -> Iterator[tuple[str, str]]:
    for name, door in ACCESS_RULES.items():
        space = name.partition(":")[0]
        shown = "GET" in url_patterns()[name].callback.methods  # type: ignore[attr-defined]
        if space in spaces and shown and name not in FILES | DEMONSTRATION | ON_THE_WAY:
            yield (
                name,
                RATHER.get(name)
                or next(who for who in OPENS[space] if who in door.may_see_thing),
            )


class Sweep:
    """One browser per person; the faults of every page, told at the end."""

    def __init__(
        self,
        world: World,
        browsers: Callable[..., Page],
        mailbox: Mailbox,
        check: Callable[[Page], None],
        language: str = "fr",
    ) -> None:
        self.world, self.browsers, self.mailbox, self.check, self.language = (
            world,
            browsers,
            mailbox,
            check,
            language,
        )
        self.people: dict[str, Somebody] = {}
        self.faults: list[str] = []

    def person(self, who: str, **kind: Any) -> Somebody:
        if who not in self.people:
            browser = Somebody(self.browsers(**kind), self.mailbox)
            user = self.world.people[who]
            self.people[who] = browser.enter(user) if user else browser
        return self.people[who]

    def open(self, name: str, who: str, *, phone: bool) -> None:
        page = self.person(who, phone=phone, language=self.language).page
        if name in TYPED:
            self.say(page, *TYPED[name])
        address = self.address(name)
        answer = page.goto(address)
        assert answer is not None
        if answer.status not in (200, 410):
            self.faults.append(f"{name} for {who}: {answer.status}")
        elif not page.url.endswith(address):
            self.faults.append(f"{name} for {who}: {address} led to {page.url}")
        else:
            self.look(page, f"{name} for {who}")

    def address(self, name: str) -> str:
        given = {
            k: self.world.things.get(v, v) if isinstance(v, str) else v
            for k, v in ACCESS_RULES[name].url_args.items()
        }
        with translation.override(self.language):
            return reverse(name, kwargs=given) + ASKING.get(name, "")

    def say(self, page: Page, before: str, typed: dict[str, str]) -> None:
        page.goto(self.address(before))
        for field, words in typed.items():
            page.locator(f"main [name={field}]").fill(words)
        page.locator("main form:not([role=search]) button.button").first.click()

    def look(self, page: Page, what: str) -> None:
        try:
            self.check(page)
        except AssertionError as fault:
            self.faults.append(f"{what}: {str(fault).partition('assert')[0].strip()}")
        wide = page.viewport_size
        assert wide is not None
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        if outside := page.evaluate(WIDER_THAN_THE_SCREEN):
            self.faults.append(
                f"{what}: wider than {NARROW['width']} px\n    "
                + "\n    ".join(outside)
            )
        page.set_viewport_size(wide)

    def ends(self) -> None:
        assert not self.faults, f"{len(self.faults)} faults\n" + "\n".join(self.faults)
