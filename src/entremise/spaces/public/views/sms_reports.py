"""The address to which the SMS service tells what became of a message.

The secret in the address proves who speaks; the code says of which message.
"""

import json
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from entremise.foundation.outbox.sms_reports import read_report, store_report
from entremise.foundation.outbox.transports import report_secret
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, writes

MAX_BYTES = 16 * 1024
MAX_REPORTS = 3000  # an hour, from one network


@csrf_exempt
@writes(anyone)
def sms_report(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """204 for every report that is understood, known or not: the service stops asking."""
    if not constant_time_compare(secret, report_secret()):
        return HttpResponse(status=404)
    if request.method != "POST":
        return HttpResponse(status=204)  # a service that tries the address
    length = request.META.get("CONTENT_LENGTH") or "0"
    # the number of a length has no more than some digits
    if not (length.isdecimal() and len(length) < 9 and int(length) <= MAX_BYTES):
        return HttpResponse(status=413)
    if not rate_limits.allow_attempt(
        "sms_reports",
        rate_limits.client_network(request),
        limit=MAX_REPORTS,
        period=timedelta(hours=1),
    ):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    store_report(code, read_report(_status_in(request)))
    return HttpResponse(status=204)


def _status_in(request: HttpRequest) -> str:
    """The state in a JSON object or a form: ``msg_status`` (Brevo), ``status`` or ``event``."""
    values: object = request.POST
    if request.content_type == "application/json":
        try:
            values = json.loads(request.body)
        except ValueError:
            return ""
    for name in ("msg_status", "status", "event"):
        status = values.get(name) if hasattr(values, "get") else None
        if isinstance(status, str) and status and status != "OK":
            return status[:80]
    return ""
