"""Writing the CV of somebody I walk with, beside them.

And carrying the code by which they say yes.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates import actions, consent, forms, questions, wording
from entremise.candidates import queries as candidates
from entremise.candidates.enums import CVState, Section
from entremise.coaching import queries
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import of
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.spaces.coach.forms import SpokenCodeForm


def _person(request: HttpRequest, code: str) -> Any:
    return found(queries.my_pairing(request.user, code)).candidate


def _cv(request: HttpRequest, code: str) -> Any:
    return found(candidates.cv_of(request.user, _person(request, code)))


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _address(code: str, slug: str) -> str:
    if slug == Section.EXPERIENCES:
        return reverse("coach:cv_experiences", args=[code])
    if slug == questions.PHOTO:
        return reverse("coach:cv_photo", args=[code])
    return reverse("coach:cv_question", args=[code, slug])


def _after(code: str, slug: str) -> str:
    following = questions.next_after(slug)
    return (
        _address(code, following.slug)
        if following
        else reverse("coach:cv", args=[code])
    )


def _page(cv: Any, slug: str) -> dict[str, Any]:
    code = cv.candidate.code
    return {
        "question": questions.question(slug),
        "cv": cv,
        "candidate": cv.candidate,
        "left": questions.left_in_words(
            questions.steps(cv.document, has_photo=bool(cv.photo))
        ),
        "comments": [c for c in candidates.comments_on(cv) if c.section == slug],
        "back_url": reverse("coach:cv", args=[code]),
        "skip_url": _after(code, slug),
        "trades_url": reverse("coach:trades", args=[code]),
        "for_name": cv.candidate.first_name,
    }


@reads(is_coach)
def cv(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    data = draft.document.dump()
    walk = questions.steps(draft.document, has_photo=bool(draft.photo))
    rows = [
        (
            step,
            _address(code, step.question.slug),
            wording.lines_of(step.question.slug, data[step.question.slug])
            if step.question.slug in data
            else [],
        )
        for step in walk
    ]
    context = {
        "cv": draft,
        "candidate": draft.candidate,
        "rows": rows,
        "left": questions.left_in_words(walk),
        "next_url": next((url for step, url, _lines in rows if not step.answered), ""),
        "comments": [
            (wording.title_of(c.section), c) for c in candidates.comments_on(draft)
        ],
        "in_review": draft.state == CVState.SUBMITTED,
        "can_send": draft.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED),
        "visibility": candidates.visibility_of(draft.candidate),
    }
    return render(request, "coach/cv.html", context)


@writes(is_coach)
def question(request: HttpRequest, code: str, section: str) -> HttpResponse:
    if section not in forms.SECTION_FORMS:
        raise Http404
    draft = _cv(request, code)
    if draft.state == CVState.SUBMITTED and request.method == "GET":
        return redirect("coach:cv", code=code)
    form = forms.SECTION_FORMS[section](draft, _typed(request))
    if request.method == "POST" and request.headers.get("X-Saves-Itself"):
        return JsonResponse(form.saved_by_itself(by=request.user))
    if request.method == "POST" and form.save(by=request.user):
        return redirect(_after(code, section))
    page = _page(draft, section) | {
        "form": form,
        "fields_template": forms.template_of(section),
        "saves_itself": True,
    }
    return render(request, "coach/cv_question.html", page)


@reads(is_coach)
def experiences(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    page = _page(draft, Section.EXPERIENCES)
    return render(
        request,
        "coach/cv_experiences.html",
        page | {"told": draft.document.experiences},
    )


@writes(is_coach)
def experience(
    request: HttpRequest, code: str, number: int | None = None
) -> HttpResponse:
    draft = _cv(request, code)
    if (
        request.method == "GET"
        and number is not None
        and number >= len(draft.document.experiences)
    ):
        raise Http404
    form = forms.ExperienceForm(draft, _typed(request), number=number)
    if request.method == "POST" and form.save(by=request.user):
        return redirect("coach:cv_experiences", code=code)
    page = _page(draft, Section.EXPERIENCES) | {
        "form": form,
        "fields_template": "candidates/writing/_fields.html",
    }
    back = reverse("coach:cv_experiences", args=[code])
    return render(
        request, "coach/cv_question.html", page | {"back_url": back, "skip_url": ""}
    )


@writes(is_coach)
def remove_experience(request: HttpRequest, code: str, number: int) -> HttpResponse:
    draft = _cv(request, code)
    told = draft.document.experiences
    form = forms.RemoveExperienceForm(
        draft, _typed(request), number=number if number < len(told) else None
    )
    if (request.method == "POST" and form.save(by=request.user)) or number >= len(told):
        return redirect("coach:cv_experiences", code=code)
    context = {"form": form, "told": told[number], "candidate": draft.candidate}
    return render(request, "coach/cv_remove.html", context)


@writes(is_coach)
def photo(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    form = forms.PhotoForm(_typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.apply_photo(
                draft,
                image_bytes=forms.bytes_of(form.cleaned_data["photo"]),
                by=request.user,
            )
            messages.success(request, _("La photo est enregistrée."))
            return redirect("coach:cv_photo", code=code)
    return render(
        request, "coach/cv_photo.html", _page(draft, questions.PHOTO) | {"form": form}
    )


@reads(is_coach)
def photo_file(request: HttpRequest, code: str) -> HttpResponse:
    name = _cv(request, code).photo.name
    if not name:
        raise Http404
    return HttpResponse(
        candidates.stored_photo(name, small=True), content_type="image/jpeg"
    )


@writes(is_coach, show=False)
def submit(request: HttpRequest, code: str) -> HttpResponse:
    actions.submit(_cv(request, code), by=request.user)
    messages.success(request, _("Le CV est envoyé à l’équipe."))
    return redirect("coach:cv", code=code)


@writes(is_coach)
def consent_code(request: HttpRequest, code: str) -> HttpResponse:
    """Read the text together, tick together.

    The person receives a code that agrees to exactly that.
    """
    person = _person(request, code)
    snapshot = found(candidates.last_snapshot(person))
    form = forms.ConsentForm(person, snapshot, _typed(request))
    if form.is_valid():
        with errors_in(form):
            actions.ask_consent_code(
                person, snapshot=snapshot, by=request.user, **form.choices
            )
            return redirect("coach:say_consent_code", code=code)
    language = consent.language_for(person.language)
    text = consent.paragraphs(consent.VERSION, language)
    context = {
        "candidate": person,
        "form": form,
        "paragraphs": text,
        "text_language": language,
    }
    return render(request, "coach/cv_consent.html", context)


@writes(is_coach)
def say_consent_code(request: HttpRequest, code: str) -> HttpResponse:
    person = _person(request, code)
    form = SpokenCodeForm(_typed(request))
    if form.is_valid():
        if actions.grant_by_code(
            person, typed=form.cleaned_data["typed"], by=request.user
        ):
            whose = {"of_name": of(person.first_name)}
            messages.success(
                request, _("C’est fait. Le CV %(of_name)s est visible.") % whose
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
