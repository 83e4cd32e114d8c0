"""What is shown of a page that others may still keep."""

from typing import Any

from django import template

from entremise.foundation.kit.links import url_to
from entremise.sharing.queries import networks

register = template.Library()


@register.inclusion_tag("sharing/_forgetting.html")
def forgetting(code: str) -> dict[str, Any]:
    """For the team: what can still be asked of others about a page that is gone, and what
    cannot.
    """
    url = url_to("cv", code=code)
    return {"page": url, "places": networks.removal_requests(url)}
