"""Try a channel now: send one message without the outbox, and say in plain words what happened.

Nothing is stored and nothing is tried again. Each step of the conversation has a few seconds.
"""

import enum
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.text import gettext as _, gettext_lazy

from . import mail_providers, sms, sms_spending, transports
from .enums import MessageChannel
from .models import OutboxMessage

TRIAL_TIMEOUT = 6  # seconds for each step
TRIAL_DEADLINE = 20  # seconds for the whole conversation


class TrialOutcome(enum.Enum):
    """What became of a trial, from the mail server's point of view."""

    ACCEPTED = "accepted"
    KEPT_HERE = "kept_here"  # the demonstration sends nothing
    NOT_SET = "not_set"
    PASSWORD = "password"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    SENDER = "sender"
    RECIPIENT = "recipient"
    REFUSED = "refused"
    MAIL_ACCOUNT = "mail_account"
    MAIL_UNREACHABLE = "mail_unreachable"
    LANDLINE = "landline"
    SMS_ACCOUNT = "sms_account"
    SMS_UNREACHABLE = "sms_unreachable"
    SMS_REFUSED = "sms_refused"
    SMS_UNSURE = "sms_unsure"


SENTENCES = {
    TrialOutcome.ACCEPTED: gettext_lazy(
        "Le serveur a accepté le message. Regardez s’il arrive, et s’il n’est pas rangé dans "
        "les indésirables."
    ),
    TrialOutcome.KEPT_HERE: gettext_lazy(
        "La démonstration n’envoie rien : le message reste sur cette machine."
    ),
    TrialOutcome.NOT_SET: gettext_lazy("Ce moyen n’est pas réglé."),
    TrialOutcome.PASSWORD: gettext_lazy(
        "Le serveur refuse le nom ou le mot de passe. Vérifiez-les chez votre fournisseur."
    ),
    TrialOutcome.UNREACHABLE: gettext_lazy(
        "Le serveur ne répond pas à cette adresse. Vérifiez son nom et son port."
    ),
    TrialOutcome.TIMEOUT: gettext_lazy(
        "Le serveur n’a pas répondu à temps. Un pare-feu bloque peut-être ce port."
    ),
    TrialOutcome.CERTIFICATE: gettext_lazy(
        "Le certificat du serveur n’est pas valable pour ce nom. Rien n’a été envoyé."
    ),
    TrialOutcome.ENCRYPTION: gettext_lazy(
        "Le serveur ne parle pas la langue chiffrée attendue. Essayez l’autre : smtp+tls ou "
        "smtp+ssl."
    ),
    TrialOutcome.SENDER: gettext_lazy(
        "Le serveur refuse votre adresse d’envoi. Elle doit être permise chez le fournisseur."
    ),
    TrialOutcome.RECIPIENT: gettext_lazy(
        "Le serveur refuse l’adresse du destinataire."
    ),
    TrialOutcome.REFUSED: gettext_lazy("Le serveur refuse le message."),
    TrialOutcome.MAIL_ACCOUNT: gettext_lazy(
        "Le fournisseur de mail refuse la clé, l’adresse d’envoi ou le compte. Vérifiez-les chez "
        "lui."
    ),
    TrialOutcome.MAIL_UNREACHABLE: gettext_lazy(
        "Le fournisseur de mail ne répond pas ou demande d’attendre. Rien n’a été envoyé."
    ),
    TrialOutcome.LANDLINE: gettext_lazy(
        "Ce numéro est celui d’un téléphone fixe : il ne reçoit pas de SMS. Rien n’a été envoyé."
    ),
    TrialOutcome.SMS_ACCOUNT: gettext_lazy(
        "Le fournisseur de SMS refuse la clé, ou le crédit est épuisé. Vérifiez-les chez lui."
    ),
    TrialOutcome.SMS_UNREACHABLE: gettext_lazy(
        "Le fournisseur de SMS ne répond pas ou demande d’attendre. Rien n’a été envoyé."
    ),
    TrialOutcome.SMS_REFUSED: gettext_lazy(
        "Le fournisseur de SMS refuse ce numéro ou ce message."
    ),
    TrialOutcome.SMS_UNSURE: gettext_lazy(
        "Le fournisseur de SMS n’a pas répondu jusqu’au bout : le message est peut-être parti. "
        "Regardez le téléphone avant d’essayer encore."
    ),
}

MAY_BE_PAID = (TrialOutcome.ACCEPTED, TrialOutcome.SMS_UNSURE, TrialOutcome.TIMEOUT)


@dataclass(frozen=True)
class ChannelTrial:
    outcome: TrialOutcome
    answer: str = ""  # the words of the server, as it said them

    @property
    def is_good(self) -> bool:
        return self.outcome in (TrialOutcome.ACCEPTED, TrialOutcome.KEPT_HERE)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.outcome])


def try_mail(to: str, *, language: str) -> ChannelTrial:
    """Send a mail to this address now."""
    return _tried(_trial_message(MessageChannel.EMAIL, to, language))


