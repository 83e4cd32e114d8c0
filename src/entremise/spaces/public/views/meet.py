"""« Rencontrer Ali », « Je connais quelqu’un »: the first words of somebody who has, or has
not, an account.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from entremise.candidates.content import PublicCV
from entremise.candidates.queries import published_all
from entremise.companies import actions as company_actions
from entremise.companies.queries import company_of, company_with_siren
from entremise.companies.rules import is_member, is_open
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import rate_limits
from entremise.foundation.web.views import anyone, errors_in, found, reads, writes
from entremise.meetings.forms import ApproachForm
from entremise.sharing import actions
from entremise.sharing.middleware import trace_of
from entremise.sharing.queries import token_is_for
from entremise.spaces.public.forms import meet as forms
from entremise.spaces.public.views.cv import of_published
from entremise.spaces.public.views.held import hold

WHO, MET = "meet_who", "meet_met"
HOUR = timedelta(hours=1)


def _candidate(shown: PublicCV) -> Any:
    return found(published_all().filter(code=shown.code).first()).candidate


def _token(request: HttpRequest, shown: PublicCV) -> str:
    """The share link that led here, if it is one of this person's."""
    token = request.POST.get("s") or request.GET.get("s") or ""
    return token if token and token_is_for(token, _candidate(shown)) else ""


def _too_often(request: HttpRequest, bucket: str, limit: int) -> bool:
    return not rate_limits.allow(
        bucket, rate_limits.network_of(request), limit=limit, per=HOUR
    )


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/too_many.html", status=429)


@writes(anyone)
@of_published
def meet(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    """A company member writes at once; a visitor first says who they are."""
    if is_member(request.user):
        return _from_member(request, shown)
    kept = request.session.get(WHO, {})
    form = forms.WhoForm(request.POST or None, initial=kept)
    token = _token(request, shown)
    if request.method == "POST" and form.is_valid():
        if form.trapped:
            hold(request, form, zone=_candidate(shown).zone)
            return redirect("public:met", shown.code)
        request.session[WHO] = {
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
        _token(request, shown),
        company_of(request.user),
    )
    if request.method == "POST" and form.is_valid():
        if _too_often(request, "approach", 30):
            return _too_many(request)
        with errors_in(form):
            row = actions.approach(
                _candidate(shown),
                company=company,
                sender=request.user,
                share_token=token,
                trace=trace_of(request),
                **form.cleaned_data,
            )
            return redirect("company:approach", row.code)
    return render(
        request,
        "public/meet_member.html",
        {"cv": shown, "form": form, "token": token, "company": company},
    )


@writes(anyone)
@of_published
def meet_words(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    who = request.session.get(WHO)
    if who is None:
        return redirect("public:meet", shown.code)
    form, token = forms.WordsForm(request.POST or None), _token(request, shown)
    if request.method == "POST" and form.is_valid():
        if form.trapped:
            hold(request, form, zone=_candidate(shown).zone)
            return redirect("public:met", shown.code)
        if _too_often(request, "approach_visitor", 10):
            return _too_many(request)
        with errors_in(form):
            _from_visitor(shown, who, form, share_token=token, trace=trace_of(request))
            del request.session[WHO]
            request.session[MET] = who["email"]
            return redirect("public:met", shown.code)
    return render(
        request,
        "public/meet_words.html",
        {"cv": shown, "form": form, "token": token, "who": who},
    )


def _from_visitor(shown: PublicCV, who: dict[str, str], form: Any, **came: str) -> None:
    """A company we do not know gets an account to verify.

    One we know is told nothing: the team looks first.
    """
    person, said = (
        _candidate(shown),
        {name: form.cleaned_data[name] for name in ("words", "job_idea", "wished_at")},
    )
    known = company_with_siren(who["siren"])
    if known is None:
        company = _open(who, zone=person.zone)
        sender = company.members.get().user
        actions.approach(person, company=company, sender=sender, **came, **said)
    elif is_open(known):
        company_actions.ask_to_join(known)
        actions.approach(
            person,
            company=known,
            sender=None,
            contact_name=who["name"],
            contact_email=who["email"],
            **came,
            **said,
        )


def _open(who: dict[str, str], **details: Any) -> Any:
    first_name, _space, last_name = who["name"].partition(" ")
    return company_actions.open_company(
        name=who["company"],
        siren=who["siren"],
        email=who["email"],
        first_name=first_name,
        last_name=last_name,
        **details,
    )


@reads(anyone)
@of_published
def met(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return render(
        request, "public/met.html", {"cv": shown, "email": request.session.get(MET, "")}
    )


@writes(anyone)
@of_published
def introduce(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    """No account: four fields, and the team calls back."""
    form, token = forms.KnowSomeoneForm(request.POST or None), _token(request, shown)
    if request.method == "POST" and form.is_valid():
        if form.trapped:
            hold(request, form, zone=_candidate(shown).zone)
            return redirect("public:introduced", shown.code)
        if _too_often(request, "introduction", 5):
            return _too_many(request)
        names = ("contact_name", "contact_email", "contact_phone", "words")
        with errors_in(form):
            said = {name: form.cleaned_data[name] for name in names}
            actions.introduce(
                _candidate(shown), share_token=token, trace=trace_of(request), **said
            )
            return redirect("public:introduced", shown.code)
    return render(
        request, "public/introduce.html", {"cv": shown, "form": form, "token": token}
    )


@reads(anyone)
@of_published
def introduced(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    return render(request, "public/introduced.html", {"cv": shown, "title": _("Merci")})
