"""``python -m entremise <command>``: run, worker, demo … and every Django command.

``import-rome`` is import_rome.
"""

import os
import sys

from entremise import __version__

VERSION_ARGUMENTS = (["--version"], ["version"])


def main() -> None:
    if sys.argv[1:] in VERSION_ARGUMENTS:
        print(f"entremise {__version__}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
    # after the settings are named
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    command = [
        name.replace("-", "_") if not name.startswith("-") else name
        for name in sys.argv[1:2]
    ]
    execute_from_command_line(["entremise", *command, *sys.argv[2:]])


if __name__ == "__main__":
    main()
