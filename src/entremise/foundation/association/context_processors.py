"""Variables that every template has: the association's face."""

from typing import Any

from django.http import HttpRequest

from entremise.foundation.kit import brand

from .queries import current_settings, logo_version


def association_context(request: HttpRequest) -> dict[str, Any]:
    """Names, contact, logo and colours. ``branded``: a version of the colours, or empty."""
    site = current_settings()
    return {
        "brand": site.site_name,
        "association": site.association_name,
        "contact_email": site.contact_email,
        "contact_phone": site.contact_phone,
        "brand_logo": logo_version(site),
        "branded": brand.brand_version(site.primary_colour, site.accent_colour),
    }
