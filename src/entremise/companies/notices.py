"""Messages sent to members of companies. They never name a candidate."""

from collections.abc import Iterable
from typing import Any

from entremise.foundation.accounts.models import User
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import Sentence, gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice

from .models import Company, CompanyMember


def _notify(
    company: Company, to: Iterable[Any], purpose: str, subject: Sentence
) -> None:
    decided = f"{company.decided_at:%Y%m%d%H%M%S}" if company.decided_at else ""
    for user in to:
        send_notice(
            f"companies.{purpose}",
            to=user,
            subject=subject,
            template=f"companies/notices/{purpose}",
            context={
                "first_name": user.first_name,
                "company": company.name,
                "message": company.decision_message,
                "link": url_to("company_home", language=user.language),
            },
            about=company.code,
            dedup_key=f"companies.{purpose}:{company.code}:{user.pk}:{decided}",
        )


def notify_company_verified(company: Company, *, to: Iterable[Any]) -> None:
    _notify(company, to, "verified", _("Votre compte est vérifié"))


def notify_company_refused(company: Company, *, to: Iterable[Any]) -> None:
    _notify(company, to, "refused", _("Votre demande de compte"))


def notify_company_suspended(company: Company, *, to: Iterable[Any]) -> None:
    _notify(company, to, "suspended", _("Votre compte est suspendu"))


def notify_champion_asked(
    member: CompanyMember, *, message: str, by: User, with_kit: bool = False
) -> None:
    purpose = "company_kit" if with_kit else "company_home"
    send_notice(
        "companies.champion_asked",
        to=member.user,
        subject=_("Un service à vous demander"),
        template="companies/notices/champion_asked",
        context={
            "first_name": member.user.first_name,
            "message": message,
            "asker": by.first_name,
            "with_kit": with_kit,
            "link": url_to(purpose, language=member.user.language),
        },
        about=member.company.code,
    )
