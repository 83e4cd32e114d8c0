"""Messages sent: to whom, when, and whether they arrived."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.messaging import actions
from entremise.foundation.messaging.queries.addresses import suppressed_address_for
from entremise.foundation.messaging.queries.sent_messages import (
    has_readable_text,
    mail_for,
    mail_visible_to,
    parked_mail_count_for,
    reader_line_of,
)
from entremise.foundation.messaging.rules import can_read_mail
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, paginate, safe_next_url


@reads(can_read_mail)
def mails(request: SignedInRequest) -> HttpResponse:
    parked_only = request.GET.get("etat") == "arretes"
    sent = mail_visible_to(request.user)
    if parked_only:
        sent = sent.exclude(parked_at=None)
    context = {
        "page": paginate(sent.defer("text", "html", "attachments"), request, size=50),
        "parked_only": parked_only,
        "parked": parked_mail_count_for(request.user),
    }
    return render(request, "team/mails.html", context)


@reads(can_read_mail)
def mail(request: SignedInRequest, code: str) -> HttpResponse:
    message = or_404(mail_for(request.user, code))
    readable = has_readable_text(message)
    if readable:
        request_notes(request).accessed_person = reader_line_of(message)
    is_sms = message.channel == "sms"
    context = {
        "message": message,
        "readable": readable,
        "email": "" if is_sms else message.to,
        "phone": message.to if is_sms else "",
    }
    return render(request, "team/mail.html", context)


@writes(can_read_mail, show=False)
def confirm_address(request: SignedInRequest, code: str) -> HttpResponse:
    suppressed = or_404(suppressed_address_for(request.user, code))
    actions.confirm_address(suppressed, by=request.user)
    messages.success(request, _("Les messages partent de nouveau à cette adresse."))
    return redirect(safe_next_url(request, reverse("team:mails")))


@writes(can_read_mail, show=False)
def retry_mail(request: SignedInRequest, code: str) -> HttpResponse:
    message = or_404(mail_for(request.user, code))
    actions.retry_mail(message, by=request.user)
    messages.success(request, _("Le message repart dans la minute."))
    return redirect("team:mail", code=code)


@writes(can_read_mail, show=False)
def told_mail(request: SignedInRequest, code: str) -> HttpResponse:
    message = or_404(mail_for(request.user, code))
    actions.mark_mail_told(message, by=request.user)
    messages.success(request, _("C’est noté : la personne le sait."))
    return redirect("team:mail", code=code)
