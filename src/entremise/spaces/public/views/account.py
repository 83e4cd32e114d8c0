"""The user's account: spaces, sessions, language, sign-out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url

from entremise.candidates.rules import is_candidate
from entremise.coaching.rules import is_coach
from entremise.companies.rules import is_company_member
from entremise.foundation.accounts import queries, sessions
from entremise.foundation.accounts.actions.accounts import set_account_language
from entremise.foundation.accounts.actions.signing_in import (
    end_other_user_sessions,
    end_user_session,
)
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.links import path_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import anyone, is_signed_in, reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.public.forms.account import LanguageForm

# Purpose of the page to open, who may, name, description, icon.
SPACE_LINKS = [
    (
        "candidate_home",
        is_candidate,
        _("Mon espace"),
        _("Mon CV, mes rencontres, mon coach"),
        "user-round",
    ),
    (
        "coach_home",
        is_coach,
        _("Mon espace de coach"),
        _("Les personnes que j’accompagne"),
        "sprout",
    ),
    (
        "company_home",
        is_company_member,
        _("Mon entreprise"),
        _("Les personnes à rencontrer, nos collègues"),
        "building-2",
    ),
    (
        "team_today",
        is_staff,
        _("L’équipe"),
        _("Ce qui attend un geste aujourd’hui"),
        "list-checks",
    ),
]


@reads(is_signed_in, by_card=True)
def doors(request: SignedInRequest) -> HttpResponse:
    """After signing in: redirect to the only space of the user, or let them choose one."""
    space_links = [
        {
            "url": path_to(purpose),
            "name": name,
            "description": description,
            "icon": icon,
        }
        for purpose, may_enter, name, description, icon in SPACE_LINKS
        if may_enter(request.user)
    ]
    if len(space_links) == 1:
        return redirect(str(space_links[0]["url"]))
    return render(request, "public/account/doors.html", {"doors": space_links})


@reads(is_signed_in)
def account(request: SignedInRequest) -> HttpResponse:
    user = request.user
    page = {
        "email": queries.masked_email(user.email) if user.email else "",
        "phone": queries.masked_phone(user.phone) if user.phone else "",
        "sign_ins": queries.open_sessions_of(user),
        "current": sessions.session_of(request),
        "language_form": LanguageForm(initial={"language": user.language}),
        "staff": is_staff(user),
        "factors": queries.second_factors_of(user),
        "recovery_codes_left": queries.recovery_codes_left_count(user),
    }
    return render(request, "public/account/account.html", page)


@writes(is_signed_in, show=False)
def choose_language(request: SignedInRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("public:account")
    language = form.cleaned_data["language"]
    set_account_language(request.user, language, by=request.user)
    return redirect(translate_url(reverse("public:account"), language))


@writes(is_signed_in, show=False)
def end_session(request: SignedInRequest, code: str) -> HttpResponse:
    session = or_404(queries.session_for(request.user, code))
    current = sessions.session_of(request)
    if current is not None and session.pk == current.pk:
        return _sign_out_response(request)
    end_user_session(session, by=request.user)
    return redirect("public:account")


@writes(is_signed_in, show=False)
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    end_other_user_sessions(
        request.user, by=request.user, except_session=sessions.session_of(request)
    )
    return redirect("public:account")


@writes(is_signed_in, show=False)
def end_all_sessions(request: SignedInRequest) -> HttpResponse:
    end_other_user_sessions(request.user, by=request.user)
    return _sign_out_response(request)


@writes(anyone, show=False)
def sign_out(request: SignedInRequest) -> HttpResponse:
    return _sign_out_response(request)


@reads(anyone)
def signed_out(request: SignedInRequest) -> HttpResponse:
    return render(request, "public/account/signed_out.html")


def _sign_out_response(request: SignedInRequest) -> HttpResponse:
    """Also asks the browser to forget cached pages, for shared phones."""
    sessions.sign_out(request)
    response = redirect("public:signed_out")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
