"""What ``entremise --help`` says: our commands by what they are for, the framework's last."""

from collections.abc import Iterable

from django.core.management import get_commands

# By what one wants to do; one line each, as it is typed.
COMMAND_GROUPS: dict[str, dict[str, str]] = {
    "Begin": {
        "setup": "the database, the first administrator, the first zone",
        "check": "what is wrong with this installation, and what to do",
        "demo": "a fictional programme, in demo mode only",
        "import-rome": "the trades of France Travail, for the search",
    },
    "Run": {
        "run": "prepare, then the web server and the worker",
        "migrate": "the database follows a new version",
        "web": "the web server alone",
        "worker": "messages and automatic jobs alone",
        "read-bounce": "a mail that came back, given by the mail server",
    },
    "Keep": {
        "backup": "the database, files and ledger in one archive",
        "verify": "read an archive to its end",
        "restore": "put an archive in the place of the site",
        "open": "open a site that was restored",
        "move-to-postgres": "from SQLite to an empty PostgreSQL database",
    },
    "People": {
        "admin": "list, invite or let in administrators",
        "import": "bring a list in from a file",
    },
    "Measure": {
        "bench": "times and sizes, on data of its own",
        "search": "what a search finds, and why",
    },
    "Write the code": {
        "document": "the pages of docs/ made from the code",
        "makemessages": "sentences to translate",
        "compilemessages": "translations, compiled",
    },
}


def help_lines() -> Iterable[str]:
    """The whole of ``entremise --help``."""
    yield "entremise COMMAND [options]       entremise help COMMAND says all of one"
    width = max(len(name) for names in COMMAND_GROUPS.values() for name in names)
    for title, commands in COMMAND_GROUPS.items():
        yield ""
        yield title
        for name, line in commands.items():
            yield f"  {name:<{width}}  {line}"
    own = {name for names in COMMAND_GROUPS.values() for name in names}
    yield ""
    yield f"Of the framework: {', '.join(sorted(get_commands().keys() - own))}"
