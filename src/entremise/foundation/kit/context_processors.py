"""Variables that every template has."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import brand


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows of the deployment: brand, contact, demo or not."""
    return {
        "brand": settings.BRAND_NAME,
        "association": settings.ASSOCIATION_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "brand_logo": bool(settings.BRAND_LOGO),
        "branded": brand.brand_version(),
    }
