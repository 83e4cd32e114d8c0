"""The staff: invite a colleague, end a role, reset second factors, close an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import queries
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    invite_colleague,
    set_account_active,
)
from entremise.foundation.accounts.actions.second_factor import reset_second_factors
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
from entremise.spaces.team.forms.people import InviteStaffForm


@reads(is_staff)
def people(request: SignedInRequest) -> HttpResponse:
    page = paginate(queries.colleagues_for(request.user), request)
    for person in page:
        person.endable = {
            r.pk for r in person.roles if can_give_role(request.user, r.role, r.zone)
        }
        person.resettable = bool(person.confirmed_factors) and can_reset_second_factors(
            request.user, person
        )
        person.closable = (
            is_administrator(request.user) and person.pk != request.user.pk
        )
    return render(
        request, "team/people.html", {"page": page, "may_invite": is_team(request.user)}
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
    return render(request, "team/people_invite.html", {"form": form})


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
