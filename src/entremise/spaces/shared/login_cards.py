"""The page of a login card that was just made: its code is shown this once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.foundation.accounts.queries import last_opening_by_card

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.actions.signing_in import CardSecret
    from entremise.foundation.accounts.models import LoginCard


def show_login_card(
    request: HttpRequest,
    space: str,
    person: Candidate,
    card: LoginCard,
    secret: CardSecret,
) -> HttpResponse:
    context = {
        "page_base": f"{space}/base.html",
        "back_url": reverse(f"{space}:candidate", args=[person.code]),
        "person": person,
        "card": card,
        "secret": secret,
        "last_opening": last_opening_by_card(card.user),
    }
    return render(request, "accounts/login_card_shown.html", context)
