"""Goals: which figure, for whom, how many, from when to when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.impact import actions
from entremise.impact.queries.goals import goal_of, goals_for, target_for
from entremise.impact.rules import can_set_target
from entremise.spaces.team.forms.settings import GoalForm
from entremise.spaces.team.presenters.settings_history import (
    GOAL_VERBS,
    history_of_verbs,
    settings_history,
)


@reads(can_change_settings)
def goal_settings(request: SignedInRequest) -> HttpResponse:
    goals = goals_for(request.user)
    return render(
        request,
        "team/settings/goals.html",
        {
            "goals": [goal for goal in goals if not goal.is_over],
            "past": [goal for goal in goals if goal.is_over],
            "history": history_of_verbs(GOAL_VERBS),
        },
    )


@writes(can_set_target)
def new_goal(request: SignedInRequest) -> HttpResponse:
    form = GoalForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with errors_in(form):
            actions.add_target(**form.cleaned_data, by=request.user)
            messages.success(request, _("Le but est fixé."))
            return redirect("team:goal_settings")
    return render(request, "team/settings/goal_new.html", {"form": form})


@writes(can_set_target)
def edit_goal(request: SignedInRequest, code: str) -> HttpResponse:
    target = or_404(target_for(request.user, code))
    form = GoalForm(request.POST or None, viewer=request.user, target=target)
    if form.is_valid():
        with errors_in(form):
            actions.change_target(target, **form.cleaned_data, by=request.user)
            messages.success(request, _("C’est enregistré."))
            return redirect("team:edit_goal", code=code)
    return render(
        request,
        "team/settings/goal.html",
        {
            "goal": goal_of(target),
            "form": form,
            "history": settings_history(target.code),
        },
    )


@writes(can_set_target)
def remove_goal(request: SignedInRequest, code: str) -> HttpResponse:
    target = or_404(target_for(request.user, code))
    if request.method == "POST":
        actions.remove_target(target, by=request.user)
        messages.success(request, _("Le but est retiré."))
        return redirect("team:goal_settings")
    return render(request, "team/settings/goal_remove.html", {"goal": goal_of(target)})
