"""What coaching tells people. No subject says more than a stranger may read on a locked screen."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import Contact, send

from .models import CoachApplication, Pairing


def received(application: CoachApplication) -> None:
    send(
        "coaching.application_received",
        to=_applicant(application),
        subject=_("Merci, nous avons bien reçu votre message"),
        template="coaching/notices/application_received",
        context={"zone": application.zone.name},
        about=application.code,
        dedup_key=f"coaching.received:{application.code}",
    )


def declined(application: CoachApplication) -> None:
    send(
        "coaching.application_declined",
        to=_applicant(application),
        subject=_("Notre réponse à votre proposition"),
        template="coaching/notices/application_declined",
        context={"words": application.decision_words},
        about=application.code,
        dedup_key=f"coaching.declined:{application.code}",
    )


def paired(pairing: Pairing) -> None:
    candidate, coach = pairing.candidate, pairing.coach.user
    values: dict[str, Any] = {"coach": coach.first_name, "person": candidate.first_name}
    send(
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
    send(
        "coaching.paired_candidate",
        to=Contact.of(candidate),
        subject=_("%(coach)s va vous accompagner"),
        template="coaching/notices/paired_candidate",
        context=values | {"link": url_to("sign_in", language=candidate.language)},
        about=pairing.code,
        dedup_key=f"coaching.paired_candidate:{pairing.code}",
    )


def pairing_ended(pairing: Pairing) -> None:
    candidate, coach = pairing.candidate, pairing.coach.user
    values = {"coach": coach.first_name, "person": candidate.first_name}
    for side, to in (
        ("coach", Contact.of(coach)),
        ("candidate", Contact.of(candidate)),
    ):
        send(
            f"coaching.ended_{side}",
            to=to,
            subject=_("Votre chemin ensemble se termine"),
            template=f"coaching/notices/ended_{side}",
            context=values,
            about=pairing.code,
            dedup_key=f"coaching.ended_{side}:{pairing.code}",
            zone=candidate.zone,
        )


def alarm(candidate: Candidate, *, owner: User, coach: User, key: str) -> None:
    send(
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


def _applicant(application: CoachApplication) -> Contact:
    return Contact(
        email=application.email,
        phone=application.phone,
        first_name=application.first_name,
        language=application.language,
        zone=application.zone,
    )
