"""Candidates of the viewer's zones: the list, the file, the path."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates.actions import consent
from entremise.candidates.actions.own_secrets import (
    confirm_candidate_secret,
    reset_candidate_secret,
)
from entremise.candidates.actions.path import (
    give_candidate_access,
    move_candidate_path,
    refer_candidate,
    update_candidate,
)
from entremise.candidates.actions.path_together import (
    MAX_MOVED_TOGETHER,
    MovedTogether,
    move_candidates_together,
    reason_to_stay,
)
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import (
    PATH_MOVES,
    WELCOME_STEPS,
    LeavingReason,
    PathState,
)
from entremise.candidates.queries.candidate_list import CandidateList
from entremise.candidates.queries.candidates import (
    candidate_for,
    candidate_list_for,
    candidates_visible_to,
    cohorts_for,
    path_moves_for,
    possible_duplicates_for,
)
from entremise.candidates.queries.cohorts import cohort_with_seats_for
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.queries.cv_drafts import (
    candidate_cv_for,
    cvs_to_review_for,
    snapshots_for,
)
from entremise.candidates.rules import can_manage_candidate, path_objection
from entremise.candidates.wording import cv_diff
from entremise.candidates.wording.seats import seats_label
from entremise.coaching import queries as coaching
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.queries import (
    has_open_zone,
    own_secret_of,
    zones_for,
    zones_managed_by,
)
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _, name_with_of, ngettext
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.queries.meetings import candidate_meetings_for
from entremise.onboarding.queries import current_hire_of
from entremise.opportunities.queries.opportunities import candidate_proposals_for
from entremise.spaces.shared.login_cards import show_login_card
from entremise.spaces.team.forms.candidates import (
    CandidateFileForm,
    PathMoveForm,
    TeamReferralForm,
    TogetherForm,
)
from entremise.spaces.team.presenters.next_step import (
    next_step_for,
    path_gestures_for,
    path_move_label,
)
from entremise.spaces.team.presenters.timeline import timeline_lines_of
from entremise.spreadsheets.queries import of_origin


@reads(is_staff)
def candidates(request: SignedInRequest) -> HttpResponse:
    chosen, query = _filters(request)
    listing = CandidateList(_listed(request))
    following = next(
        (step for step, was in WELCOME_STEPS.items() if was == chosen["state"]), ""
    )
    context = {
        "next_step": PathState(following) if following else None,
        "next_step_label": path_move_label(chosen["state"], following)
        if following
        else "",
        "page": paginate(listing, request, size=30),
        "zones": zones_for(request.user),
        "cohorts": cohorts_for(request.user),
        "states": PathState.choices,
        "chosen": chosen,
        "query": query,
        "may_refer": is_team(request.user),
        "waiting": cvs_to_review_for(request.user).count(),
    }
    return render(request, "team/candidates.html", context)


def _filters(request: SignedInRequest) -> tuple[dict[str, str], str]:
    """What the list is narrowed to, and the words of its search."""
    names = ("zone", "state", "cohort", "origin")
    chosen = {name: request.GET.get(name, "")[:60] for name in names}
    return chosen, request.GET.get("words", "")[:60]


def _listed(request: SignedInRequest) -> Any:
    """The candidates of the list, as its filters narrow it."""
    chosen, query = _filters(request)
    origin = chosen.pop("origin")
    return of_origin(candidate_list_for(request.user, query=query, **chosen), origin)


@writes(is_team)
def move_candidates(request: SignedInRequest, to: str) -> HttpResponse:
    """Several candidates of the list to the same step: who goes, who stays and why, then yes."""
    if to not in WELCOME_STEPS:
        raise Http404
    people = list(_listed(request).order_by("first_name", "pk")[:MAX_MOVED_TOGETHER])
    rows = [(one, reason_to_stay(one, to=to, by=request.user)) for one in people]
    going = [one for one, why in rows if not why]
    form = TogetherForm(_post_data(request), people=going)
    if form.is_valid():
        with errors_in(form):
            asked = candidates_visible_to(request.user).filter(
                code__in=form.cleaned_data["people"]
            )
            result = move_candidates_together(
                asked, to=to, by=request.user, comment=form.cleaned_data["comment"]
            )
            _tell_moved(request, result, PathState(to))
            return redirect(f"{reverse('team:candidates')}?{request.GET.urlencode()}")
    context = {
        "form": form,
        "to": PathState(to),
        "was": PathState(WELCOME_STEPS[to]),
        "going": len(going),
        "staying": [(one, why) for one, why in rows if why],
        "shown": len(rows),
        "total": _listed(request).count(),
    }
    return render(request, "team/candidates_move.html", context)


def _tell_moved(request: SignedInRequest, result: MovedTogether, to: PathState) -> None:
    number = len(result.moved)
    if number:
        words = ngettext(
            "%(number)d dossier : %(step)s.", "%(number)d dossiers : %(step)s.", number
        )
        messages.success(request, words % {"number": number, "step": to.label})
    for person, why in result.stayed[:10]:
        name = f"{person.first_name} {person.last_name}".strip()
        messages.warning(request, _("%(name)s : %(why)s") % {"name": name, "why": why})


@reads(is_staff)
def candidate(request: SignedInRequest, code: str) -> HttpResponse:
    person = _candidate_of_own_zone(request, code)
    request_notes(request).accessed_person = person
    pairing = coaching.live_pairing_of(person)
    cv = candidate_cv_for(request.user, person)
    visibility = cv_visibility_of(person)
    hire = current_hire_of(request.user, person)
    context = {
        "candidate": person,
        "decides": can_manage_candidate(request.user, person),
        "cv": cv,
        "pairing": pairing,
        "visibility": visibility,
        "next": next_step_for(
            request.user,
            person,
            cv=cv,
            pairing=pairing,
            visibility=visibility,
            hire=hire,
        ),
        "gestures": path_gestures_for(person, hire),
        "decisions": [
            move
            for move in path_moves_for(request.user, person)
            if move.comment or move.reason
        ],
        "speaks": language_name(person.language),
        "meetings": candidate_meetings_for(request.user, person).order_by("-starts_at")[
            :8
        ],
        "proposals": candidate_proposals_for(request.user, person)[:8],
        "snapshots": snapshots_for(request.user, person),
        "namesakes": possible_duplicates_for(request.user, person),
        "lines": timeline_lines_of(person.code),
        "own_secret": own_secret_of(person.user),
    }
    return render(request, "team/candidate.html", context)


def _candidate_of_own_zone(request: SignedInRequest, code: str) -> Any:
    """404 unless the viewer is staff of the candidate's zone: being their coach is not enough."""
    or_404(candidates_visible_to(request.user).filter(code=code).first())
    return or_404(candidate_for(request.user, code))


