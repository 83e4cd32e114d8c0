"""``python -m entremise <command>``: run, worker, demo … and every Django command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (after the settings are named)

    execute_from_command_line(["entremise", *sys.argv[1:]])


if __name__ == "__main__":
    main()
