"""Messages that go with a shared CV: three tones in each language.

The person edits them; their coach may propose others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import (
    is_right_to_left,
    language_name,
    native_language_name,
)
from entremise.candidates.queries.publications import cv_preview, published_cv
from entremise.candidates.rules import is_self
from entremise.foundation.kit.forms import TextField
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.sharing.actions.share_messages import MAX_LENGTH, write_share_message
from entremise.sharing.queries.share_messages import (
    EditableMessage,
    editable_messages,
    message_languages,
)

from .cv_screens import CVScreens

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


class ShareMessageForm(forms.Form):
    text = TextField(
        label=gettext_lazy("Les mots"),
        max_length=MAX_LENGTH,
        rows=6,
        help_text=gettext_lazy(
            "500 caractères au plus. Le lien vers la page s’ajoute tout seul."
        ),
    )

    def __init__(
        self,
        message: EditableMessage,
        language: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"text": message.proposed_text or message.text})
        direction = "rtl" if is_right_to_left(language) else "ltr"
        self.fields["text"].widget.attrs.update({"lang": language, "dir": direction})


def redirect_to_share_words(
    screens: CVScreens, person: Candidate, language: str
) -> HttpResponse:
    return redirect(f"{screens.url('share_words', person)}?langue={language}")


def build_share_words_urls(screens: CVScreens, prefix: str) -> list[URLPattern]:
    """URLs of the messages of a person, below ``prefix``."""
    return [
        path(
            prefix,
            reads(screens.test, by_card=screens.is_own)(screens.bind_view(share_words)),
            name="share_words",
        ),
        path(
            f"{prefix}<slug:language>/<slug:tone>/",
            writes(screens.test, by_card=screens.is_own)(
                screens.bind_view(write_words)
            ),
            name="write_words",
        ),
    ]


def published_or_preview_cv(person: Candidate) -> PublicCV:
    """The published CV, else its preview: messages may be written before it is published."""
    cv = or_404(getattr(person, "cv", None))
    public = published_cv(cv.code)
    return public if isinstance(public, PublicCV) else cv_preview(person, [], [])


def share_words(
    screens: CVScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv = published_or_preview_cv(person)
    choices = message_languages(cv)
    language = request.GET.get("langue", "")
    if language not in choices:
        language = cv.language if cv.language in choices else choices[0]
    rows = [
        (message, screens.url("write_words", person, language, message.tone))
        for message in editable_messages(cv, language)
    ]
    context = {
        "candidate": person,
        "rows": rows,
        "spoken": language,
        "name": language_name(language),
        "others": [(code, native_language_name(code)) for code in choices],
    }
    return render(request, f"{screens.space}/share_words.html", context)


def write_words(
    screens: CVScreens,
    request: HttpRequest,
    person: Candidate,
    language: str,
    tone: str,
) -> HttpResponse:
    viewer: Any = request.user
    cv = published_or_preview_cv(person)
    if language not in message_languages(cv):
        raise Http404
    message = or_404(
        next(
            (
                message
                for message in editable_messages(cv, language)
                if message.tone == tone
            ),
            None,
        )
    )
    form = ShareMessageForm(
        message, language, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        with errors_in(form):
            write_share_message(
                person,
                language=language,
                tone=tone,
                text=form.cleaned_data["text"],
                by=viewer,
            )
            mine = is_self(request.user, person)
            messages.success(
                request,
                _("C’est noté.") if mine else _("C’est proposé. La personne choisit."),
            )
            return redirect_to_share_words(screens, person, language)
    context = {
        "candidate": person,
        "form": form,
        "message": message,
        "name": language_name(language),
        "back_url": f"{screens.url('share_words', person)}?langue={language}",
    }
    return render(request, f"{screens.space}/write_words.html", context)
