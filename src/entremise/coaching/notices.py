"""Messages about coaching. Subjects are safe to read on a locked screen."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient

from .models import CoachApplication, Pairing


def notify_coach_application_received(application: CoachApplication) -> None:
    send_notice(
        "coaching.application_received",
        to=_applicant(application),
        subject=_("Merci, nous avons bien reçu votre message"),
        template="coaching/notices/application_received",
        context={"zone": application.zone.name},
        about=application.code,
        dedup_key=f"coaching.received:{application.code}",
        unverified=True,
    )


def notify_coach_application_declined(application: CoachApplication) -> None:
    send_notice(
        "coaching.application_declined",
        to=_applicant(application),
        subject=_("Notre réponse à votre proposition"),
        template="coaching/notices/application_declined",
        context={"message": application.decision_message},
        about=application.code,
        dedup_key=f"coaching.declined:{application.code}",
    )


def notify_pairing_started(pairing: Pairing) -> None:
    candidate, coach = pairing.candidate, pairing.coach.user
    values: dict[str, Any] = {"coach": coach.first_name, "person": candidate.first_name}
    send_notice(
        "coaching.paired_coach",
        to=coach,
        subject=_("%(person)s et vous"),
        template="coaching/notices/paired_coach",
        context=values
        | {
            "link": url_to(
                "coach_candidate", code=candidate.code, language=coach.language
            )
        },
        about=pairing.code,
        dedup_key=f"coaching.paired_coach:{pairing.code}",
        zone=candidate.zone,
    )
    send_notice(
        "coaching.paired_candidate",
        to=Recipient.from_person(candidate),
        subject=_("%(coach)s va vous accompagner"),
        template="coaching/notices/paired_candidate",
        context=values | {"link": url_to("sign_in", language=candidate.language)},
        about=pairing.code,
        dedup_key=f"coaching.paired_candidate:{pairing.code}",
    )


def notify_pairing_ended(pairing: Pairing) -> None:
    candidate, coach = pairing.candidate, pairing.coach.user
    values = {"coach": coach.first_name, "person": candidate.first_name}
    for side, to in (
        ("coach", Recipient.from_person(coach)),
        ("candidate", Recipient.from_person(candidate)),
    ):
        send_notice(
            f"coaching.ended_{side}",
            to=to,
            subject=_("Votre chemin ensemble se termine"),
            template=f"coaching/notices/ended_{side}",
            context=values,
            about=pairing.code,
            dedup_key=f"coaching.ended_{side}:{pairing.code}",
            zone=candidate.zone,
        )


def notify_coach_alarm(
    candidate: Candidate, *, owner: User, coach: User, key: str
) -> None:
    send_notice(
        "coaching.alarm",
        to=owner,
        subject=_("Appelez %(coach)s aujourd’hui"),
        template="coaching/notices/alarm",
        context={
            "coach": coach.first_name,
            "person": candidate.first_name,
            "link": url_to("team_today", language=owner.language),
        },
        about=candidate.code,
        dedup_key=f"coaching.alarm:{key}",
        zone=candidate.zone,
    )


def _applicant(application: CoachApplication) -> Recipient:
    return Recipient(
        email=application.email,
        phone=application.phone,
        first_name=application.first_name,
        language=application.language,
        zone=application.zone,
    )
