"""Variables that every template has."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows of the deployment: its address, demo or not."""
    return {
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL,
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }
