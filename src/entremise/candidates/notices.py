"""What we write to people about their CV and what they show."""

from django.conf import settings
from django.utils.translation import override

from entremise.foundation.accounts.validators import Address
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.foundation.messaging.notices import Contact, send
from entremise.foundation.outbox import mail

from .models import (
    CV,
    Candidate,
    Publication,
    ReadTranslation,
    Recommendation,
    Referrer,
    Snapshot,
    Translation,
)

_FOLDER = "candidates/notices"


def _to(candidate: Candidate) -> Contact:
    return Contact.of(candidate)


def referral_received(candidate: Candidate, referrer: Referrer) -> None:
    contact = Contact(
        referrer.email, referrer.phone, referrer.first_name, "fr", candidate.zone
    )
    send(
        "candidates.referral_received",
        to=contact,
        subject=gettext_lazy("Nous avons reçu votre orientation"),
        template=f"{_FOLDER}/referral_received",
        context={"zone": candidate.zone.name, "person": candidate.first_name},
        about=candidate.code,
        dedup_key=f"referral:{candidate.code}",
    )


def changes_requested(cv: CV) -> None:
    candidate = cv.candidate
    send(
        "candidates.changes_requested",
        to=_to(candidate),
        subject=gettext_lazy("L’équipe a lu votre CV"),
        template=f"{_FOLDER}/changes_requested",
        about=candidate.code,
        context={"link": url_to("candidate_cv", language=candidate.language)},
    )


def ready_to_agree(snapshot: Snapshot) -> None:
    candidate = snapshot.candidate
    send(
        "candidates.ready_to_agree",
        to=_to(candidate),
        subject=gettext_lazy("Votre CV est prêt. À vous de choisir"),
        template=f"{_FOLDER}/ready_to_agree",
        about=candidate.code,
        dedup_key=f"ready:{snapshot.code}",
        context={"link": url_to("candidate_consent", language=candidate.language)},
    )


def translation_changes(translation: Translation) -> None:
    candidate = translation.cv.candidate
    send(
        "candidates.translation_changes",
        to=_to(candidate),
        subject=gettext_lazy("L’équipe a lu votre traduction"),
        template=f"{_FOLDER}/translation_changes",
        about=candidate.code,
        context={"link": url_to("candidate_translations", language=candidate.language)},
    )


def translation_ready(read: ReadTranslation) -> None:
    candidate = read.candidate
    send(
        "candidates.translation_ready",
        to=_to(candidate),
        subject=gettext_lazy("Une langue de plus pour votre CV"),
        template=f"{_FOLDER}/translation_ready",
        about=candidate.code,
        dedup_key=f"translation:{read.code}",
        context={"link": url_to("candidate_translations", language=candidate.language)},
    )


def recommendation_asked(asked: Recommendation) -> None:
    candidate = asked.candidate
    send(
        "candidates.recommendation_asked",
        to=Contact(
            asked.author_email, "", asked.author, candidate.language, candidate.zone
        ),
        subject=gettext_lazy("%(person)s vous demande quelques mots"),
        template=f"{_FOLDER}/recommendation_asked",
        about=candidate.code,
        dedup_key=f"recommendation:{asked.code}",
        context={
            "link": url_to(
                "recommendation", secret=asked.secret, language=candidate.language
            ),
            "person": candidate.first_name,
            "words": asked.asked_words,
            "until": asked.expires_at,
        },
    )


def recommendation_written(written: Recommendation) -> None:
    candidate = written.candidate
    send(
        "candidates.recommendation_written",
        to=_to(candidate),
        subject=gettext_lazy("%(author)s a écrit pour vous"),
        template=f"{_FOLDER}/recommendation_written",
        about=candidate.code,
        dedup_key=f"recommendation_written:{written.code}",
        context={
            "link": url_to("candidate_recommendations", language=candidate.language),
            "author": written.author,
        },
    )


def published(publication: Publication) -> None:
    candidate = publication.candidate
    send(
        "candidates.published",
        to=_to(candidate),
        subject=gettext_lazy("Votre CV est visible"),
        template=f"{_FOLDER}/published",
        about=candidate.code,
        dedup_key=f"published:{publication.grant.code}",
        context={
            "link": url_to("candidate_home", language=candidate.language),
            "until": publication.grant.until,
        },
    )


def unpublished(publication: Publication) -> None:
    candidate = publication.candidate
    send(
        "candidates.unpublished",
        to=_to(candidate),
        subject=gettext_lazy("Votre CV n’est plus visible"),
        template=f"{_FOLDER}/unpublished",
        about=candidate.code,
        context={
            "link": url_to("candidate_home", language=candidate.language),
            "reason": publication.end_reason,
        },
    )


def ending_soon(publication: Publication, *, days: int) -> None:
    candidate = publication.candidate
    send(
        "candidates.ending_soon",
        to=_to(candidate),
        subject=gettext_lazy("Voulez-vous encore montrer votre CV ?"),
        template=f"{_FOLDER}/ending_soon",
        about=candidate.code,
        dedup_key=f"ending:{publication.grant.code}:{days}",
        context={
            "link": url_to("candidate_consent", language=candidate.language),
            "until": publication.grant.until,
        },
    )


def consent_code(
    candidate: Candidate, to: Address, digits: str, *, minutes: int
) -> None:
    """Without zone: the team that reads the log must not read a code that agrees in
    somebody's place.
    """
    with override(candidate.language):
        text = _(
            "%(brand)s : votre code est %(code)s. Dites-le seulement si vous voulez montrer votre CV sur internet. "
            "Il sert pendant %(minutes)d minutes."
        ) % {
            "brand": settings.BRAND_NAME,
            "code": f"{digits[:3]} {digits[3:]}",
            "minutes": minutes,
        }
        mail.queue(
            to=to.value,
            channel=to.channel,
            purpose="candidates.consent_code",
            text=text,
            about=candidate.code,
            subject=_("Votre code pour dire oui") if to.channel == "email" else "",
            language=candidate.language,
        )
