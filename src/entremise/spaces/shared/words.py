"""What is said of somebody when their CV is shared: three tones in each language, for the
person and their coach.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates import queries as candidates
from entremise.candidates.content import PublicCV
from entremise.candidates.languages import is_right_to_left, name_of, own_name_of
from entremise.candidates.rules import is_self
from entremise.foundation.kit.forms import TextField
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.sharing import actions, queries
from entremise.sharing.actions.words import MOST

from .cv_room import CVRoom


class WordsForm(forms.Form):
    words = TextField(
        label=gettext_lazy("Les mots"),
        max_length=MOST,
        rows=6,
        help_text=gettext_lazy(
            "500 caractères au plus. Le lien vers la page s’ajoute tout seul."
        ),
    )

    def __init__(
        self, said: queries.SaidWords, language: str, data: Any = None
    ) -> None:
        super().__init__(data, initial={"words": said.proposed or said.words})
        side = "rtl" if is_right_to_left(language) else "ltr"
        self.fields["words"].widget.attrs.update({"lang": language, "dir": side})


def back(room: CVRoom, person: Any, language: str) -> HttpResponse:
    return redirect(f"{room.url('share_words', person)}?langue={language}")


def urls_of(room: CVRoom, at: str) -> list[URLPattern]:
    """The words of somebody, below ``at``."""
    return [
        path(at, reads(room.test)(room.opened(share_words)), name="share_words"),
        path(
            f"{at}<slug:language>/<slug:tone>/",
            writes(room.test)(room.opened(write)),
            name="write_words",
        ),
    ]


def cv_of(person: Any) -> PublicCV:
    """What is visible of them, or would be: the words are written before the first
    publication too.
    """
    cv = found(getattr(person, "cv", None))
    public = candidates.published(cv.code)
    return (
        public if isinstance(public, PublicCV) else candidates.preview(person, [], [])
    )


def share_words(room: CVRoom, request: HttpRequest, person: Any) -> HttpResponse:
    cv = cv_of(person)
    choices = queries.words_languages(cv)
    language = request.GET.get("langue", "")
    language = (
        language
        if language in choices
        else cv.language
        if cv.language in choices
        else choices[0]
    )
    rows = [
        (said, room.url("write_words", person, language, said.tone))
        for said in queries.said_words(cv, language)
    ]
    context = {
        "candidate": person,
        "rows": rows,
        "spoken": language,
        "name": name_of(language),
        "others": [(code, own_name_of(code)) for code in choices],
    }
    return render(request, f"{room.space}/share_words.html", context)


def write(
    room: CVRoom, request: HttpRequest, person: Any, language: str, tone: str
) -> HttpResponse:
    viewer: Any = request.user
    cv = cv_of(person)
    if language not in queries.words_languages(cv):
        raise Http404
    said = found(
        next(
            (said for said in queries.said_words(cv, language) if said.tone == tone),
            None,
        )
    )
    form = WordsForm(said, language, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            actions.write_words(
                person,
                language=language,
                tone=tone,
                words=form.cleaned_data["words"],
                by=viewer,
            )
            mine = is_self(request.user, person)
            messages.success(
                request,
                _("C’est noté.") if mine else _("C’est proposé. La personne choisit."),
            )
            return back(room, person, language)
    context = {
        "candidate": person,
        "form": form,
        "said": said,
        "name": name_of(language),
        "back_url": f"{room.url('share_words', person)}?langue={language}",
    }
    return render(request, f"{room.space}/write_words.html", context)
