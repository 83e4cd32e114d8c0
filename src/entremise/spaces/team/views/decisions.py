"""The page where the team decides on something with a form, often a message to those concerned."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from entremise.foundation.accounts.rules import is_team
from entremise.foundation.web.decorators import ViewFunction, writes
from entremise.foundation.web.shortcuts import errors_in, or_404

LazyText = str | Promise


@dataclass(frozen=True)
class DecisionSubject:
    """What is decided on: how it is found, who decides, where it is shown."""

    name: str  # in the template; team:<name> is its page, where the decision leads
    find: Callable[[Any, str], Any]  # a query: viewer, code; None gives 404
    may_decide: Callable[[Any, Any], bool]  # viewer, row
    template: str


@dataclass(frozen=True)
class DecisionTexts:
    """What the page says."""

    title: LazyText
    submit: LazyText  # label of the button
    done: LazyText = ""  # message on the page that follows


def build_decision_view(
    subject: DecisionSubject,
    form_class: type[BaseForm],
    action: Callable[..., Any],
    words: DecisionTexts,
) -> ViewFunction:
    """A view of the team. ``action``: called with the row, ``by`` and the values of the form."""

    def decide(request: HttpRequest, code: str) -> HttpResponse:
        row = or_404(subject.find(request.user, code))
        if not subject.may_decide(request.user, row):
            raise Http404
        page_url = reverse(f"team:{subject.name}", args=[code])
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_valid():
            with errors_in(form):
                action(row, by=request.user, **form.cleaned_data)
                if words.done:
                    messages.success(request, str(words.done))
                return redirect(page_url)
        context = {
            subject.name: row,
            "form": form,
            "title": words.title,
            "submit": words.submit,
            "page_url": page_url,
        }
        return render(request, subject.template, context)

    return writes(is_team)(decide)
