"""« Rencontrer Ali » and « Je connais quelqu’un »: approaches of visitors and company members."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.queries.publications import live_publications
from entremise.companies import actions as company_actions
from entremise.companies.queries import company_by_siren, company_of_user
from entremise.companies.rules import is_company_member, is_company_open
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings.forms import ApproachForm
from entremise.sharing.actions.credits import (
    create_credited_approach,
    create_credited_introduction,
)
from entremise.sharing.middleware.view_counting import visitor_key_of
from entremise.sharing.queries.links import is_token_of
from entremise.spaces.public.forms import meet as forms
from entremise.spaces.public.views.cv import with_published_cv

from .spam import hold_for_moderation

VISITOR_KEY, MET_KEY = "meet_who", "meet_met"
HOUR = timedelta(hours=1)


def _candidate_of(shown: PublicCV) -> Any:
    return or_404(live_publications().filter(code=shown.code).first()).candidate


def _share_token(request: HttpRequest, shown: PublicCV) -> str:
    """The share token that led here; empty unless it is one of this person."""
    token = request.POST.get("s") or request.GET.get("s") or ""
    return token if token and is_token_of(token, _candidate_of(shown)) else ""


def _is_rate_limited(request: HttpRequest, scope: str, limit: int) -> bool:
    return not rate_limits.allow_attempt(
        scope, rate_limits.client_network(request), limit=limit, period=HOUR
    )


def _too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/too_many.html", status=429)


@writes(anyone)
@with_published_cv
def meet(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    """A company member writes at once; a visitor first fills in who they are."""
    if is_company_member(request.user):
        return _from_member(request, shown)
    visitor = request.session.get(VISITOR_KEY, {})
    form = forms.VisitorForm(request.POST or None, initial=visitor)
    token = _share_token(request, shown)
    if request.method == "POST" and form.is_valid():
        if form.is_filled_by_robot:
            hold_for_moderation(request, form, zone=_candidate_of(shown).zone)
            return redirect("public:met", shown.code)
        request.session[VISITOR_KEY] = {
            name: form.cleaned_data[name]
            for name in ("name", "email", "company", "siren")
        }
        query = f"?{urlencode({'s': token})}" if token else ""
        response = redirect("public:meet_words", shown.code)
        response["Location"] += query
        return response
    return render(
        request, "public/meet.html", {"cv": shown, "form": form, "token": token}
    )


def _from_member(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    form, token, company = (
        ApproachForm(request.POST or None),
        _share_token(request, shown),
        company_of_user(request.user),
    )
    if request.method == "POST" and form.is_valid():
        if _is_rate_limited(request, "approach", 30):
            return _too_many_requests(request)
        with errors_in(form):
            row = create_credited_approach(
                _candidate_of(shown),
                company=company,
                sender=request.user,
                share_token=token,
                visitor_key=visitor_key_of(request),
                **form.cleaned_data,
            )
            return redirect("company:approach", row.code)
    return render(
        request,
        "public/meet_member.html",
        {"cv": shown, "form": form, "token": token, "company": company},
    )


@writes(anyone)
@with_published_cv
def meet_words(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    who = request.session.get(VISITOR_KEY)
    if who is None:
        return redirect("public:meet", shown.code)
    form, token = (
        forms.VisitorMessageForm(request.POST or None),
        _share_token(request, shown),
    )
    if request.method == "POST" and form.is_valid():
        if form.is_filled_by_robot:
            hold_for_moderation(request, form, zone=_candidate_of(shown).zone)
            return redirect("public:met", shown.code)
        if _is_rate_limited(request, "approach_visitor", 10):
            return _too_many_requests(request)
        with errors_in(form):
            _from_visitor(
                shown, who, form, share_token=token, visitor_key=visitor_key_of(request)
            )
            del request.session[VISITOR_KEY]
            request.session[MET_KEY] = who["email"]
            return redirect("public:met", shown.code)
    return render(
        request,
        "public/meet_words.html",
        {"cv": shown, "form": form, "token": token, "who": who},
    )


def _from_visitor(
    shown: PublicCV, who: dict[str, str], form: Form, **origin: str
) -> None:
    """Open an account, to be verified, for a company that we do not know.

    For a known one, the team is asked first. ``origin``: share token and visitor key.
    """
    person, values = (
        _candidate_of(shown),
        {
            name: form.cleaned_data[name]
            for name in ("message", "job_idea", "wished_at")
        },
    )
    known = company_by_siren(who["siren"])
    if known is None:
        company = _open(who, zone=person.zone)
        sender = company.members.get().user
        create_credited_approach(
            person, company=company, sender=sender, **origin, **values
        )
    elif is_company_open(known):
        company_actions.request_to_join_company(known)
        create_credited_approach(
            person,
            company=known,
            sender=None,
            contact_name=who["name"],
            contact_email=who["email"],
            **origin,
            **values,
        )


def _open(who: dict[str, str], **details: Any) -> Any:
    first_name, _space, last_name = who["name"].partition(" ")
    return company_actions.register_company(
        name=who["company"],
        siren=who["siren"],
        email=who["email"],
        first_name=first_name,
        last_name=last_name,
        **details,
    )


@reads(anyone)
@with_published_cv
def met(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return render(
        request,
        "public/met.html",
        {"cv": shown, "email": request.session.get(MET_KEY, "")},
    )


@writes(anyone)
@with_published_cv
def introduce(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    """Without account; the team calls back."""
    form, token = (
        forms.IntroductionOfferForm(request.POST or None),
        _share_token(request, shown),
    )
    if request.method == "POST" and form.is_valid():
        if form.is_filled_by_robot:
            hold_for_moderation(request, form, zone=_candidate_of(shown).zone)
            return redirect("public:introduced", shown.code)
        if _is_rate_limited(request, "introduction", 5):
            return _too_many_requests(request)
        names = ("contact_name", "contact_email", "contact_phone", "message")
        with errors_in(form):
            values = {name: form.cleaned_data[name] for name in names}
            create_credited_introduction(
                _candidate_of(shown),
                share_token=token,
                visitor_key=visitor_key_of(request),
                **values,
            )
            return redirect("public:introduced", shown.code)
    return render(
        request, "public/introduce.html", {"cv": shown, "form": form, "token": token}
    )


@reads(anyone)
@with_published_cv
def introduced(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return render(request, "public/introduced.html", {"cv": shown, "title": _("Merci")})
