"""Approaches of companies and visitors, moderated before the candidate reads them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.companies.rules import is_company_verified
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, paginate
from entremise.meetings import rules
from entremise.meetings.actions import approaches as approach_actions
from entremise.meetings.enums import (
    ANSWERED_APPROACH_STATES,
    PENDING_APPROACH_STATES,
    ApproachState,
)
from entremise.meetings.queries.meetings import (
    approach_for,
    approaches_for,
    approaches_to_moderate_for,
    meetings_for,
)
from entremise.sharing.queries.credits import contact_origins
from entremise.spaces.team.forms import meetings as forms
from entremise.spaces.team.presenters.timeline import timeline_lines_of

from .decisions import DecisionSubject, DecisionTexts, build_decision_view


@reads(is_staff)
def approaches(request: SignedInRequest) -> HttpResponse:
    context = {
        "to_review": approaches_to_moderate_for(request.user),
        "asked": approaches_for(request.user).filter(state=ApproachState.FORWARDED),
        "page": paginate(
            approaches_for(request.user)
            .exclude(state__in=PENDING_APPROACH_STATES)
            .order_by("-decided_at", "-pk"),
            request,
        ),
    }
    return render(request, "team/approaches.html", context)


def _approach(request: SignedInRequest, code: str) -> Any:
    return or_404(approach_for(request.user, code))


@reads(is_staff)
def approach(request: SignedInRequest, code: str) -> HttpResponse:
    row = _approach(request, code)
    unverified = (
        bool(row.company)
        and not is_company_verified(row.company)
        and row.kind == "from_company"
    )
    moderates = rules.can_moderate_approach(request.user, row)
    context = {
        "approach": row,
        "unverified": unverified,
        "may_let_through": moderates
        and row.state == ApproachState.PENDING_REVIEW
        and not unverified,
        "may_stop": moderates and rules.is_approach_pending(row),
        "may_close": moderates and row.state in ANSWERED_APPROACH_STATES,
        "may_plan": row.state == ApproachState.ACCEPTED,
        "may_answer": row.state == ApproachState.FORWARDED
        and rules.can_answer_approach(request.user, row),
        "meetings": meetings_for(request.user).filter(approach=row),
        "lines": timeline_lines_of(row.code, limit=30),
        "origins": contact_origins(row),
    }
    return render(request, "team/approach.html", context)


APPROACH = DecisionSubject(
    "approach",
    approach_for,
    rules.can_moderate_approach,
    template="team/approach_decide.html",
)
let_through_approach = build_decision_view(
    APPROACH,
    forms.OptionalMessageForm,
    approach_actions.forward_approach,
    DecisionTexts(
        title=gettext_lazy("Transmettre cette proposition"),
        submit=gettext_lazy("Transmettre à la personne"),
        done=gettext_lazy("La proposition est transmise."),
    ),
)
stop_approach = build_decision_view(
    APPROACH,
    forms.RefusalMessageForm,
    approach_actions.stop_approach,
    DecisionTexts(
        title=gettext_lazy("Arrêter cette proposition"),
        submit=gettext_lazy("Arrêter et envoyer ces mots"),
        done=gettext_lazy("La proposition s’arrête là."),
    ),
)
close_approach = build_decision_view(
    APPROACH,
    forms.CloseApproachForm,
    approach_actions.close_approach,
    DecisionTexts(
        title=gettext_lazy("Donner le dernier mot"),
        submit=gettext_lazy("Envoyer et clore"),
        done=gettext_lazy("Vos mots sont partis."),
    ),
)


@writes(is_staff, show=False)
def accept_approach(request: SignedInRequest, code: str) -> HttpResponse:
    """The person, who may have no account, said yes to the team."""
    approach_actions.accept_approach(_approach(request, code), by=request.user)
    messages.success(request, _("C’est noté : la personne dit oui."))
    return redirect("team:approach", code)


@writes(is_staff, show=False)
def decline_approach(request: SignedInRequest, code: str) -> HttpResponse:
    approach_actions.decline_approach(_approach(request, code), by=request.user)
    messages.success(request, _("C’est noté : la personne dit non."))
    return redirect("team:approach", code)