def try_sms(to: str, *, language: str) -> ChannelTrial:
    """Send an SMS to this number (E.164) now."""
    if not transports.can_send_sms():
        return ChannelTrial(TrialOutcome.NOT_SET)
    message = _trial_message(MessageChannel.SMS, to, language)
    if not sms.can_receive_sms(to):
        return ChannelTrial(TrialOutcome.LANDLINE)
    if transports.is_for_sms_service(message):
        return _tried_by_sms_service(message)
    return _tried(message)


def _tried_by_sms_service(message: OutboxMessage) -> ChannelTrial:
    """A trial is counted, and leaves beyond the monthly limit too: an administrator asks."""
    segments = sms.segment_count(sms.gsm_spelling(message.text))
    counted = sms_spending.count_segments(segments, always=True)
    trial = _attempted(lambda: transports.give_to_sms_service(message))
    if trial.outcome not in MAY_BE_PAID:
        sms_spending.give_back(counted)
    return trial


def _trial_message(channel: MessageChannel, to: str, language: str) -> OutboxMessage:
    """A message that is not stored."""
    site = current_settings().site_name
    return OutboxMessage(
        channel=channel,
        to=to,
        language=language,
        purpose="association.trial",
        subject=_("Essai de %(site)s") % {"site": site},
        text=_("Ce message est un essai. Il montre que %(site)s peut vous écrire.")
        % {"site": site},
        created_at=timezone.now(),
    )


def _tried(message: OutboxMessage) -> ChannelTrial:
    email = transports.email_to_send(message)
    if email is None:
        return ChannelTrial(TrialOutcome.KEPT_HERE)
    return _attempted(lambda: transports.send_alone(email, timeout=TRIAL_TIMEOUT))


def _attempted(send: Callable[[], object]) -> ChannelTrial:
    """The attempt has a thread of its own: the page waits so long, and no longer."""
    ended: list[Exception | None] = []

    def attempt() -> None:
        try:
            send()
        except Exception as error:
            ended.append(error)
        else:
            ended.append(None)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(TRIAL_DEADLINE)
    if not ended:
        return ChannelTrial(TrialOutcome.TIMEOUT)
    error = ended[0]
    if error is None:
        return ChannelTrial(TrialOutcome.ACCEPTED)
    return ChannelTrial(outcome_of(error), _words_of(error))


def outcome_of(error: Exception) -> TrialOutcome:
    """What an error of the conversation means; the error itself when it means nothing to us."""
    if isinstance(error.__context__, TimeoutError) and not isinstance(
        error, (sms.SmsError, mail_providers.MailError)
    ):
        return TrialOutcome.TIMEOUT  # smtplib calls it a disconnection
    for kinds, outcome in _OUTCOMES:
        if isinstance(error, kinds):
            return outcome
    raise error


# The first that fits: most are errors of the network too.
_OUTCOMES: tuple[
    tuple[type[Exception] | tuple[type[Exception], ...], TrialOutcome], ...
] = (
    (smtplib.SMTPAuthenticationError, TrialOutcome.PASSWORD),
    (smtplib.SMTPSenderRefused, TrialOutcome.SENDER),
    (smtplib.SMTPRecipientsRefused, TrialOutcome.RECIPIENT),
    (smtplib.SMTPNotSupportedError, TrialOutcome.ENCRYPTION),
    (ssl.SSLCertVerificationError, TrialOutcome.CERTIFICATE),
    (ssl.SSLError, TrialOutcome.ENCRYPTION),
    ((TimeoutError, socket.timeout), TrialOutcome.TIMEOUT),
    (smtplib.SMTPServerDisconnected, TrialOutcome.UNREACHABLE),
    (smtplib.SMTPConnectError, TrialOutcome.UNREACHABLE),
    (smtplib.SMTPException, TrialOutcome.REFUSED),
    (OSError, TrialOutcome.UNREACHABLE),
    (transports.Undeliverable, TrialOutcome.NOT_SET),
    (sms.WrongAccount, TrialOutcome.SMS_ACCOUNT),
    (sms.Unavailable, TrialOutcome.SMS_UNREACHABLE),
    (sms.Refused, TrialOutcome.SMS_REFUSED),
    (sms.MaybeSent, TrialOutcome.SMS_UNSURE),
    (sms.WrongSetting, TrialOutcome.NOT_SET),
    (mail_providers.AddressRefused, TrialOutcome.RECIPIENT),
    (mail_providers.MailRefused, TrialOutcome.REFUSED),
    (mail_providers.WrongMailAccount, TrialOutcome.MAIL_ACCOUNT),
    (mail_providers.MailDelayed, TrialOutcome.MAIL_UNREACHABLE),
)


def _words_of(error: Exception) -> str:
    """The answer of the server, at most 200 characters; never what we sent to it."""
    if isinstance(error, (sms.SmsError, mail_providers.MailError)):
        return str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [words for _code, words in error.recipients.values()]
        said: object = answers[0] if answers else ""
    else:
        said = getattr(error, "smtp_error", "") or getattr(error, "verify_message", "")
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200]
