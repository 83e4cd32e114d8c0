"""Messages sent to candidates, referrers and authors of recommendations."""

from django.utils.translation import override

from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox.actions import queue_message

from .models import (
    CV,
    ApprovedTranslation,
    Candidate,
    PaperConsent,
    Publication,
    Recommendation,
    Referrer,
    Snapshot,
    Translation,
)
from .signing import denial_key_of

_FOLDER = "candidates/notices"


def _to(candidate: Candidate) -> Recipient:
    return Recipient.from_person(candidate)


def notify_referral_received(candidate: Candidate, referrer: Referrer) -> None:
    contact = Recipient(
        referrer.email, referrer.phone, referrer.first_name, "fr", candidate.zone
    )
    send_notice(
        "candidates.referral_received",
        to=contact,
        subject=gettext_lazy("Nous avons reçu votre orientation"),
        template=f"{_FOLDER}/referral_received",
        context={"zone": candidate.zone.name},
        about=candidate.code,
        dedup_key=f"referral:{candidate.code}",
        unverified=True,
    )


def notify_cv_changes_requested(cv: CV) -> None:
    candidate = cv.candidate
    send_notice(
        "candidates.changes_requested",
        to=_to(candidate),
        subject=gettext_lazy("L’équipe a lu votre CV"),
        template=f"{_FOLDER}/changes_requested",
        about=candidate.code,
        context={"link": url_to("candidate_cv", language=candidate.language)},
    )


def notify_cv_approved(snapshot: Snapshot) -> None:
    candidate = snapshot.candidate
    send_notice(
        "candidates.ready_to_agree",
        to=_to(candidate),
        subject=gettext_lazy("Votre CV est prêt. À vous de choisir"),
        template=f"{_FOLDER}/ready_to_agree",
        about=candidate.code,
        dedup_key=f"ready:{snapshot.code}",
        context={"link": url_to("candidate_consent", language=candidate.language)},
    )


def notify_translation_changes_requested(translation: Translation) -> None:
    candidate = translation.cv.candidate
    send_notice(
        "candidates.translation_changes",
        to=_to(candidate),
        subject=gettext_lazy("L’équipe a lu votre traduction"),
        template=f"{_FOLDER}/translation_changes",
        about=candidate.code,
        context={"link": url_to("candidate_translations", language=candidate.language)},
    )


def notify_translation_approved(translation: ApprovedTranslation) -> None:
    candidate = translation.candidate
    send_notice(
        "candidates.translation_ready",
        to=_to(candidate),
        subject=gettext_lazy("Une langue de plus pour votre CV"),
        template=f"{_FOLDER}/translation_ready",
        about=candidate.code,
        dedup_key=f"translation:{translation.code}",
        context={"link": url_to("candidate_translations", language=candidate.language)},
    )


def notify_recommendation_requested(recommendation: Recommendation) -> None:
    candidate = recommendation.candidate
    send_notice(
        "candidates.recommendation_asked",
        to=Recipient(
            recommendation.author_email,
            "",
            recommendation.author,
            candidate.language,
            candidate.zone,
        ),
        subject=gettext_lazy("%(person)s vous demande quelques mots"),
        template=f"{_FOLDER}/recommendation_asked",
        about=candidate.code,
        dedup_key=f"recommendation:{recommendation.code}",
        context={
            "link": url_to(
                "recommendation",
                secret=recommendation.secret,
                language=candidate.language,
            ),
            "person": candidate.first_name,
            "message": recommendation.request_message,
            "until": recommendation.expires_at,
        },
    )


def notify_recommendation_written(recommendation: Recommendation) -> None:
    candidate = recommendation.candidate
    send_notice(
        "candidates.recommendation_written",
        to=_to(candidate),
        subject=gettext_lazy("%(author)s a écrit pour vous"),
        template=f"{_FOLDER}/recommendation_written",
        about=candidate.code,
        dedup_key=f"recommendation_written:{recommendation.code}",
        context={
            "link": url_to("candidate_recommendations", language=candidate.language),
            "author": recommendation.author,
        },
    )


def _denial_link(consent_code: str, candidate: Candidate) -> str:
    key = denial_key_of(consent_code)
    return url_to("consent_denial", key=key, language=candidate.language)


def notify_paper_consent_recorded(paper: PaperConsent) -> None:
    """Before anything is visible: a paper may have been signed by somebody else."""
    candidate = paper.candidate
    send_notice(
        "candidates.paper_recorded",
        to=_to(candidate),
        subject=gettext_lazy("Nous avons reçu votre accord sur papier"),
        template=f"{_FOLDER}/paper_recorded",
        about=candidate.code,
        dedup_key=f"paper:{paper.code}",
        context={"denial_link": _denial_link(paper.code, candidate)},
    )


def notify_cv_published(publication: Publication) -> None:
    candidate = publication.candidate
    send_notice(
        "candidates.published",
        to=_to(candidate),
        subject=gettext_lazy("Votre CV est visible"),
        template=f"{_FOLDER}/published",
        about=candidate.code,
        dedup_key=f"published:{publication.grant.code}",
        context={
            "denial_link": _denial_link(publication.grant.code, candidate),
            "until": publication.grant.until,
        },
    )


def notify_cv_unpublished(publication: Publication) -> None:
    candidate = publication.candidate
    send_notice(
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


def notify_publication_ending(publication: Publication, *, days: int) -> None:
    candidate = publication.candidate
    send_notice(
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


def notify_consent_code(
    candidate: Candidate, address: ContactAddress, digits: str, *, minutes: int
) -> None:
    """Sent without zone: the team that reads the log must not read a code that gives consent."""
    with override(candidate.language):
        text = _(
            "%(brand)s : votre code est %(code)s. Dites-le seulement si vous voulez montrer "
            "votre CV sur internet. "
            "Il sert pendant %(minutes)d minutes."
        ) % {
            "brand": current_settings().site_name,
            "code": f"{digits[:3]} {digits[3:]}",
            "minutes": minutes,
        }
        queue_message(
            to=address.value,
            channel=address.channel,
            purpose="candidates.consent_code",
            text=text,
            about=candidate.code,
            subject=_("Votre code pour dire oui") if address.channel == "email" else "",
            language=candidate.language,
        )
