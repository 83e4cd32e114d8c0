"""Every name that the environment may give, declared once: ``docs/settings.md`` says them.

Each may also come from a file: ``NAME_FILE`` holds its path.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FILE_SUFFIX = "_FILE"
SURE_ENOUGH = 0.86  # two names as alike as that are one with a slip of the keyboard
OWN_PREFIX = "ENTREMISE_"
# Of the samples in deploy/, read by them and not by the platform.
NAMES_OF_SAMPLES = ("ENTREMISE_VERSION", "ENTREMISE_ADDRESS")


@dataclass(frozen=True)
class Option:
    name: str
    does: str  # one sentence
    default: str  # as written in the environment, or in words between parentheses
    example: str


GROUPS: dict[str, list[Option]] = {
    "The site": [
        Option(
            "ENTREMISE_MODE",
            "`production` for real people, `demo` for fictional ones on this machine only.",
            "production",
            "demo",
        ),
        Option(
            "SITE_URL",
            "The public address: mails, previews and calendars are built from it.",
            "(`http://127.0.0.1` and the port)",
            "https://entremise.your-association.org",
        ),
        Option(
            "ALLOWED_HOSTS",
            "The names of the site that are answered, separated by commas.",
            "(the name in `SITE_URL`, and this machine)",
            "entremise.your-association.org",
        ),
        Option(
            "ENTREMISE_VAR",
            "The folder of the database, photos, key and caches.",
            "var",
            "/var/lib/entremise",
        ),
        Option(
            "SECRET_KEY",
            "Signs and encrypts; 50 random characters, the same on every machine.",
            "(made in `secret_key` of `ENTREMISE_VAR` on the first run)",
            "(`openssl rand -base64 48`)",
        ),
        Option(
            "SECRET_KEY_FALLBACKS",
            "Former keys that are still accepted, separated by commas.",
            "",
            "(the former key)",
        ),
        Option(
            "DATABASE_URL",
            "The database: PostgreSQL, or a SQLite file.",
            "(`entremise.sqlite3` of `ENTREMISE_VAR`)",
            "postgres://entremise:password@127.0.0.1:5432/entremise",
        ),
        Option(
            "LEDGER_FILE",
            "Who withdrew or stopped, as digests, for the day a backup is restored: another disk.",
            "(`ledger.jsonl` in `ENTREMISE_VAR`)",
            "/mnt/second-disk/ledger.jsonl",
        ),
        Option(
            "TIME_ZONE",
            "The time that is shown.",
            "Europe/Paris",
            "Indian/Reunion",
        ),
        Option(
            "SOURCE_URL",
            "Where the source of this very version can be read, for the footer.",
            "",
            "https://git.your-association.org/entremise",
        ),
        Option(
            "QUICK_EXIT_URL",
            "The ordinary page to which the quick exit leads.",
            "https://www.wikipedia.org/",
            "https://www.meteofrance.com/",
        ),
    ],
    "The association": [
        Option("BRAND_NAME", "The name of the site.", "", "Le Fil"),
        Option(
            "BRAND_LOGO",
            "The path of an SVG file.",
            "",
            "/etc/entremise/logo.svg",
        ),
        Option(
            "BRAND_PRIMARY",
            "The main colour; too little contrast is refused.",
            "",
            "#0b5d57",
        ),
        Option("BRAND_ACCENT", "The second colour.", "", "#8a3d0b"),
        Option(
            "ASSOCIATION_NAME",
            "The association’s name, when the site has another.",
            "",
            "La Passerelle",
        ),
        Option(
            "CONTACT_EMAIL",
            "Who answers people; this or `DEFAULT_FROM_EMAIL` is needed.",
            "",
            "bonjour@your-association.org",
        ),
        Option("CONTACT_PHONE", "Who answers by telephone.", "", "01 23 45 67 89"),
    ],
    "Web server": [
        Option("HOST", "The address it listens on.", "127.0.0.1", "192.168.1.4"),
        Option("PORT", "The port it listens on.", "8000", "8080"),
        Option(
            "TRUSTED_PROXIES",
            "How many web servers in front set `X-Forwarded-For` and `X-Forwarded-Proto`.",
            "0",
            "1",
        ),
        Option(
            "BEHIND_PROXY",
            "Its former half: remove it, `TRUSTED_PROXIES` says both. Read for one version more.",
            "",
            "true",
        ),
        Option(
            "WEB_WORKERS", "Processes that answer.", "(2, or 1 on one processor)", "4"
        ),
        Option("WEB_THREADS", "Requests that each answers at once.", "4", "8"),
        Option(
            "WEB_WORKER_HOURS",
            "A process that is older is replaced between two requests.",
            "24",
            "12",
        ),
        Option(
            "WEB_WORKER_MB",
            "A process that holds more megabytes is replaced between two requests.",
            "600",
            "900",
        ),
        Option(
            "KEPT_PAGES_MB",
            "Megabytes of public pages that each process keeps in memory.",
            "64",
            "128",
        ),
        Option(
            "EXPOSURES_EVERY",
            "Seconds during which what the gallery showed is summed before it is written.",
            "5",
            "10",
        ),
    ],
    "Mail and text messages": [
        Option(
            "EMAIL_URL",
            "The mail server, `smtp+tls` (587) or `smtp+ssl` (465), or a provider: "
            "`anymail+brevo:?api_key=KEY`; docs/mail-and-sms.md has them.",
            "smtp://127.0.0.1:1025",
            "smtp+tls://user:password@smtp.your-association.org:587",
        ),
        Option(
            "DEFAULT_FROM_EMAIL",
            "Who writes every mail.",
            "(the site’s name and `CONTACT_EMAIL`)",
            "Le Fil <bonjour@your-association.org>",
        ),
        Option(
            "SMS_URL",
            "The service that sends SMS; it wins over `SMS_RELAY`: docs/mail-and-sms.md.",
            "",
            "brevo:?key=KEY&sender=Asso",
        ),
        Option(
            "SMS_RELAY",
            "The gateway that turns mails into text messages; `{number}` is the telephone.",
            "",
            "{number}@sms.your-operator.org",
        ),
        Option(
            "OUTBOX_LEASE",
            "Seconds during which a message being sent belongs to one worker.",
            "60",
            "120",
        ),
    ],
    "Limits for who copies everybody": [
        Option(
            "READERS_BURST",
            "Pages of people that one network address may open at once.",
            "600",
            "300",
        ),
        Option(
            "READERS_PER_SECOND",
            "Pages of people that it may open each second after that.",
            "0.5",
            "1",
        ),
        Option(
            "CRAWLERS_BURST",
            "The same as `READERS_BURST`, for networks that make previews, at their addresses.",
            "1200",
            "600",
        ),
        Option(
            "CRAWLERS_PER_SECOND",
            "The same as `READERS_PER_SECOND`, for them.",
            "1.0",
            "2",
        ),
        Option(
            "MOST_PEOPLE_AN_HOUR",
            "Different people that one address reads in an hour: then it waits, the team is told.",
            "140",
            "100",
        ),
        Option(
            "TRAP_HOURS",
            "Hours during which a network that followed the hidden link is refused.",
            "6",
            "24",
        ),
        Option(
            "REFUSED_EVERY",
            "Seconds between two readings of the networks that are refused.",
            "10",
            "30",
        ),
    ],
    "Watching": [
        Option(
            "LOG_FORMAT",
            "`json` for a collector, `text` for people.",
            "(`json` in production, else `text`)",
            "text",
        ),
        Option("LOG_LEVEL", "The least serious lines that are kept.", "INFO", "DEBUG"),
        Option(
            "METRICS_TOKEN",
            "What who reads `/metriques` says: `Authorization: Bearer …`.",
            "",
            "(`openssl rand -hex 24`)",
        ),
        Option(
            "SENTRY_DSN",
            "Where failures are told (Sentry, GlitchTip), without a word about anybody: "
            "docs/watching.md.",
            "",
            "https://key@glitchtip.your-association.org/1",
        ),
        Option(
            "DISK_LOW_MB",
            "Megabytes left below which administrators are told; a tenth is a full disk.",
            "2048",
            "5120",
        ),
    ],
}
OPTIONS = {option.name: option for group in GROUPS.values() for option in group}


def unknown_names(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that look like an option and are none, with the option they look like.

    The second is empty for a name of ours that looks like nothing.
    """
    known = {*OPTIONS, *(name + FILE_SUFFIX for name in OPTIONS)}
    for name in sorted(given):
        if name in known or name in NAMES_OF_SAMPLES:
            continue
        near = difflib.get_close_matches(name, sorted(known), 1, SURE_ENOUGH)
        if near or name.startswith(OWN_PREFIX):
            yield name, near[0] if near else ""
