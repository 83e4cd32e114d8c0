"""``entremise document``: write the pages of docs/ that are made from the code.

``--check`` only compares.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from entremise.config.environment import GROUPS
from entremise.foundation.association.content.settings import DECLARATIONS
from entremise.foundation.kit import privacy
from entremise.foundation.web.decorators import anyone

DOCS_FOLDER = Path(__file__).resolve().parents[5] / "docs"
SPACES = ("public", "candidate", "coach", "company", "team")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        with override("fr"):
            pages = {
                "privacy.md": privacy_page(),
                "who-may-do-what.md": access_page(),
                "decisions.md": decisions_page(),
                "settings.md": settings_page(),
            }
        stale = [
            name
            for name, text in pages.items()
            if not (DOCS_FOLDER / name).exists()
            or (DOCS_FOLDER / name).read_text() != text
        ]
        if check and stale:
            raise CommandError(
                f"Run `entremise document`: {', '.join(stale)} no longer say what the code does."
            )
        for name in stale:
            (DOCS_FOLDER / name).write_text(pages[name])
            self.stdout.write(f"docs/{name}")


def privacy_page() -> str:
    """Personal data that is stored, from the privacy.py of each app."""
    lines = [
        "# What is kept about people",
        "",
        (
            "Made by `entremise document` from each app’s `privacy.py`. Every field that can hold"
            " something about a person"
        ),
        "needs a verdict there before it can land.",
        "",
        "Delays are those of a new installation: an association may choose others in « Réglages »,",
        "within the bounds of the law; « Vos données » says those that hold.",
        "",
        "| field | what for | kept | in the person’s copy | when erased |",
        "|---|---|---|---|---|",
    ]
    for app in privacy.own_apps():
        for name, field in sorted(
            getattr(privacy.privacy_module_of(app), "FIELDS", {}).items()
        ):
            kept, copy = str(field.retention), "yes" if field.export else "no"
            lines.append(
                f"| `{app.label}.{name}` | {field.purpose} | {kept} | {copy} | {field.erase.value}"
                " |"
            )
    return "\n".join(lines) + "\n"


def decisions_page() -> str:
    """The title of each decision, from docs/decisions."""
    lines = ["# Decisions", "", "Made by `entremise document`.", ""]
    for path in sorted((DOCS_FOLDER / "decisions").glob("*.md")):
        title = path.read_text().partition("\n")[0].removeprefix("# ")
        number = path.name[:4]
        title = title.removeprefix(f"{int(number)}. ")
        lines.append(f"* {number}: [{title}](decisions/{path.name})")
    return "\n".join(lines) + "\n"


def access_page() -> str:
    """Who may open which page, from the access test of each view."""
    lines = [
        "# Who may open what",
        "",
        (
            "Made by `entremise document` from the test on top of each view. The test opens the"
            " page; what it shows is"
        ),
        "then asked for by the query that takes the viewer: somebody else’s is not found (404).",
        "« Fresh proof »: a code or a key was given in this session less than 15 minutes ago,",
        "or the page asks for one.",
        "« Card »: the page also opens in a session that a printed card opened (twelve hours at",
        "most, and no longer than the right of who printed it). A card opens no other page but",
        "those for anyone.",
    ]
    views = list(_views(get_resolver().url_patterns))
    for space in SPACES:
        lines += ["", f"## {space}", "", "| address | name | who |", "|---|---|---|"]
        for address, name, test in sorted(
            view for view in views if view[1].startswith(f"{space}:")
        ):
            lines.append(f"| `{address}` | {name.split(':')[1]} | {test} |")
    return "\n".join(lines) + "\n"


SETTINGS_INTRODUCTION = """\
# Settings

Made by `entremise document` from `config/environment.py`. Each one comes from the environment, or
from a file. « Browser »: an administrator can set it too, in `/equipe/reglages/`; what the
environment gives wins.

## From a file

`NAME_FILE` is the path of a file that holds the value of `NAME`, and nothing else: what a secret of
Docker or of systemd (`LoadCredential=`) gives. It works for each setting of this page; `NAME_FILE`
wins over `NAME`.

```sh
# /etc/entremise.env
EMAIL_URL_FILE=/etc/entremise/email_url
SECRET_KEY_FILE=/run/secrets/entremise_key
# /etc/entremise/email_url, one line
smtp+tls://user:password@smtp.your-association.org:587
```

There is no option that names a file of all settings: under systemd,
`EnvironmentFile=/etc/entremise.env` does.

`entremise check` says each setting that is wrong, and each name that looks like one of these and is
not read.
"""


def settings_page() -> str:
    """What the environment may give, from the declarations of ``config/environment.py``."""
    in_browser = {d.environment for d in DECLARATIONS.values() if d.environment}
    lines = [SETTINGS_INTRODUCTION.rstrip()]
    for group, options in GROUPS.items():
        lines += [
            "",
            f"## {group}",
            "",
            "| name | what it does | when absent | example | browser |",
            "|---|---|---|---|---|",
        ]
        for option in options:
            browser = "yes" if option.name in in_browser else ""
            lines.append(
                f"| `{option.name}` | {option.does} | {_as_code(option.default)} |"
                f" {_as_code(option.example)} | {browser} |"
            )
    return "\n".join(lines) + "\n"


def _as_code(text: str) -> str:
    """Words between parentheses stay words."""
    return text[1:-1] if text.startswith("(") else f"`{text}`" if text else "nothing"


def _views(
    patterns: list[Any], prefix: str = "/", namespace: str = ""
) -> Iterator[tuple[str, str, str]]:
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, address, entry.namespace or namespace)
        elif isinstance(entry, URLPattern) and (
            test := getattr(entry.callback, "test", None)
        ):
            yield (
                address.replace("//", "/"),
                f"{namespace}:{entry.name}",
                _test_in_words(test, getattr(entry.callback, "fresh_proof", False))
                + (", card" if getattr(entry.callback, "by_card", False) else ""),
            )


def _test_in_words(test: Any, fresh_proof: Any) -> str:
    words = test.__name__.removeprefix("is_").replace("_", " ")
    if not fresh_proof:
        return words
    if fresh_proof is anyone:
        return f"{words}, fresh proof"
    asked = fresh_proof.__name__.removeprefix("is_").replace("_", " ")
    return f"{words}; {asked}: fresh proof"
