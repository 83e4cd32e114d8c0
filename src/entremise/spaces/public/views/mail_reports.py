"""The address to which the mail provider tells bounces and complaints.

The secret in the address proves who speaks; django-anymail checks the signature as well when
EMAIL_URL has its key.
"""

import logging

from anymail.exceptions import AnymailWebhookValidationFailure
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from entremise.foundation.outbox.mail_providers import account_from_url
from entremise.foundation.outbox.mail_reports import report_secret
from entremise.foundation.web.decorators import anyone, notified

from .report_limits import report_refusal

log = logging.getLogger("entremise.outbox")

MAX_BYTES = 1024 * 1024  # some providers tell hundreds of events at once
MAX_REPORTS = 6000  # an hour, from one network


@csrf_exempt
@notified(anyone)
def mail_report(request: HttpRequest, secret: str) -> HttpResponse:
    if not constant_time_compare(secret, report_secret()):
        return HttpResponse(status=404)
    if request.method != "POST":
        return HttpResponse(status=204)  # a provider that tries the address
    if refusal := report_refusal(
        request, scope="mail_reports", most_bytes=MAX_BYTES, an_hour=MAX_REPORTS
    ):
        return refusal
    url = settings.MAIL_PROVIDER_URL
    view = account_from_url(url).reports_view() if url else None
    if view is None:
        return HttpResponse(status=404)
    try:
        return view(request)
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=400)
    except (AttributeError, KeyError, TypeError, ValueError):
        log.exception("a report of the mail provider could not be read")
        return HttpResponse(status=400)
