"""The addresses to which the services tell what became of a message.

The secret in the address proves who speaks.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from entremise.foundation.outbox.sms_reports import (
    code_of_ovh_message,
    read_ovh_report,
    read_report,
    store_report,
)
from entremise.foundation.outbox.transports import report_secret
from entremise.foundation.web.decorators import anyone, notified, writes

from .report_limits import report_refusal

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
    if refusal := _refusal(request):
        return refusal
    store_report(code, read_report(_status_in(request)))
    return HttpResponse(status=204)


@csrf_exempt
@notified(anyone)
def ovh_report(request: HttpRequest, secret: str) -> HttpResponse:
    """OVHcloud tells by GET, at one address for all messages: id, dlr."""
    if not constant_time_compare(secret, report_secret()):
        return HttpResponse(status=404)
    if refusal := _refusal(request):
        return refusal
    code = code_of_ovh_message(request.GET.get("id", "")[:80])
    if code:
        store_report(code, read_ovh_report(request.GET.get("dlr", "")[:10]))
    return HttpResponse(status=204)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    return report_refusal(
        request, scope="sms_reports", most_bytes=MAX_BYTES, an_hour=MAX_REPORTS
    )


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
