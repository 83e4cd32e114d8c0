"""The pages of docs/ that are made from the code are up to date."""

from django.core.management import call_command


def test_generated_pages_are_true() -> None:
    call_command("document", check=True)
