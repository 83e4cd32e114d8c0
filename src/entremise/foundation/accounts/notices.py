"""Messages about accounts, in the language of their owner."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import Sentence, gettext as _
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.enums import SIGN_IN_CODE as CODE_PURPOSE

from .credentials import crypto
from .models import LoginCard, User
from .validators import ContactAddress

UNKNOWN_PURPOSE = "accounts.unknown"
INVITATION_PURPOSE = "accounts.invitation"
FACTOR_PURPOSE = "accounts.factor"
CARD_PURPOSE = "accounts.card_used"
ENTRY_LINK_PURPOSE = "accounts.entry_link"


def send_sign_in_code(
    user: User, to: ContactAddress, digits: str, *, minutes: int
) -> None:
    values = _values_of_code(digits, minutes) | {"name": user.first_name}
    with override(user.language):
        if to.channel == "sms":
            text = _(
                "%(brand)s : votre code est %(code)s. Il sert une fois, pendant %(minutes)d "
                "minutes."
            )
            text = _with_line_for_telephones(text, digits)
        else:
            text = _(
                "Bonjour %(name)s,\n\nVotre code pour entrer : %(code)s\n\n"
                "Il sert une seule fois, pendant %(minutes)d minutes.\nNe le donnez à personne.\n\n"
                "Vous n’avez rien demandé ? Vous n’avez rien à faire."
            )
        subject = _("Votre code %(brand)s") % values
        _queue(user, to, purpose=CODE_PURPOSE, subject=subject, text=text % values)


def send_new_address_code(
    user: User, to: ContactAddress, digits: str, *, minutes: int
) -> None:
    """To an address that nobody has shown to be theirs yet: it is greeted by no name."""
    if to.channel == "sms":
        send_sign_in_code(user, to, digits, minutes=minutes)
        return
    with override(user.language):
        values = _values_of_code(digits, minutes)
        text = _(
            "Bonjour,\n\nQuelqu’un a donné cette adresse pour entrer sur %(brand)s. Le code pour "
            "la confirmer : %(code)s\n\n"
            "Il sert une seule fois, pendant %(minutes)d minutes.\n\n"
            "Ce n’était pas vous ? Ne faites rien."
        )
        subject = _("Votre code %(brand)s") % values
        _queue(user, to, purpose=CODE_PURPOSE, subject=subject, text=text % values)


def send_fresh_proof_code(
    user: User, to: ContactAddress, digits: str, *, minutes: int
) -> None:
    values = _values_of_code(digits, minutes) | {
        "name": user.first_name,
        "contact": current_settings().contact_email,
    }
    with override(user.language):
        if to.channel == "sms":
            text = _(
                "%(brand)s : %(code)s pour confirmer que c’est vous. Ce code sert une fois, "
                "pendant %(minutes)d minutes."
            )
            text = _with_line_for_telephones(text, digits)
        else:
            text = _(
                "Bonjour %(name)s,\n\nVotre code pour confirmer que c’est vous : %(code)s\n\n"
                "Il sert une seule fois, pendant %(minutes)d minutes.\nNe le donnez à personne.\n\n"
                "Vous n’avez rien demandé ? Quelqu’un tient votre session ouverte. Écrivez-nous "
                "tout de suite : %(contact)s"
            )
        subject = _("Votre code %(brand)s") % values
        _queue(user, to, purpose=CODE_PURPOSE, subject=subject, text=text % values)


def _values_of_code(digits: str, minutes: int) -> dict[str, object]:
    """What the sentences of a code are made of."""
    return {
        "brand": current_settings().site_name,
        "code": f"{digits[:3]} {digits[3:]}",
        "minutes": minutes,
    }


def _with_line_for_telephones(text: str, digits: str) -> str:
    """The text, and the last line by which telephones offer the code on this site only
    (« origin-bound one-time codes »).
    """
    host = urlsplit(settings.SITE_URL).hostname or ""
    return f"{text}\n\n@{host} #{digits}"


def send_unknown_address(to: ContactAddress, *, dedup_key: str) -> None:
    """Tell the owner of the mailbox that no account uses it; the page does not say so."""
    text = _(
        "Bonjour,\n\nQuelqu’un a demandé un code %(brand)s pour cette adresse.\n"
        "Aucun accès n’existe avec cette adresse.\n\n"
        "C’était vous ? Essayez avec votre autre adresse ou votre téléphone, ou écrivez-nous : "
        "%(contact)s\n"
        "Ce n’était pas vous ? Vous n’avez rien à faire."
    ) % {
        "brand": current_settings().site_name,
        "contact": current_settings().contact_email,
    }
    subject = _("Votre demande de code %(brand)s") % {
        "brand": current_settings().site_name
    }
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
        inviter = (
            by.first_name
            if by and by.first_name
            else current_settings().association_name
        )
        values = {
            "brand": current_settings().site_name,
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


def send_access_asked(user: User, to: ContactAddress) -> None:
    """A visitor gave this address for an access: nothing that they typed is said, and it is
    told once a day at most.
    """
    with override(user.language):
        values = {
            "brand": current_settings().site_name,
            "link": url_to("sign_in", language=user.language),
            "contact": current_settings().contact_email,
        }
        text = _(
            "Bonjour,\n\nQuelqu’un a donné cette adresse pour ouvrir un accès à %(brand)s.\n\n"
            "C’était vous ? Donnez cette adresse sur la page suivante ; vous recevrez un code :\n"
            "%(link)s\n\n"
            "Ce n’était pas vous ? Ne faites rien, ou écrivez-nous : %(contact)s"
        )
        queue_message(
            to=to.value,
            channel=to.channel,
            purpose=INVITATION_PURPOSE,
            language=user.language,
            about=user.code,
            subject=_("Votre accès à %(brand)s") % values
            if to.channel == "email"
            else "",
            text=text % values,
            dedup_key=once_a_day_key(INVITATION_PURPOSE, to.value),
        )


def once_a_day_key(purpose: str, address: str) -> str:
    """For letters to an address that nobody has shown to be theirs; it cannot be read in it."""
    hashed = crypto.keyed_digest("address", address)[:40]
    return f"{purpose}:{hashed}:{timezone.localdate()}"


def send_entry_link(user: User, to: ContactAddress, link: str, *, hours: int) -> None:
    with override(user.language):
        values = {
            "brand": current_settings().site_name,
            "name": user.first_name,
            "link": link,
            "hours": hours,
            "sign_in": url_to("sign_in", language=user.language),
        }
        text = _(
            "Bonjour %(name)s,\n\nVotre accès à %(brand)s est prêt.\n\n"
            "Ce lien vous fait entrer une seule fois, pendant %(hours)d heures :\n%(link)s\n\n"
            "Vous choisirez une seconde preuve, puis vous noterez dix codes de secours.\n\n"
            "Le lien ne sert plus ? Donnez cette adresse sur la page suivante ; vous recevrez un "
            "code :\n%(sign_in)s"
        )
        _queue(
            user,
            to,
            purpose=ENTRY_LINK_PURPOSE,
            subject=_("Votre accès à %(brand)s") % values,
            text=text % values,
        )


def send_changed_on_the_machine(user: User, sentence: Sentence, *, about: User) -> None:
    """Tell an administrator what was done on the machine to the access of somebody else.

    ``sentence``: lazy text, with ``%(who)s`` and ``%(email)s``.
    """
    to = contact_address_of(user)
    if to is None:
        return
    with override(user.language):
        who = {"who": about.full_name, "email": about.email or ""}
        values = {
            "name": user.first_name,
            "sentence": str(sentence) % who,
            "contact": current_settings().contact_email,
        }
        text = _(
            "Bonjour %(name)s,\n\n%(sentence)s\n\n"
            "Quelqu’un qui tient la machine de la plateforme l’a fait, et le journal le garde.\n\n"
            "Ce n’était pas prévu ? Écrivez-nous tout de suite : %(contact)s"
        )
        subject = _("%(brand)s : l’administration a changé") % {
            "brand": current_settings().site_name
        }
        _queue(user, to, purpose=FACTOR_PURPOSE, subject=subject, text=text % values)


def send_card_used(card: LoginCard) -> None:
    """Tell the person that a card opened their space, and who had printed it.

    Who has no address reads it on the next card (accounts/login_card.html).
    """
    to = contact_address_of(card.user)
    if to is None:
        return
    with override(card.user.language):
        values = {
            "brand": current_settings().site_name,
            "name": card.user.first_name,
            "issuer": card.issued_by.full_name if card.issued_by else "",
            "contact": current_settings().contact_email,
        }
        if to.channel == "sms":
            text = _(
                "%(brand)s : la carte imprimée par %(issuer)s vient d’ouvrir votre espace. Ce "
                "n’était pas vous ? Dites-le à l’équipe."
            )
        else:
            text = _(
                "Bonjour %(name)s,\n\nLa carte imprimée par %(issuer)s vient d’ouvrir votre "
                "espace.\n\n"
                "Avec une carte, on voit et on écrit votre CV, et on répond aux rencontres. On ne "
                "voit pas vos données, on ne dit pas oui à votre place. La carte s’éteint au bout "
                "de douze heures.\n\n"
                "Ce n’était pas vous ? Écrivez-nous tout de suite : %(contact)s"
            )
        subject = _("Une carte a ouvert votre espace %(brand)s") % values
        _queue(card.user, to, purpose=CARD_PURPOSE, subject=subject, text=text % values)


def send_access_changed(user: User, sentence: Sentence) -> None:
    """Tell the owner that the way into their account changed.

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
            "contact": current_settings().contact_email,
        }
        subject = _("Votre accès à %(brand)s a changé") % {
            "brand": current_settings().site_name
        }
        _queue(user, to, purpose=FACTOR_PURPOSE, subject=subject, text=text % values)


def send_address_taken(owner: User, to: ContactAddress) -> None:
    with override(owner.language):
        text = _(
            "Bonjour %(name)s,\n\nQuelqu’un a voulu utiliser votre adresse pour un autre accès. "
            "Rien n’a changé.\n\n"
            "Une question ? Écrivez-nous : %(contact)s"
        ) % {"name": owner.first_name, "contact": current_settings().contact_email}
        subject = _("Votre accès à %(brand)s") % {"brand": current_settings().site_name}
        _queue(owner, to, purpose=FACTOR_PURPOSE, subject=subject, text=text)


def send_address_changed(user: User, before: ContactAddress) -> None:
    """Sent to the old address, which somebody who took the account over does not read."""
    with override(user.language):
        _queue(
            user,
            before,
            purpose=FACTOR_PURPOSE,
            subject=_("Votre accès à %(brand)s a changé")
            % {"brand": current_settings().site_name},
            text=_(
                "Bonjour %(name)s,\n\nVos coordonnées pour entrer viennent de changer.\n\n"
                "Ce n’était pas vous ? Écrivez-nous tout de suite : %(contact)s"
            )
            % {"name": user.first_name, "contact": current_settings().contact_email},
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
