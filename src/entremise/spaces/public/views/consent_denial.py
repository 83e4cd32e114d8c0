"""« Ce n’était pas moi »: the link of a message hides a CV, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from entremise.candidates.actions.denial import deny_consent
from entremise.candidates.queries.denial import deniable_consent_from_key
from entremise.candidates.signing import consent_code_in
from entremise.foundation.web.decorators import anyone, writes
from entremise.foundation.web.shortcuts import or_404


@csrf_exempt  # the key is the proof; it comes from a message, without a cookie
@writes(anyone)
def consent_denial(request: HttpRequest, key: str) -> HttpResponse:
    """Programs that open links in advance change nothing: a button does it."""
    or_404(consent_code_in(key))
    consent = deniable_consent_from_key(key)
    done = consent is not None and request.method == "POST"
    if consent is not None and done:
        deny_consent(consent, by=None)
    response = render(
        request,
        "public/consent_denied.html" if done else "public/consent_denial.html",
        {"consent": consent},
    )
    response.headers["Cache-Control"] = "no-store"
    return response
