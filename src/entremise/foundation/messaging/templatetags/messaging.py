"""{% address_warnings email phone %}: what hinders writing to somebody, and what to do."""

from typing import Any

from django import template
from django.template import Context

from entremise.foundation.kit.links import path_to
from entremise.foundation.messaging.queries.addresses import address_warnings_for

register = template.Library()


@register.inclusion_tag("messaging/address_warnings.html", takes_context=True)
def address_warnings(
    context: Context, email: str | None, phone: str | None
) -> dict[str, Any]:
    request = context["request"]
    warnings = address_warnings_for(request.user, email or "", phone or "")
    return {
        "request": request,
        "warnings": [
            (
                warning,
                path_to("confirm_address", code=warning.code) if warning.code else "",
            )
            for warning in warnings
        ],
    }
