"""Out of a letter in one press, without signing in: who holds its link may stop it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from entremise.alerts import actions, keys
from entremise.alerts.queries import search_with
from entremise.foundation.web.views import anyone, found, writes


@csrf_exempt
@writes(anyone)
def stop_search(request: HttpRequest, key: str) -> HttpResponse:
    """RFC 8058: a mail program that posts here, without cookie nor referrer, stops at once
    and is not redirected.
    """
    found(keys.read(key))
    search = search_with(key)
    if search is not None and request.method == "POST":
        actions.stop(search)
    going = search is not None and search.every_days and request.method != "POST"
    response = render(
        request,
        "public/letter_stop.html" if going else "public/letter_stopped.html",
        {"search": search},
    )
    response.headers["Cache-Control"] = "no-store"
    return response
