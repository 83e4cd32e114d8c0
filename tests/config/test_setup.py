"""``entremise setup`` and ``entremise admin``, as whoever installs the platform types them."""

import os
import pty
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.factories import accounts

from entremise.config import databases
from entremise.config.management.commands import run
from entremise.foundation.accounts.models import EntryLink, StaffRole, User, Zone
from entremise.foundation.accounts.validators import parse_departements
from entremise.foundation.association.models import SettingChange
from entremise.foundation.association.queries import current_settings
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage

pytestmark = pytest.mark.django_db

SRC = Path(__file__).resolve().parents[2] / "src"
CLAIRE = {"email": "Claire@asso.fr", "first_name": "Claire", "last_name": "Delmas"}


def said(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def links_in(text: str) -> list[str]:
    return re.findall(r"http\S+/entrer/\S+/", text)


def test_the_first_administrator_and_the_first_zone() -> None:
    text = said("setup", **CLAIRE, zone=["Paris:75, 93"])
    assert len(links_in(text)) == 1
    assert "The zone Paris is open (75, 93)." in text
    assert "/equipe/personnes/inviter/" in text
    user = User.objects.get()
    assert (user.email, user.full_name) == ("claire@asso.fr", "Claire Delmas")
    assert StaffRole.objects.get().role == "administrator"
    assert Zone.objects.get().departements == ["75", "93"]
    assert links_in(OutboxMessage.objects.get().text) == links_in(text)
    written = JournalEntry.objects.filter(actor="").values_list("verb", flat=True)
    assert set(written) == {
        "accounts.role_given",
        "accounts.entry_link_issued",
        "accounts.zone_opened",
    }


def test_the_association_gets_its_name() -> None:
    text = said("setup", **CLAIRE, zone=["Paris:75"], association="La Passerelle")
    assert "La Passerelle; pages and mails say La Passerelle." in text
    assert current_settings().site_name == "La Passerelle"
    assert current_settings().association_name == "La Passerelle"
    assert "La Passerelle" in OutboxMessage.objects.get().subject
    # nobody's account: the machine
    assert {change.actor_code for change in SettingChange.objects.all()} == {""}


def test_the_same_command_again_gives_another_link() -> None:
    options = CLAIRE | {"zone": ["Paris:75"]}
    first, second = said("setup", **options), said("setup", **options)
    assert links_in(first) != links_in(second)
    assert "was there already" in second
    assert (
        User.objects.count() == Zone.objects.count() == StaffRole.objects.count() == 1
    )
    assert EntryLink.objects.filter(used_at=None).count() == 1


def test_where_people_are_it_is_refused_unless_asked(client: Any) -> None:
    link = links_in(said("setup", **CLAIRE, zone=["Paris:75"]))[0]
    with pytest.raises(CommandError, match="already has people"):
        call_command("setup", email="autre@asso.fr")
    client.post("/" + link.split("/", 3)[3])
    with pytest.raises(CommandError, match="already has people"):
        call_command("setup", **CLAIRE)
    other = {"email": "marc@asso.fr", "first_name": "Marc", "last_name": "Vasseur"}
    assert links_in(said("setup", **other, zone=["Lyon:69"], again=True))
    assert Zone.objects.count() == 2
    told = OutboxMessage.objects.filter(to="claire@asso.fr").latest("pk")
    assert "Marc Vasseur (marc@asso.fr) rejoint l’administration" in told.text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"email": "claire"}, "“claire” is not an e-mail address"),
        ({"zone": ["Paris:75,00"]}, "“00” is no département"),
        ({"zone": ["Paris"]}, "“Paris” does not say a zone"),
        ({"zone": [":75"]}, "“:75” does not say a zone"),
        ({"email": None}, "--email is missing"),
        ({"first_name": " "}, "--first-name is missing"),
        ({"zone": None}, "--zone is missing"),
    ],
)
def test_each_error_is_one_sentence_and_leaves_nothing(
    options: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    with pytest.raises(CommandError, match=re.escape(sentence)) as refusal:
        call_command("setup", **CLAIRE | {"zone": ["Paris:75"]} | options)
    assert "\n" not in str(refusal.value)
    assert not User.objects.exists()
    assert not Zone.objects.exists()


def test_both_names_may_come_together() -> None:
    call_command(
        "setup", email="claire@asso.fr", name="Claire de la Tour", zone=["Paris:75"]
    )
    user = User.objects.get()
    assert (user.first_name, user.last_name) == ("Claire", "de la Tour")


def test_départements_are_read_as_they_are_typed() -> None:
    assert parse_departements("2a; 1 , 974 75,75") == (["01", "2A", "75", "974"], [])
    assert parse_departements("75, Paname, 99") == (["75"], ["Paname", "99"])


def test_setup_is_refused_in_the_demonstration(settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="This is the demonstration"):
        call_command("setup", **CLAIRE)


def test_setup_says_what_keeps_the_platform_from_starting(settings: Any) -> None:
    settings.MODE, settings.SITE_URL = "production", "https://entremise.asso.fr"
    settings.ALLOWED_HOSTS = ["autre.asso.fr"]
    with pytest.raises(CommandError, match="ALLOWED_HOSTS does not name"):
        call_command("setup", **CLAIRE)
    settings.ALLOWED_HOSTS, settings.DELIVERY_IS_DEFAULT = ["entremise.asso.fr"], True
    settings.SECRET_KEY = "k7" * 30
    text = said("setup", **CLAIRE, zone=["Paris:75"])
    assert "before anything else: EMAIL_URL is missing" in text
    assert links_in(text)[0].startswith("https://entremise.asso.fr/entrer/")


def test_administrators_are_listed() -> None:
    assert "There is no administrator yet" in said("admin", "list")
    accounts.administrator(email="claire@asso.fr", first_name="Claire")
    accounts.team_member(email="equipe@asso.fr")
    text = said("admin", "list")
    assert "claire@asso.fr  Claire" in text
    assert "second factor: none yet  last seen: never" in text
    assert "equipe@asso.fr" not in text


def test_administrators_are_invited_and_the_others_told() -> None:
    accounts.administrator(email="claire@asso.fr")
    text = said("admin", "invite", "un@asso.fr", "Deux@asso.fr")
    assert "un@asso.fr is an administrator" in text
    assert StaffRole.objects.filter(role="administrator").count() == 3
    purposes = OutboxMessage.objects.filter(to="deux@asso.fr")
    assert [message.purpose for message in purposes] == ["accounts.invitation"]
    assert OutboxMessage.objects.filter(to="claire@asso.fr").count() == 2
    with pytest.raises(CommandError, match="“trois” is not an e-mail"):
        call_command("admin", "invite", "quatre@asso.fr", "trois")
    assert not User.objects.filter(email="quatre@asso.fr").exists()
    with pytest.raises(CommandError, match="A name goes with one address"):
        call_command("admin", "invite", "a@asso.fr", "b@asso.fr", first_name="Max")


def test_several_administrators_are_invited_by_their_names() -> None:
    said("admin", "invite", "Anne de la Tour <anne@asso.fr>", "Zoé Petit <zoe@asso.fr>")
    names = User.objects.order_by("email").values_list("first_name", "last_name")
    assert list(names) == [("Anne", "de la Tour"), ("Zoé", "Petit")]


def test_who_is_locked_out_is_let_in_again() -> None:
    accounts.administrator(email="claire@asso.fr", first_name="Claire")
    assert len(links_in(said("admin", "rescue", "Claire@asso.fr"))) == 1
    assert links_in(said("admin", "reset-factors", "claire@asso.fr")) == []
    for gesture in ("rescue", "reset-factors"):
        with pytest.raises(CommandError, match="Nobody has the address"):
            call_command("admin", gesture, "personne@asso.fr")
    accounts.user(email="ali@asso.fr")
    with pytest.raises(CommandError, match="has no role in the team"):
        call_command("admin", "rescue", "ali@asso.fr")


def test_the_demonstration_is_refused_in_production(settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="is not for production") as refusal:
        call_command("demo")
    assert "\n" not in str(refusal.value)


def test_run_says_that_nobody_can_enter_yet(settings: Any) -> None:
    out = StringIO()
    command = run.Command(stdout=out)
    command.is_empty = True
    command.announce("Les Passerelles")
    assert "Nobody can enter yet: entremise setup" in out.getvalue()
    out.truncate(0)
    command.is_empty = False
    command.announce("Les Passerelles")
    assert "Nobody can enter" not in out.getvalue()


def test_a_database_that_lacks_a_table_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    databases.exit_if_unprepared()
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda *arguments: ["a step"])
    with pytest.raises(SystemExit, match="the database is not up to date"):
        call_command("admin", "list")


