"""Pages of the demonstration: sign in as anybody, read the messages sent. 404 in other modes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import demo, sessions
from entremise.foundation.accounts.enums import SignInMethod
from entremise.foundation.outbox.html_version import message_html
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.notes import response_notes
from entremise.foundation.web.shortcuts import paginate


def _require_demo() -> None:
    if not settings.DEMO:
        raise Http404


@reads(anyone)
def personas(request: HttpRequest) -> HttpResponse:
    _require_demo()
    return render(request, "public/demo_personas.html", {"personas": demo.personas()})


@writes(anyone, show=False)
def demo_take_place(request: HttpRequest, role: str) -> HttpResponse:
    _require_demo()
    persona = demo.persona_with_role(role)
    if persona is None:
        raise Http404
    sessions.sign_out(request)
    if persona.user is None:
        return redirect("/")
    sessions.sign_in(request, persona.user, method=SignInMethod.DEMO)
    return redirect(settings.LOGIN_REDIRECT_URL)


@reads(anyone)
def demo_letters(request: HttpRequest) -> HttpResponse:
    _require_demo()
    return render(
        request,
        "public/demo_letters.html",
        {"page": paginate(demo.demo_messages(), request)},
    )


@reads(anyone)
def demo_letter(request: HttpRequest, code: str) -> HttpResponse:
    _require_demo()
    message = demo.demo_message(code)
    if message is None:
        raise Http404
    return render(request, "public/demo_letter.html", {"letter": message})


@reads(anyone)
def demo_letter_as_sent(request: HttpRequest, code: str) -> HttpResponse:
    """The message as a mail program shows it, with its own styles; scripts are forbidden."""
    _require_demo()
    message = demo.demo_message(code)
    if message is None or message.channel != "email":
        raise Http404
    response = HttpResponse(message_html(message))
    response_notes(response).csp = {
        "style-src": "'unsafe-inline'",
        "script-src": "'none'",
        "sandbox": "",
    }
    return response
