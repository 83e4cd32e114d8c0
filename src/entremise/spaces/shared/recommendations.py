"""What others say of somebody: asking for words, for the person and for who writes the CV
with them.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates import actions
from entremise.candidates.forms import AskForm
from entremise.candidates.recommended import SHOWN_MOST, is_over, recommendations_of
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import View, errors_in, writes

from .cv_room import CVRoom


def view_of(room: CVRoom) -> View:
    return writes(room.test)(room.opened(recommendations))


def recommendations(room: CVRoom, request: HttpRequest, person: Any) -> HttpResponse:
    """Those that came, those that are awaited with the link to hand on, and one more to ask."""
    viewer: Any = request.user
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            asked = actions.ask_recommendation(person, by=viewer, **form.cleaned_data)
            sent = (
                _("Le message est parti.")
                if asked.author_email
                else _("Le lien est prêt. Donnez-le à la personne.")
            )
            messages.success(request, sent)
            return redirect(room.url("recommendations", person))
    rows = recommendations_of(request.user, person)
    waiting = [
        row
        for row in rows
        if not row.written_at and not row.accepted_at and not is_over(row)
    ]
    context = {
        "candidate": person,
        "form": form,
        "written": [row for row in rows if row.written_at or row.accepted_at],
        "waiting": [
            (row, url_to("recommendation", secret=row.secret)) for row in waiting
        ],
        "most": SHOWN_MOST,
    }
    return render(request, f"{room.space}/recommendations.html", context)