class Machine:
    """A machine of its own: an empty folder, and the commands typed there."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SRC),
            "ENTREMISE_VAR": str(folder / "var"),
            "SITE_URL": "https://entremise.asso.fr",
        }
        self.folder = folder

    def start(self, *command: str, **options: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "entremise", *command],
            cwd=self.folder,
            env=self.environment,
            text=True,
            **options,
        )

    def refusal(self, *command: str, **environment: str) -> str:
        self.environment |= environment
        done = self.start(
            *command, stdin=subprocess.DEVNULL, stdout=-1, stderr=-1
        ).communicate()
        return done[1]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_that_lacks_something_says_it_in_one_line(machine: Machine) -> None:
    (machine.folder / "file").touch()
    for command, environment, sentence in (
        (("admin", "list"), {}, "the database is not up to date"),
        (("demo",), {}, "The demonstration is not for production"),
        (
            ("setup", "--email", "a@asso.fr"),
            {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing"},
            "cannot reach its database (127.0.0.1)",
        ),
        (
            ("setup",),
            {"ENTREMISE_VAR": str(machine.folder / "file" / "var")},
            "cannot be read or written",
        ),
    ):
        text = machine.refusal(*command, **environment)
        assert sentence in text
        assert text.count("\n") == 1, text


def test_setup_asks_on_a_terminal_until_it_understands(machine: Machine) -> None:
    ours, theirs = pty.openpty()
    process = machine.start("setup", stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    for line in (
        "claire",
        "claire@asso.fr",
        "Claire",
        "Delmas",
        "Paris:7Z",
        "Paris:75",
    ):
        os.write(ours, f"{line}\n".encode())
    text = ""
    while True:
        try:
            text += os.read(ours, 10_000).decode()
        except OSError:  # the other end is closed
            break
    assert process.wait() == 0, text
    assert "“claire” is not an e-mail address." in text
    assert "“7Z” is no département" in text
    assert "Claire Delmas (claire@asso.fr) is an administrator." in text
    assert "The zone Paris is open (75)." in text
    assert len(links_in(text)) == 1
