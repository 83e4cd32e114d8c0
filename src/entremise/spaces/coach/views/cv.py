"""A coach writes a candidate's CV with them, and enters the consent code that they received."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions.consent import publish_cv_with_code, send_consent_code
from entremise.candidates.content import consent_versions
from entremise.candidates.forms.consent import ConsentForm
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _, name_with_of
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.coach.forms import SpokenCodeForm
from entremise.spaces.shared.cv_editor import CVEditorScreens, build_cv_urls

from .translations import editable_person_or_404

cv_urls = partial(
    build_cv_urls,
    CVEditorScreens(
        "coach", is_coach, person_for=editable_person_or_404, may_undo=False
    ),
)


def _post_data(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


@writes(is_coach)
def consent_code(request: SignedInRequest, code: str) -> HttpResponse:
    """Read the consent text and choose together.

    The candidate then receives a code for these choices.
    """
    person = editable_person_or_404(request, code)
    snapshot = or_404(latest_snapshot_of(person))
    form = ConsentForm(person, snapshot, _post_data(request))
    if form.is_valid():
        with errors_in(form):
            chosen: dict[str, Any] = form.selected_choices
            send_consent_code(person, snapshot=snapshot, by=request.user, **chosen)
            return redirect("coach:say_consent_code", code=code)
    language = consent_versions.consent_language_for(person.language)
    text = consent_versions.consent_paragraphs(
        consent_versions.CURRENT_CONSENT_VERSION, language
    )
    context = {
        "candidate": person,
        "form": form,
        "paragraphs": text,
        "text_language": language,
    }
    return render(request, "coach/cv_consent.html", context)


@writes(is_coach)
def say_consent_code(request: SignedInRequest, code: str) -> HttpResponse:
    person = editable_person_or_404(request, code)
    form = SpokenCodeForm(_post_data(request))
    if form.is_valid():
        if publish_cv_with_code(
            person, typed=form.cleaned_data["typed"], by=request.user
        ):
            name = {"of_name": name_with_of(person.first_name)}
            messages.success(
                request, _("C’est fait. Le CV %(of_name)s est visible.") % name
            )
            return redirect("coach:candidate", code=code)
        form.add_error(
            "typed",
            _(
                "Ce code n’est pas le bon, ou il ne sert plus. Vérifiez, ou demandez-en un autre."
            ),
        )
    return render(
        request, "coach/cv_consent_code.html", {"candidate": person, "form": form}
    )
