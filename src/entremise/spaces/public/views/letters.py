"""Stop the e-mail alerts of a saved search, with a link of the e-mail and without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from entremise.alerts import actions, signing
from entremise.alerts.queries import saved_search_from_key
from entremise.foundation.web.decorators import anyone, writes
from entremise.foundation.web.shortcuts import or_404


@csrf_exempt
@writes(anyone)
def stop_search(request: HttpRequest, key: str) -> HttpResponse:
    """RFC 8058: a mail program that posts here stops the alerts at once, without redirection.

    It sends neither cookie nor referrer.
    """
    or_404(signing.search_code_in(key))
    search = saved_search_from_key(key)
    if search is not None and request.method == "POST":
        actions.stop_search_alerts(search)
    is_active = search is not None and search.every_days and request.method != "POST"
    response = render(
        request,
        "public/letter_stop.html" if is_active else "public/letter_stopped.html",
        {"search": search},
    )
    response.headers["Cache-Control"] = "no-store"
    return response
