"""From a wheel to a restored site: ``make walk``, on SQLite, then on PostgreSQL.

Installed in an empty environment whose code is read-only, behind nginx with TLS; a week of
use; each process killed; the disk lost, the backup restored. Figures are printed at the end.
Not in ``make test``: two to four minutes for each database. The times are those of a calm machine:
``WALK_FIRST=1 make walk``, as root, lets the site go before all else on a busy one.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest

from tests.backups.conftest import new_database
from tests.installation.conftest import folder, installed, own_folder, wheel
from tests.kit.mailbox import ReceivedMail
from tests.kit.system_tools import nginx_path, throwaway_postgres

from .cast import Somebody
from .installation import encrypted_mail_server, self_signed_certificate
from .installed import InstalledSite, Passers, Probe, Service, kill_all
from .test_ali import agrees_to_be_seen, is_reviewed, meets, writes_his_cv
from .test_changing_her_mind import withdraws
from .test_opening_day import (
    ALI,
    KARIM,
    Person,
    enters_by_the_link,
    invites_a_member,
    is_accepted_and_paired,
    is_hired,
    is_set_up,
    opens_a_company,
    opens_a_file,
    person,
    proposes_to_meet,
    settles_the_programme,
    the_public_is_welcome_in_its_zone,
    welcomes_a_coach,
)
from .test_supporter import INES, signs_up

__all__ = ["folder", "installed", "own_folder", "person", "wheel"]  # fixtures

CLAIRE = "claire.delmas@asso.test"
VISITORS = 12  # a day, each from an address of their own
PROCESSES = ("web worker", "web server", "worker", "supervisor")
BACK_WITHIN = 5.0  # seconds
# Others whose CV is published, by the same actions as on screen.
OTHERS = ("Nadia", "Yusuf", "Mariam", "Oumar", "Rahel", "Samir")
PUBLISH = f"""
from entremise.candidates.enums import GrantChannel
from entremise.foundation.accounts.models import Zone
from tests.factories import candidates
paris = Zone.objects.get(slug="paris")
channels = (GrantChannel.PAGE, GrantChannel.PDF, GrantChannel.PREVIEW_PHOTO)
codes = {{}}
for name in {OTHERS}:
    person = candidates.candidate(
        paris, first_name=name, email=f"{{name.lower()}}@exemple.test"
    )
    codes[name] = candidates.published_cv(person, photo=True, channels=channels).code
tell(**codes)
"""


class Notebook:
    """What was done, and how long it took; printed as a table."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.lines: list[tuple[str, str]] = []
        self.too_slow: list[str] = []  # processes

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.says(what, f"{time.monotonic() - began:.1f} s")

    def says(self, what: str, found: object) -> None:
        self.lines.append((what, str(found)))
        print(f"  {what}: {found}", flush=True)

    def table(self) -> str:
        rows = [f"| {what} | {found} |" for what, found in self.lines]
        return "\n".join([f"\n| walk, {self.title} | |", "|---|---|", *rows, ""])


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a PostgreSQL server; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
        return
    with throwaway_postgres() as url:
        yield url


@pytest.fixture
def notebook(server: str) -> Iterator[Notebook]:
    book = Notebook("PostgreSQL" if server else "SQLite")
    yield book
    print(book.table(), flush=True)


@pytest.fixture
def installation(
    installed: Path, own_folder: Path, server: str
) -> Iterator[InstalledSite]:
    assert nginx_path(), "the walk goes through nginx: install it"
    certificate = self_signed_certificate(own_folder)
    with ExitStack() as stack:
        yield InstalledSite(
            own_folder,
            installed,
            database=new_database(server) if server else "",
            mailbox=stack.enter_context(encrypted_mail_server(certificate)),
            certificate=certificate,
        )


def test_walk(
    installation: InstalledSite,
    person: Callable[..., Person],
    server: str,
    notebook: Notebook,
) -> None:
    site = installation
    with notebook.timed("entremise setup, from nothing"):
        link = is_set_up(site)
    with site.running() as service:
        week = Week(site, person, notebook)
        with notebook.timed("a week of use, all of it"):
            week.is_lived(link)
        each_process_is_killed(site, service, week, notebook)
        with notebook.timed("entremise backup, while it serves"):
            site.entremise("backup", str(site.backups))
        site.entremise("verify", str(site.backups))
        week.more_people_say_no()
        before = week.what_is_known()
        kill_all(site.code)
        everything_burns(site, server)
    assert not site.data.exists()
    link = is_restored(site, notebook)
    with site.running():
        week.is_closed()
        opens_it_again(week.claire, link)
        week.is_as_it_was(before)
    notebook.says("errors written in the log", site.said().count('"level": "ERROR"'))
    assert '"level": "ERROR"' not in site.said()
    assert "Traceback" not in site.said()
    notebook.says("load of the machine at the end", f"{os.getloadavg()[0]:.1f}")
    assert notebook.too_slow == []


