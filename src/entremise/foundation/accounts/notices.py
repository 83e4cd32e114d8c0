"""Messages about accounts, in the language of their owner."""

from django.conf import settings
from django.utils.translation import override

from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import Sentence, gettext as _
from entremise.foundation.outbox.actions import queue_message

from .models import User
from .validators import ContactAddress

CODE_PURPOSE = "accounts.code"
UNKNOWN_PURPOSE = "accounts.unknown"
INVITATION_PURPOSE = "accounts.invitation"
FACTOR_PURPOSE = "accounts.factor"


def send_sign_in_code(
    user: User, to: ContactAddress, digits: str, *, minutes: int
) -> None:
    shown = f"{digits[:3]} {digits[3:]}"
    with override(user.language):
        if to.channel == "sms":
            text = _(
                "%(brand)s : votre code est %(code)s. Il sert une fois, pendant %(minutes)d "
                "minutes."
            ) % {"brand": settings.BRAND_NAME, "code": shown, "minutes": minutes}
        else:
            text = _(
                "Bonjour %(name)s,\n\nVotre code pour entrer : %(code)s\n\n"
                "Il sert une seule fois, pendant %(minutes)d minutes.\nNe le donnez à personne.\n\n"
                "Vous n’avez rien demandé ? Vous n’avez rien à faire."
            ) % {"name": user.first_name, "code": shown, "minutes": minutes}
        subject = _("Votre code %(brand)s") % {"brand": settings.BRAND_NAME}
        _queue(user, to, purpose=CODE_PURPOSE, subject=subject, text=text)


def send_fresh_proof_code(
    user: User, to: ContactAddress, digits: str, *, minutes: int
) -> None:
    values = {
        "brand": settings.BRAND_NAME,
        "name": user.first_name,
        "code": f"{digits[:3]} {digits[3:]}",
        "minutes": minutes,
        "contact": settings.CONTACT_EMAIL,
    }
    with override(user.language):
        if to.channel == "sms":
            text = _(
                "%(brand)s : %(code)s pour confirmer que c’est vous. Ce code sert une fois, "
                "pendant %(minutes)d minutes."
            )
        else:
            text = _(
                "Bonjour %(name)s,\n\nVotre code pour confirmer que c’est vous : %(code)s\n\n"
                "Il sert une seule fois, pendant %(minutes)d minutes.\nNe le donnez à personne.\n\n"
                "Vous n’avez rien demandé ? Quelqu’un tient votre session ouverte. Écrivez-nous "
                "tout de suite : %(contact)s"
            )
        subject = _("Votre code %(brand)s") % {"brand": settings.BRAND_NAME}
        _queue(user, to, purpose=CODE_PURPOSE, subject=subject, text=text % values)


def send_unknown_address(to: ContactAddress, *, dedup_key: str) -> None:
    """Tell the owner of the mailbox that no account uses it; the page does not say so."""
    text = _(
        "Bonjour,\n\nQuelqu’un a demandé un code %(brand)s pour cette adresse.\n"
        "Aucun accès n’existe avec cette adresse.\n\n"
        "C’était vous ? Essayez avec votre autre adresse ou votre téléphone, ou écrivez-nous : "
        "%(contact)s\n"
        "Ce n’était pas vous ? Vous n’avez rien à faire."
    ) % {"brand": settings.BRAND_NAME, "contact": settings.CONTACT_EMAIL}
    subject = _("Votre demande de code %(brand)s") % {"brand": settings.BRAND_NAME}
    queue_message(
        to=to.value,
        channel=to.channel,
        purpose=UNKNOWN_PURPOSE,
        subject=subject,
        text=text,
        dedup_key=dedup_key,
    )


def send_invitation(user: User, to: ContactAddress, *, by: User | None) -> None:
    with override(user.language):
        link = url_to("sign_in", language=user.language)
        inviter = by.first_name if by and by.first_name else settings.ASSOCIATION_NAME
        values = {
            "brand": settings.BRAND_NAME,
            "name": user.first_name,
            "inviter": inviter,
            "link": link,
        }
        if to.channel == "sms":
            text = (
                _("%(inviter)s vous ouvre un accès à %(brand)s. Pour entrer : %(link)s")
                % values
            )
        else:
            text = (
                _(
                    "Bonjour %(name)s,\n\n%(inviter)s vous ouvre un accès à %(brand)s.\n\n"
                    "Pour entrer, donnez cette adresse sur la page suivante ; vous recevrez un "
                    "code :\n%(link)s\n\n"
                    "Pas de mot de passe à retenir."
                )
                % values
            )
        _queue(
            user,
            to,
            purpose=INVITATION_PURPOSE,
            subject=_("Votre accès à %(brand)s") % values,
            text=text,
        )


def send_second_factor_changed(user: User, sentence: Sentence) -> None:
    """Tell the owner that a second factor changed.

    ``sentence``: lazy text, translated here into their language.
    """
    to = contact_address_of(user)
    if to is None:
        return
    with override(user.language):
        text = _(
            "Bonjour %(name)s,\n\n%(sentence)s\n\nCe n’était pas vous ? Écrivez-nous tout de "
            "suite : %(contact)s"
        )
        values = {
            "name": user.first_name,
            "sentence": sentence,
            "contact": settings.CONTACT_EMAIL,
        }
        subject = _("Votre accès à %(brand)s a changé") % {"brand": settings.BRAND_NAME}
        _queue(user, to, purpose=FACTOR_PURPOSE, subject=subject, text=text % values)


def send_address_taken(owner: User, to: ContactAddress) -> None:
    with override(owner.language):
        text = _(
            "Bonjour %(name)s,\n\nQuelqu’un a voulu utiliser votre adresse pour un autre accès. "
            "Rien n’a changé.\n\n"
            "Une question ? Écrivez-nous : %(contact)s"
        ) % {"name": owner.first_name, "contact": settings.CONTACT_EMAIL}
        subject = _("Votre accès à %(brand)s") % {"brand": settings.BRAND_NAME}
        _queue(owner, to, purpose=FACTOR_PURPOSE, subject=subject, text=text)


def send_address_changed(user: User, before: ContactAddress) -> None:
    """Sent to the old address, which somebody who took the account over does not read."""
    with override(user.language):
        _queue(
            user,
            before,
            purpose=FACTOR_PURPOSE,
            subject=_("Votre accès à %(brand)s a changé")
            % {"brand": settings.BRAND_NAME},
            text=_(
                "Bonjour %(name)s,\n\nVos coordonnées pour entrer viennent de changer.\n\n"
                "Ce n’était pas vous ? Écrivez-nous tout de suite : %(contact)s"
            )
            % {"name": user.first_name, "contact": settings.CONTACT_EMAIL},
        )


def contact_address_of(user: User) -> ContactAddress | None:
    if user.email:
        return ContactAddress("email", user.email)
    return ContactAddress("sms", user.phone) if user.phone else None


def _queue(
    user: User, to: ContactAddress, *, purpose: str, subject: str, text: str
) -> None:
    queue_message(
        to=to.value,
        channel=to.channel,
        purpose=purpose,
        language=user.language,
        about=user.code,
        subject=subject if to.channel == "email" else "",
        text=text,
    )
