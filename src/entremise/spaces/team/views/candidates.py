"""The people of one's zones: the list, the file, the path."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates import actions, difference, queries
from entremise.candidates.enums import PATH_MOVES, PathState
from entremise.candidates.languages import name_of
from entremise.candidates.listing import Listing
from entremise.candidates.rules import can_review
from entremise.coaching import queries as coaching
from entremise.foundation.accounts.actions import issue_login_card
from entremise.foundation.accounts.queries import zones_for, zones_to_fill
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import of
from entremise.foundation.web.views import errors_in, found, page_of, reads, writes
from entremise.meetings import queries as meetings
from entremise.opportunities import queries as opportunities
from entremise.spaces.team.forms.candidates import FactsForm, StepForm, TeamReferralForm
from entremise.spaces.team.next_steps import gesture, next_step_for
from entremise.spaces.team.views.journal import timeline_of


@reads(is_staff)
def candidates(request: HttpRequest) -> HttpResponse:
    chosen = {
        name: request.GET.get(name, "")[:60]
        for name in ("zone", "state", "cohort", "words")
    }
    listing = Listing(queries.candidates_listed_for(request.user, **chosen))
    context = {
        "page": page_of(listing, request, size=30),
        "zones": zones_for(request.user),
        "cohorts": queries.cohorts_for(request.user),
        "states": PathState.choices,
        "chosen": chosen,
        "may_refer": is_team(request.user),
        "waiting": queries.reviews_for(request.user).count(),
    }
    return render(request, "team/candidates.html", context)


@reads(is_staff)
def candidate(request: HttpRequest, code: str) -> HttpResponse:
    person = _staffed(request, code)
    request.looked_at = person  # type: ignore[attr-defined]
    pairing = coaching.pairing_of(person)
    cv = queries.cv_of(request.user, person)
    visibility = queries.visibility_of(person)
    context = {
        "candidate": person,
        "decides": can_review(request.user, person),
        "cv": cv,
        "pairing": pairing,
        "visibility": visibility,
        "next": next_step_for(
            request.user, person, cv=cv, pairing=pairing, visibility=visibility
        ),
        "moves": [
            (state, gesture(person.state, state)) for state in PATH_MOVES[person.state]
        ],
        "decisions": [
            move
            for move in queries.moves_of(request.user, person)
            if move.words or move.reason
        ],
        "speaks": name_of(person.language),
        "meetings": meetings.meetings_of(request.user, person).order_by("-starts_at")[
            :8
        ],
        "proposals": opportunities.proposals_of(request.user, person)[:8],
        "snapshots": queries.snapshots_of(request.user, person),
        "namesakes": queries.namesakes_of(request.user, person),
        "lines": timeline_of(person.code),
    }
    return render(request, "team/candidate.html", context)


def _staffed(request: HttpRequest, code: str) -> Any:
    """Through this door, the staff of the zone only: one may be on the bridge and walk
    beside somebody elsewhere.
    """
    return found(
        queries.candidates_visible_to(request.user).filter(code=code).first()
    ) and found(queries.candidate_for(request.user, code))


def _decided(request: HttpRequest, code: str) -> Any:
    person = _staffed(request, code)
    if not can_review(request.user, person):
        raise Http404
    return person


@writes(is_team)
def refer(request: HttpRequest) -> HttpResponse:
    form = TeamReferralForm(_posted(request), zones=zones_to_fill(request.user))
    if form.is_valid():
        with errors_in(form):
            person = actions.refer(**form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("Le dossier %(of_name)s est ouvert.")
                % {"of_name": of(person.first_name)},
            )
            return redirect("team:candidate", code=person.code)
    return render(request, "team/candidate_refer.html", {"form": form})


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@writes(is_team)
def move_candidate(request: HttpRequest, code: str, to: str) -> HttpResponse:
    person = _decided(request, code)
    if to not in PathState.values or (
        request.method == "GET" and to not in PATH_MOVES[person.state]
    ):
        raise Http404
    form = StepForm(_posted(request), to=to)
    if form.is_valid():
        with errors_in(form):
            actions.record_path(person, to=to, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("Nouvelle étape : %(step)s.") % {"step": PathState(to).label}
            )
            return redirect("team:candidate", code=code)
    return render(
        request,
        "team/candidate_move.html",
        {"candidate": person, "to": PathState(to), "form": form},
    )


@writes(is_team)
def correct_candidate(request: HttpRequest, code: str) -> HttpResponse:
    person = _decided(request, code)
    form = FactsForm(_posted(request), viewer=request.user, candidate=person)
    if form.is_valid():
        with errors_in(form):
            actions.correct(person, by=request.user, **form.cleaned_data)
            messages.success(request, _("Le dossier est à jour."))
            return redirect("team:candidate", code=code)
    return render(
        request, "team/candidate_correct.html", {"candidate": person, "form": form}
    )


@writes(is_team, show=False)
def give_access(request: HttpRequest, code: str) -> HttpResponse:
    person = _decided(request, code)
    actions.give_access(person, by=request.user)
    messages.success(
        request, _("%(name)s a maintenant son espace.") % {"name": person.first_name}
    )
    return redirect("team:candidate", code=code)


@writes(is_team, show=False)
def print_card(request: HttpRequest, code: str) -> HttpResponse:
    """Shown once: the card opens the person's space without e-mail nor telephone."""
    person = _decided(request, code)
    user = actions.give_access(person, by=request.user)
    card, secret = issue_login_card(user, by=request.user)
    return render(
        request,
        "team/candidate_card.html",
        {"candidate": person, "card": card, "secret": secret},
    )


@writes(is_team)
def withdraw_cv(request: HttpRequest, code: str) -> HttpResponse:
    person = _decided(request, code)
    if request.method == "POST":
        actions.withdraw(person, by=request.user)
        messages.success(
            request,
            _("Le CV %(of_name)s n’est plus visible.")
            % {"of_name": of(person.first_name)},
        )
        return redirect("team:candidate", code=code)
    return render(request, "team/candidate_withdraw.html", {"candidate": person})


@reads(is_staff)
def compare_versions(
    request: HttpRequest, code: str, before: int, after: int
) -> HttpResponse:
    person = _staffed(request, code)
    versions = {
        snapshot.number: snapshot
        for snapshot in queries.snapshots_of(request.user, person)
    }
    if before not in versions or after not in versions:
        raise Http404
    changes = difference.differences(
        versions[before].document, versions[after].document
    )
    context = {
        "candidate": person,
        "before": versions[before],
        "after": versions[after],
        "changes": changes,
    }
    return render(request, "team/candidate_versions.html", context)
