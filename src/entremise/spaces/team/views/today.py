"""What the bridge has to do today: late first, then silent, fragile, to read, to moderate,
to confirm.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from entremise.candidates.queries import reviews_for
from entremise.coaching.queries import applications_for, without_coach
from entremise.companies.enums import CompanyState
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit import links
from entremise.foundation.kit.links import path_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.foundation.tasks import actions as tasks_actions
from entremise.foundation.tasks.queries import (
    done_today,
    open_tasks,
    task_for,
    words_of,
)
from entremise.foundation.tasks.reasons import Group
from entremise.foundation.web.views import found, reads, safe_next, writes
from entremise.meetings.queries import approaches_to_decide
from entremise.opportunities.queries import to_read
from entremise.spaces.team.forms.today import DoneForm

GROUPS: dict[Group, Any] = {
    Group.LATE: gettext_lazy("En retard"),
    Group.SILENT: gettext_lazy("Silencieux"),
    Group.FRAGILE: gettext_lazy("Fragile"),
    Group.REVIEW: gettext_lazy("À relire"),
    Group.MODERATE: gettext_lazy("À modérer"),
    Group.CONFIRM: gettext_lazy("À confirmer"),
    Group.TO_DO: gettext_lazy("À faire"),
}


@dataclass(frozen=True)
class Queue:
    """A list kept elsewhere, with how many wait in it."""

    label: Any
    count: int
    url: str


@reads(is_staff)
def home(request: HttpRequest) -> HttpResponse:
    mine = request.GET.get("les") == "miennes"
    groups = [
        {
            "label": GROUPS[group],
            "rows": [(row, address_of(row.link)) for row in rows],
            "key": group.value,
        }
        for group, rows in open_tasks(request.user, mine=mine).items()
    ]
    context = {
        "groups": groups,
        "total": sum(len(group["rows"]) for group in groups),
        "mine": mine,
        "done": done_today(request.user),
        "queues": [queue for queue in queues_of(request.user) if queue.count],
        "team": is_team(request.user),
    }
    return render(request, "team/today.html", context)


def queues_of(viewer: Any) -> list[Queue]:
    counted = [
        (_("CV à relire"), reviews_for(viewer), "team:reviews"),
        (
            _("Propositions de rencontre à relire"),
            approaches_to_decide(viewer),
            "team:approaches",
        ),
        (
            _("Entreprises à vérifier"),
            companies_visible_to(viewer).filter(state=CompanyState.NEW),
            "team:companies",
        ),
        (_("Postes à relire"), to_read(viewer), "team:opportunities"),
        (_("Personnes sans coach"), without_coach(viewer), "team:pairings"),
        (_("Futurs coachs à rencontrer"), applications_for(viewer), "team:coaches"),
    ]
    return [
        Queue(label, rows.count(), url)
        for label, rows, name in counted
        if (url := _page(name))
    ]


def _page(name: str) -> str:
    """A room that is not open in this deployment has no queue."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def address_of(link: tuple[str, str]) -> str:
    purpose, code = link
    if not links.is_declared(purpose):
        return ""
    try:
        return path_to(purpose, code=code) if code else path_to(purpose)
    except NoReverseMatch:
        return ""


@writes(is_staff, show=False)
def take_task(request: HttpRequest, code: str) -> HttpResponse:
    tasks_actions.take_task(found(task_for(request.user, code)), by=request.user)
    return redirect(safe_next(request, reverse("team:home")))


@writes(is_staff)
def close_task(request: HttpRequest, code: str) -> HttpResponse:
    task = found(task_for(request.user, code))
    form = DoneForm(request.POST or None)
    if form.is_valid():
        tasks_actions.close_task(task, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("C’est noté."))
        return redirect("team:home")
    return render(
        request,
        "team/task_done.html",
        {"task": task, "form": form, "words": words_of(task)},
    )
