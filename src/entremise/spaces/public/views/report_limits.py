"""What a service may tell us at once and in an hour, at the addresses of its reports."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from entremise.foundation.web import rate_limits
from entremise.foundation.web.requests import is_longer_than


def report_refusal(
    request: HttpRequest, *, scope: str, most_bytes: int, an_hour: int
) -> HttpResponse | None:
    """413 or 429; None when the report may be read. ``an_hour``: reports from one network."""
    if is_longer_than(request, most_bytes):
        return HttpResponse(status=413)
    if not rate_limits.allow_attempt(
        scope,
        rate_limits.client_network(request),
        limit=an_hour,
        period=timedelta(hours=1),
    ):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    return None
