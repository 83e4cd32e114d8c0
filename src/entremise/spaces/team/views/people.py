"""The staff: invite a colleague, end a role, reset second factors, close an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import queries
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    give_staff_role,
    invite_colleague,
    set_account_active,
)
from entremise.foundation.accounts.actions.second_factor import reset_second_factors
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.rules import (
    can_give_role,
    can_reset_second_factors,
    is_administrator,
    is_staff,
    is_team,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.spaces.team.forms.people import GiveRoleForm, InviteStaffForm


@reads(is_staff)
def people(request: SignedInRequest) -> HttpResponse:
    page = paginate(queries.colleagues_for(request.user), request)
    last_is_viewer = is_administrator(request.user) and queries.is_last_administrator(
        request.user
    )
    for person in page:
        person.endable = {
            r.pk
            for r in person.roles
            if can_give_role(request.user, r.role, r.zone)
            and not (r.role == Role.ADMINISTRATOR and last_is_viewer)
        }
        person.resettable = bool(person.confirmed_factors) and can_reset_second_factors(
            request.user, person
        )
        person.closable = (
            is_administrator(request.user) and person.pk != request.user.pk
        )
        # nobody ends the role of the last one: it is said instead
        person.is_last = last_is_viewer and person.pk == request.user.pk
    return render(
        request,
        "team/people.html",
        {
            "page": page,
            "may_invite": is_team(request.user),
            "may_see_visits": is_administrator(request.user),
        },
    )


@writes(is_team, fresh_proof=True)
def invite_person(request: SignedInRequest) -> HttpResponse:
    form = InviteStaffForm(
        request.POST or None, viewer=request.user, initial={"language": "fr"}
    )
    if form.is_valid():
        with errors_in(form):
            role = invite_colleague(**form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("L’invitation part à %(email)s.") % {"email": role.user.email},
            )
            return redirect("team:people")
    return render(
        request,
        "team/people_invite.html",
        {"form": form, "is_open": queries.has_open_zone()},
    )


@writes(is_team, fresh_proof=True)
def give_role(request: SignedInRequest, code: str) -> HttpResponse:
    """One more role for somebody who has one already."""
    person = or_404(queries.colleague_for(request.user, code))
    form = GiveRoleForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with errors_in(form):
            give_staff_role(person, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("Le rôle est donné à %(name)s.") % {"name": person.full_name},
            )
            return redirect("team:people")
    return render(
        request, "team/people_give_role.html", {"person": person, "form": form}
    )


@writes(is_team, fresh_proof=True)
def end_role(request: SignedInRequest, code: str) -> HttpResponse:
    role = or_404(queries.staff_role_for(request.user, code))
    if request.method == "POST":
        end_staff_role(role, by=request.user)
        messages.success(request, _("Le rôle est terminé."))
        return redirect("team:people")
    return render(request, "team/people_end_role.html", {"role": role})


@writes(is_administrator, fresh_proof=True)
def reset_factors(request: SignedInRequest, code: str) -> HttpResponse:
    person = or_404(queries.colleague_for(request.user, code))
    if request.method == "POST":
        reset_second_factors(person, by=request.user)
        messages.success(request, _("Le second facteur est à refaire."))
        return redirect("team:people")
    return render(request, "team/people_reset_factors.html", {"person": person})


@writes(is_administrator, fresh_proof=True)
def close_account(request: SignedInRequest, code: str) -> HttpResponse:
    """Close an account, or open it again if it is closed."""
    person = or_404(queries.colleague_for(request.user, code))
    if request.method == "POST":
        set_account_active(person, not person.is_active, by=request.user)
        messages.success(
            request,
            _("L’accès est fermé.") if person.is_active else _("L’accès est rouvert."),
        )
        return redirect("team:people")
    return render(request, "team/people_close.html", {"person": person})
