"""« Les mots pour me présenter »: what people will say when they share my CV."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from entremise.candidates import queries
from entremise.candidates.rules import is_candidate
from entremise.foundation.web.views import found, writes
from entremise.sharing import actions
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.words import back, cv_of, urls_of


def _me(request: HttpRequest, code: str = "") -> Any:
    return found(queries.candidate_of(request.user))


room = CVRoom("candidate", is_candidate, person=_me, by_code=False)
urls = partial(urls_of, room)


@writes(is_candidate, show=False)
def put_aside(request: HttpRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    actions.put_words_aside(
        me, cv=cv_of(me), language=language, tone=tone, by=request.user
    )
    return back(room, me, language)


@writes(is_candidate, show=False)
def put_back(request: HttpRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    actions.put_words_back(me, language=language, tone=tone, by=request.user)
    return back(room, me, language)


@writes(is_candidate, show=False)
def accept(request: HttpRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    actions.answer_proposal(me, language=language, tone=tone, yes=True, by=request.user)
    return back(room, me, language)


@writes(is_candidate, show=False)
def refuse(request: HttpRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    actions.answer_proposal(
        me, language=language, tone=tone, yes=False, by=request.user
    )
    return back(room, me, language)
