"""Template tags about shared pages."""

from typing import Any

from django import template

from entremise.foundation.kit.links import url_to
from entremise.sharing.queries import networks

register = template.Library()


@register.inclusion_tag("sharing/_forgetting.html")
def forgetting(code: str) -> dict[str, Any]:
    """For the team: how to ask other sites to remove what they store of a CV that is gone."""
    url = url_to("cv", code=code)
    return {"page": url, "places": networks.removal_requests(url)}
