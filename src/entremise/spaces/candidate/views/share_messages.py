"""« Les mots pour me présenter »: messages that go with the candidate's shared CV."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.rules import is_candidate
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.sharing.actions.share_messages import (
    answer_proposed_message,
    hide_share_message,
    restore_share_message,
)
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.share_messages import (
    build_share_words_urls,
    published_or_preview_cv,
    redirect_to_share_words,
)


def _me(request: SignedInRequest, code: str = "") -> Any:
    return or_404(candidate_of_user(request.user))


cv_screens = CVScreens("candidate", is_candidate, person_for=_me, code_in_urls=False)
share_words_urls = partial(build_share_words_urls, cv_screens)


@writes(is_candidate, show=False)
def put_words_aside(request: SignedInRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    hide_share_message(
        me,
        cv=published_or_preview_cv(me),
        language=language,
        tone=tone,
        by=request.user,
    )
    return redirect_to_share_words(cv_screens, me, language)


@writes(is_candidate, show=False)
def put_words_back(request: SignedInRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    restore_share_message(me, language=language, tone=tone, by=request.user)
    return redirect_to_share_words(cv_screens, me, language)


@writes(is_candidate, show=False)
def accept_words(request: SignedInRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    answer_proposed_message(
        me, language=language, tone=tone, accept=True, by=request.user
    )
    return redirect_to_share_words(cv_screens, me, language)


@writes(is_candidate, show=False)
def refuse_words(request: SignedInRequest, language: str, tone: str) -> HttpResponse:
    me = _me(request)
    answer_proposed_message(
        me, language=language, tone=tone, accept=False, by=request.user
    )
    return redirect_to_share_words(cv_screens, me, language)
