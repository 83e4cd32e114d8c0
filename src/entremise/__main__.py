"""``python -m entremise <command>``: run, worker, demo … and every Django command.

``import-rome`` is import_rome.
"""

import os
import sys

from entremise import __version__

VERSION_ARGUMENTS = (["--version"], ["version"])
HELP_ARGUMENTS: tuple[list[str], ...] = ([], ["--help"], ["-h"], ["help"])


def main() -> None:
    if sys.argv[1:] in VERSION_ARGUMENTS:
        print(f"entremise {__version__}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
    # after the settings are named
    if sys.argv[1:] in HELP_ARGUMENTS:
        from entremise.config.command_help import help_lines  # noqa: PLC0415

        print("\n".join(help_lines()))
        return
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    # « help import-rome » names its command second
    named = 2 if sys.argv[1:2] == ["help"] else 1
    command = [
        name.replace("-", "_") if not name.startswith("-") else name
        for name in sys.argv[1 : named + 1]
    ]
    execute_from_command_line(["entremise", *command, *sys.argv[named + 1 :]])


if __name__ == "__main__":
    main()