class Week:
    """Seven days of an association and of those who look at its people."""

    def __init__(
        self, site: InstalledSite, person: Callable[..., Person], notebook: Notebook
    ) -> None:
        self.site, self.person, self.notebook = site, person, notebook
        self.codes: dict[str, str] = {}
        self.gone: set[str] = set()  # first names whose CV is no longer public
        self.places: list[str] = []  # of supporters who stopped
        self.pages = 0
        self.day = 0

    def is_lived(self, link: str) -> None:
        self._programme_opens(link)
        self._night()
        self._company_proposes()
        self._night()
        self._others_are_published()
        self._supporter_comes(INES)
        self._night()
        meets(self.ali, self.manager)
        self._night()
        self._withdraws("Nadia")
        self._night()
        is_hired(self._member_at_work(), self.file, self.ali)
        self.gone.add("Ali")
        self._stops(INES)
        self._night()
        self._supporter_comes(INES)  # again
        self._visitors_come()
        self.notebook.says("days that passed", self.day + 1)
        self.notebook.says("pages opened by visitors", self.pages)
        self.notebook.says("mails received", len(self.site.mailbox.mails))
        runs, failed = self.site.read(
            "SELECT sum(runs), sum(failed_runs) FROM worker_jobrun"
        )[0]
        self.notebook.says("runs of periodic jobs, and failures", f"{runs}, {failed}")
        assert failed == 0

    def _programme_opens(self, link: str) -> None:
        site = self.site
        self.claire = enters_by_the_link(self.person(), link, site)
        the_public_is_welcome_in_its_zone(self.person())
        settles_the_programme(self.claire)
        self.team = invites_a_member(self.claire, self.person())
        self.file = opens_a_file(self.team)
        coach = welcomes_a_coach(self.person(), self.team)
        is_accepted_and_paired(self.team, self.file)
        self.ali = self.person().sign_in(ALI).reads("Bonjour Ali")
        writes_his_cv(coach, self.ali)
        is_reviewed(self.team, self.file, self.ali)
        self.public = agrees_to_be_seen(self.ali)
        self.codes["Ali"] = self.public.strip("/").rpartition("/")[2]

    def _company_proposes(self) -> None:
        team = self._member_at_work()
        self.manager = opens_a_company(self.person(), team)
        proposes_to_meet(self.manager, team, self.public)

    def _others_are_published(self) -> None:
        self.codes |= self.site.python_of_its_own(PUBLISH)

    def _supporter_comes(self, email: str) -> None:
        self.site.mailbox.forget()
        somebody = self.person()
        signs_up(somebody)
        link = self.site.mailbox.waited_for(email, "/soutenir/").links[0]
        somebody.go(link).press("Oui, m’écrire").reads("Bonjour")
        self.places.append(somebody.address)

    def _stops(self, email: str) -> None:
        place = self.places[-1]
        somebody = self.person().go(place)
        somebody.page.locator("a[href*='/soutenir/arreter/']").first.click()
        somebody.press("Arrêter et tout effacer")
        assert not self._has_supporter(email)

    def _has_supporter(self, email: str) -> bool:
        return self.site.count("sharing_supporter", f"email = '{email}'") == 1

    def _withdraws(self, name: str) -> None:
        withdraws(self.person().sign_in(f"{name.lower()}@exemple.test"))
        self.gone.add(name)
        self._public_pages_are_right()

    def _member_at_work(self) -> Person:
        """A session of the team lasts half a day: each morning, code and second factor."""
        self.team.sign_in(KARIM).proves_it().reads("Aujourd’hui")
        return self.team

    def _night(self) -> None:
        """Visitors of the day, the nightly backup, and what jobs do until the morning."""
        self._visitors_come()
        self.site.entremise("backup", str(self.site.backups))
        self.site.sleep_until_tomorrow()
        self.day += 1

    def _visitors_come(self) -> None:
        passers = Passers(self.site, self.shown_code(), day=self.day)
        for number in range(VISITORS):
            visitor = self.site.visitor(f"127.{20 + self.day}.0.{number + 1}")
            for path in ("/", "/candidats/", "/candidats/?q=vendeur"):
                assert visitor.get(path) == 200
                self.pages += 1
            passers.one_comes()
        assert passers.refused == 0
        self._public_pages_are_right()

    def shown_code(self) -> str:
        return next(code for name, code in self.codes.items() if name not in self.gone)

    def _public_pages_are_right(self) -> None:
        visitor = self.site.visitor(f"127.{20 + self.day}.1.1")
        found = {name: visitor.get(f"/cv/{code}/") for name, code in self.codes.items()}
        assert found == {name: 410 if name in self.gone else 200 for name in self.codes}
        self.pages += len(found)

    # ---- after the last backup ----

    def more_people_say_no(self) -> None:
        """The backup does not know: only the ledger does."""
        self._withdraws("Yusuf")
        self._stops(INES)

    def what_is_known(self) -> dict[str, int]:
        tables = ("candidates_candidate", "meetings_meeting", "sharing_shareevent")
        return {table: self.site.count(table) for table in tables}

    # ---- after the restore ----

    def is_closed(self) -> None:
        visitor = self.site.visitor("127.40.0.1")
        for path in ("/", "/candidats/", *(f"/cv/{c}/" for c in self.codes.values())):
            assert visitor.get(path) == 503, path
        assert visitor.get("/sante/vivante") == 200
        self.notebook.says("restored and not opened", "503 on every page")

    def is_as_it_was(self, before: dict[str, int]) -> None:
        self._public_pages_are_right()
        self.notebook.says(
            "withdrawn: in the backup, after it, hired",
            "410, 410, 410; the others 200",
        )
        assert self.what_is_known() == before
        assert not self._has_supporter(INES)
        self.person().go(self.places[-1]).reads("Ce lien ne fonctionne plus")
        self.notebook.says("supporters who stopped", "erased")
        self.site.mailbox.forget()
        self.person().sign_in(ALI).reads("Bonjour Ali")


