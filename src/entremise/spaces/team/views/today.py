"""The home page of the team: open tasks by group, and the queues of other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from entremise.candidates.queries.cv_drafts import cvs_to_review_for
from entremise.coaching.queries import (
    candidates_without_coach_for,
    coach_applications_for,
)
from entremise.companies.enums import CompanyState
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.rules import (
    can_change_settings,
    is_staff,
    is_team,
)
from entremise.foundation.kit import links
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.tasks import actions as task_actions
from entremise.foundation.tasks.queries import (
    open_tasks_for,
    reason_text_of,
    task_for,
    tasks_done_today_count,
)
from entremise.foundation.tasks.registry import TaskGroup
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, safe_next_url
from entremise.meetings.queries.meetings import approaches_to_moderate_for
from entremise.opportunities.queries.opportunities import opportunities_to_review_for
from entremise.spaces.team.forms.tasks import CloseTaskForm
from entremise.spaces.team.presenters.after_import import imported_lines_for
from entremise.spaces.team.presenters.first_week import first_week_lines_for, is_check
from entremise.spaces.team.presenters.operations import operating_warnings_for

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

GROUP_LABELS: dict[TaskGroup, Any] = {
    TaskGroup.LATE: gettext_lazy("En retard"),
    TaskGroup.SILENT: gettext_lazy("Silencieux"),
    TaskGroup.FRAGILE: gettext_lazy("Fragile"),
    TaskGroup.REVIEW: gettext_lazy("À relire"),
    TaskGroup.MODERATE: gettext_lazy("À modérer"),
    TaskGroup.CONFIRM: gettext_lazy("À confirmer"),
    TaskGroup.TO_DO: gettext_lazy("À faire"),
}


@dataclass(frozen=True)
class WaitingQueue:
    """Another page where something waits, and how many."""

    label: Any
    count: int
    url: str


@reads(is_staff)
def home(request: SignedInRequest) -> HttpResponse:
    mine = request.GET.get("les") == "miennes"
    groups = [
        {
            "label": GROUP_LABELS[group],
            "rows": [(row, task_url(row.link)) for row in rows],
            "key": group.value,
        }
        for group, rows in open_tasks_for(request.user, mine=mine).items()
    ]
    total = sum(len(group["rows"]) for group in groups)
    context = {
        "groups": groups,
        "total": total,
        "first_week": first_week_lines_for(request.user, quiet_day=not total),
        "operating_warnings": operating_warnings_for(request.user),
        "imported": imported_lines_for(request.user),
        "mine": mine,
        "done": tasks_done_today_count(request.user),
        "queues": [queue for queue in waiting_queues_for(request.user) if queue.count],
        "team": is_team(request.user),
    }
    return render(request, "team/today.html", context)


def waiting_queues_for(viewer: Viewer) -> list[WaitingQueue]:
    queues = [
        (_("CV à relire"), cvs_to_review_for(viewer), "team:reviews"),
        (
            _("Propositions de rencontre à relire"),
            approaches_to_moderate_for(viewer),
            "team:approaches",
        ),
        (
            _("Entreprises à vérifier"),
            companies_visible_to(viewer).filter(state=CompanyState.NEW),
            "team:companies",
        ),
        (
            _("Postes à relire"),
            opportunities_to_review_for(viewer),
            "team:opportunities",
        ),
        (
            _("Personnes sans coach"),
            candidates_without_coach_for(viewer),
            "team:pairings",
        ),
        (
            _("Futurs coachs à rencontrer"),
            coach_applications_for(viewer),
            "team:coaches",
        ),
    ]
    return [
        WaitingQueue(label, rows.count(), reverse(url_name))
        for label, rows, url_name in queues
    ]


def task_url(link: tuple[str, str]) -> str:
    """The page of what a task is about; empty when there is none."""
    purpose, code = link
    if not links.has_link(purpose):
        return ""
    try:
        return links.path_to(purpose, code=code) if code else links.path_to(purpose)
    except NoReverseMatch:
        return ""


@writes(is_staff, show=False)
def take_task(request: SignedInRequest, code: str) -> HttpResponse:
    task_actions.take_task(or_404(task_for(request.user, code)), by=request.user)
    return redirect(safe_next_url(request, reverse("team:home")))


@writes(is_staff)
def close_task(request: SignedInRequest, code: str) -> HttpResponse:
    task = or_404(task_for(request.user, code))
    form = CloseTaskForm(request.POST or None)
    if form.is_valid():
        task_actions.close_task(task, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("C’est noté."))
        return redirect("team:home")
    return render(
        request,
        "team/task_done.html",
        {"task": task, "form": form, "reason_text": reason_text_of(task)},
    )


@writes(can_change_settings, show=False)
def put_check_away(request: SignedInRequest, key: str) -> HttpResponse:
    """A line of what is missing is not read any more, by any administrator."""
    if not is_check(key):
        raise Http404
    task_actions.put_reminder_away(key, by=request.user)
    messages.success(
        request, _("C’est mis de côté. Les réglages permettent de le revoir.")
    )
    return redirect("team:home")


@writes(can_change_settings, show=False)
def bring_checks_back(request: SignedInRequest) -> HttpResponse:
    task_actions.bring_reminders_back(by=request.user)
    return redirect("team:home")
