"""Open the access of several people who came from a list, coaches or people of companies."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import Sentence, gettext as _, gettext_lazy, ngettext
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.team.forms.accesses import AccessesForm
from entremise.spreadsheets import queries
from entremise.spreadsheets.actions.accesses import (
    MAX_ACCESSES_TOGETHER,
    AccessesOpened,
    open_coach_accesses,
    open_member_accesses,
)


@dataclass(frozen=True)
class KindOfPeople:
    title: Sentence
    waiting_for: Callable[[Any], Any]
    open_accesses: Callable[..., AccessesOpened]
    list_url: str  # name


KINDS = {
    "coachs": KindOfPeople(
        gettext_lazy("Ouvrir l’accès des coachs"),
        queries.coaches_without_access_for,
        open_coach_accesses,
        "team:coaches",
    ),
    "entreprises": KindOfPeople(
        gettext_lazy("Ouvrir l’accès des personnes d’entreprises"),
        queries.members_without_access_for,
        open_member_accesses,
        "team:companies",
    ),
}


@writes(is_team)
def open_accesses(request: SignedInRequest, kind: str) -> HttpResponse:
    """Who would be invited, and how, then yes."""
    people = or_404(KINDS.get(kind))
    waiting = people.waiting_for(request.user)
    shown = list(waiting[:MAX_ACCESSES_TOGETHER])
    form = AccessesForm(
        request.POST if request.method == "POST" else None, people=shown
    )
    if form.is_valid():
        with errors_in(form):
            asked = waiting.filter(code__in=form.cleaned_data["people"])
            _tell(request, people.open_accesses(asked, by=request.user))
            return redirect(people.list_url)
    by_email = sum(bool(one.user.contact_email) for one in shown)
    context = {
        "form": form,
        "title": people.title,
        "list_url": people.list_url,
        "number": len(shown),
        "emails": by_email,
        "texts": len(shown) - by_email,
        "total": waiting.count(),
        "most": MAX_ACCESSES_TOGETHER,
    }
    return render(request, "team/open_accesses.html", context)


def _tell(request: SignedInRequest, result: AccessesOpened) -> None:
    if number := len(result.opened):
        words = ngettext(
            "%(number)d accès est ouvert. L’invitation part.",
            "%(number)d accès sont ouverts. Les invitations partent.",
            number,
        )
        messages.success(request, words % {"number": number})
    for user, why in result.refused[:10]:
        messages.warning(
            request, _("%(name)s : %(why)s") % {"name": user.full_name, "why": why}
        )
