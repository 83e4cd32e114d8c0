"""The page of a failure: nothing in it may fail, so it asks nobody anything."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template

from entremise.foundation.web.request_ids import current_request_id


def server_error(request: HttpRequest) -> HttpResponse:
    number = current_request_id()
    return HttpResponseServerError(get_template("500.html").render({"number": number}))
