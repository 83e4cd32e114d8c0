"""Texts that the association writes in its own words, in each language."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.association import queries
from entremise.foundation.association.actions import change_text, publish_text
from entremise.foundation.association.content.texts import TEXTS
from entremise.foundation.association.wording import text_html
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.team.forms.association import mark_name
from entremise.spaces.team.forms.texts import (
    PublicationForm,
    TextForm,
    variables_hint,
)
from entremise.spaces.team.presenters.settings_history import association_history


@reads(can_change_settings)
def text_settings(request: SignedInRequest) -> HttpResponse:
    context = {
        "texts": queries.text_summaries(),
        "changes": association_history(TEXTS),
    }
    return render(request, "team/settings/texts.html", context)


@writes(can_change_settings)
def text_setting(request: SignedInRequest, key: str) -> HttpResponse:
    """One text in each language, with its original words and a preview."""
    declaration = or_404(TEXTS.get(key))
    shown = queries.shown_texts(key)
    bound = request.method == "POST"
    form = TextForm(
        request.POST if bound else None, declaration=declaration, shown=shown
    )
    if bound and "preview" not in request.POST and form.is_valid():
        typed, restored = form.typed, request.POST.get("restore", "")
        if restored in typed:
            typed = {restored: ""}
        with errors_in(form):
            changes = change_text(key, typed, seen=form.seen, by=request.user)
            messages.success(
                request,
                _("C’est enregistré.") if changes else _("Rien n’a changé."),
            )
            return redirect("team:text_setting", key=key)
    conflicts = {
        language: value or queries.original_text(key, language)
        for language, value in form.stored_now.items()
    }
    context = {
        "text": declaration,
        "form": form,
        "languages": [_language_part(form, text, conflicts) for text in shown],
        "hint": variables_hint(),
        "version": queries.published_version(key) if declaration.is_versioned else "",
        "draft": queries.has_unpublished_words(key),
        "publications": queries.publications_of(key),
        "changes": association_history([key]),
    }
    return render(request, "team/settings/text.html", context)


def _language_part(
    form: TextForm, text: queries.EditableText, conflicts: dict[str, str]
) -> dict[str, Any]:
    """What the page shows of one language."""
    written = str(form[text.language].value() or "") or text.original
    return {
        "language": text.language,
        "name": text.language_name,
        "field": form[text.language],
        "is_own": bool(text.stored),
        "original": text_html(text.original),
        "preview": text_html(queries.filled_text(written)),
        "mark": text.mark,
        "mark_name": mark_name(text.language),
        "stored_now": text_html(conflicts[text.language])
        if text.language in conflicts
        else "",
    }


@writes(can_change_settings)
def publish_text_setting(request: SignedInRequest, key: str) -> HttpResponse:
    """Publish what is written: who must accept it is asked again."""
    declaration = or_404(TEXTS.get(key))
    or_404(declaration if declaration.is_versioned else None)
    shown = queries.shown_texts(key)
    form = PublicationForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        seen = {
            text.language: request.POST.get(mark_name(text.language), "")
            for text in shown
        }
        with errors_in(form):
            published = publish_text(key, seen=seen, by=request.user)
            messages.success(
                request,
                _("La version du %(version)s est publiée.")
                % {"version": published.version},
            )
            return redirect("team:text_setting", key=key)
    context = {
        "text": declaration,
        "form": form,
        "languages": [
            {
                "language": text.language,
                "name": text.language_name,
                "mark": text.mark,
                "mark_name": mark_name(text.language),
                "preview": text_html(queries.text_in_force(key, text.language)),
            }
            for text in shown
        ],
    }
    return render(request, "team/settings/publish.html", context)