def each_process_is_killed(
    site: InstalledSite, service: Service, week: Week, notebook: Notebook
) -> None:
    """kill -9 while people come: how long nobody is answered, and what was answered is there."""
    shares = site.count("sharing_shareevent")
    passers = Passers(site, week.shown_code(), day=week.day + 1)
    with Probe(site.visitor("127.50.0.1")) as probe, passers:
        for name in PROCESSES:
            time.sleep(2)
            pid, killed_at = service.pid_of(name), time.monotonic()
            os.kill(pid, signal.SIGKILL)
            seconds = probe.seconds_until_steady(killed_at)
            runs = partial(_runs_again, service, name, pid)
            site.wait_for(runs)
            mails = site.mailbox.mails
            site.wait_for(partial(_has_grown, mails, len(mails)))
            notebook.says(
                f"kill -9 of the {name}",
                f"answers after {seconds:.1f} s; started again, and mail leaves",
            )
            notebook.too_slow += [name] if seconds > BACK_WITHIN else []
    site.wait_for(
        lambda: {mail.to for mail in site.mailbox.mails} >= set(passers.addresses)
    )
    known = {email for (email,) in site.read("SELECT email FROM sharing_supporter")}
    present = site.count("sharing_shareevent") - shares
    notebook.says("requests that got no answer while they were killed", passers.refused)
    notebook.says(
        "shares: acknowledged, and in the database", f"{passers.shares}, {present}"
    )
    notebook.says(
        "supporters: acknowledged, missing in the database, without their mail",
        f"{len(passers.addresses)}, {len(set(passers.addresses) - known)}, 0",
    )
    assert set(passers.addresses) <= known
    assert passers.shares <= present <= passers.shares + passers.refused


def _has_grown(mails: list[ReceivedMail], before: int) -> bool:
    return len(mails) > before


def _runs_again(service: Service, name: str, pid: int) -> bool:
    try:
        return service.pid_of(name) != pid
    except StopIteration:
        return False


def everything_burns(site: InstalledSite, server: str) -> None:
    """Data and database; backups and the ledger are elsewhere."""
    shutil.rmtree(site.data)
    if server:
        lost = site.environment["DATABASE_URL"].rpartition("/")[2]
        site.environment["DATABASE_URL"] = new_database(server)
        with psycopg.connect(server.replace("postgres:", "postgresql:")) as own:
            own.autocommit = True
            own.execute(f"DROP DATABASE {lost} WITH (FORCE)")


def is_restored(site: InstalledSite, notebook: Notebook) -> str:
    """The link that lets the administrator in."""
    with notebook.timed("entremise restore"):
        said = site.entremise("restore", str(site.backups), "--let-in", CLAIRE)
    assert "1 CV withdrawn" in said, said  # the others were in the backup
    assert "1 supporter erased" in said, said
    return next(word for word in said.split() if "/entrer/" in word)


def opens_it_again(claire: Person, link: str) -> Somebody:
    claire.go(link).press("Entrer")
    claire.proves_it().reads("Sauvegardes").sees("Le site est fermé")
    return claire.press("Ouvrir le site à tout le monde").sees("Le site est ouvert")