def _candidate_to_decide_on(request: SignedInRequest, code: str) -> Any:
    person = _candidate_of_own_zone(request, code)
    if not can_manage_candidate(request.user, person):
        raise Http404
    return person


@writes(is_team)
def refer(request: SignedInRequest) -> HttpResponse:
    form = TeamReferralForm(_post_data(request), zones=zones_managed_by(request.user))
    if form.is_valid():
        with errors_in(form):
            person = refer_candidate(**form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("Le dossier %(of_name)s est ouvert.")
                % {"of_name": name_with_of(person.first_name)},
            )
            return redirect("team:candidate", code=person.code)
    return render(
        request, "team/candidate_refer.html", {"form": form, "is_open": has_open_zone()}
    )


def _post_data(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


@writes(is_team)
def move_candidate(request: SignedInRequest, code: str, to: str) -> HttpResponse:
    person = _candidate_to_decide_on(request, code)
    if to not in PathState.values or (
        request.method == "GET" and to not in PATH_MOVES[person.state]
    ):
        raise Http404
    step = {"was": person.state, "to": to}
    if (
        to == PathState.EMPLOYED
        and to in PATH_MOVES[person.state]
        and path_objection(person, **step)
    ):
        return redirect("team:new_hire", code=code)
    form = PathMoveForm(_post_data(request), to=to)
    if form.is_valid():
        with errors_in(form):
            move_candidate_path(person, to=to, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("Nouvelle étape : %(step)s.") % {"step": PathState(to).label}
            )
            return redirect("team:candidate", code=code)
    return render(
        request,
        "team/candidate_move.html",
        {
            "candidate": person,
            "to": PathState(to),
            "form": form,
            "needs_hire": path_objection(person, **step, reason=LeavingReason.JOB),
        },
    )


@writes(is_team)
def correct_candidate(request: SignedInRequest, code: str) -> HttpResponse:
    person = _candidate_to_decide_on(request, code)
    form = CandidateFileForm(_post_data(request), viewer=request.user, candidate=person)
    if form.is_valid():
        with errors_in(form):
            update_candidate(person, by=request.user, **form.cleaned_data)
            messages.success(request, _("Le dossier est à jour."))
            _warn_of_full_cohort(request, form.cleaned_data["cohort"])
            return redirect("team:candidate", code=code)
    return render(
        request, "team/candidate_correct.html", {"candidate": person, "form": form}
    )


def _warn_of_full_cohort(request: SignedInRequest, cohort: Any) -> None:
    """Nobody is refused for a seat: the team is told how many people are in it now."""
    counted = cohort_with_seats_for(request.user, cohort.code) if cohort else None
    if counted is None or counted.seats is None or counted.taken <= counted.seats:
        return
    messages.warning(
        request,
        _("%(cohort)s : %(seats)s.")
        % {
            "cohort": counted.name,
            "seats": seats_label(counted.taken, counted.seats),
        },
    )


@writes(is_team, show=False)
def give_access(request: SignedInRequest, code: str) -> HttpResponse:
    person = _candidate_to_decide_on(request, code)
    user = give_candidate_access(person, by=request.user)
    messages.success(
        request, _("%(name)s a maintenant son espace.") % {"name": person.first_name}
    )
    if person.phone and not (user.email or user.phone):
        messages.warning(
            request,
            _(
                "Ce téléphone ouvre déjà l’espace de quelqu’un d’autre. Imprimez une carte "
                "d’accès : c’est avec elle qu’on entre. Les SMS arrivent quand même."
            ),
        )
    return redirect("team:candidate", code=code)


@writes(is_team, show=False)
def print_card(request: SignedInRequest, code: str) -> HttpResponse:
    """A card to sign in without e-mail nor phone. Its code is shown this once."""
    person = _candidate_to_decide_on(request, code)
    user = give_candidate_access(person, by=request.user)
    card, secret = issue_login_card(user, by=request.user)
    return show_login_card(request, "team", person, card, secret)


@writes(is_team, show=False)
def confirm_secret(request: SignedInRequest, code: str) -> HttpResponse:
    """Somebody who did not print the card has seen the person."""
    person = _candidate_to_decide_on(request, code)
    confirm_candidate_secret(person, by=request.user)
    messages.success(request, _("C’est confirmé. Son secret ouvre son espace."))
    return redirect("team:candidate", code=code)


@writes(is_team, show=False)
def reset_secret(request: SignedInRequest, code: str) -> HttpResponse:
    """The first asks, another one erases."""
    person = _candidate_to_decide_on(request, code)
    if reset_candidate_secret(person, by=request.user):
        messages.success(
            request, _("Le secret est effacé. La personne peut en choisir un autre.")
        )
    else:
        messages.success(
            request, _("C’est demandé. Quelqu’un d’autre de l’équipe l’efface.")
        )
    return redirect("team:candidate", code=code)


@reads(is_staff)
def agreement(request: SignedInRequest, code: str) -> HttpResponse:
    """What the association and the person promise each other, to read together."""
    person = _candidate_of_own_zone(request, code)
    return render(request, "team/agreement.html", {"candidate": person})


@writes(is_team)
def withdraw_cv(request: SignedInRequest, code: str) -> HttpResponse:
    person = _candidate_to_decide_on(request, code)
    if request.method == "POST":
        once_public = consent.withdraw_cv(person, by=request.user)
        told = (
            _("Le CV %(of_name)s n’est plus visible.")
            if once_public
            else _("Le CV %(of_name)s n’est pas encore visible.")
        )
        messages.success(request, told % {"of_name": name_with_of(person.first_name)})
        return redirect("team:candidate", code=code)
    context = {"candidate": person, "visibility": cv_visibility_of(person)}
    return render(request, "team/candidate_withdraw.html", context)


@reads(is_staff)
def compare_versions(
    request: SignedInRequest, code: str, before: int, after: int
) -> HttpResponse:
    person = _candidate_of_own_zone(request, code)
    versions = {
        snapshot.number: snapshot for snapshot in snapshots_for(request.user, person)
    }
    if before not in versions or after not in versions:
        raise Http404
    changes = cv_diff.cv_differences(
        versions[before].document, versions[after].document
    )
    context = {
        "candidate": person,
        "before": versions[before],
        "after": versions[after],
        "changes": changes,
    }
    return render(request, "team/candidate_versions.html", context)
