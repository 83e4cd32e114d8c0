"""Messages about hires and check-ins."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.coaching.queries import current_coach_of
from entremise.companies.queries import recruiters_in_company
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import Sentence, gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient

from .enums import Milestone, Respondent
from .models import CheckIn, Hire

CHECK_IN_URL_NAMES = {
    Respondent.MANAGER: "company_check_in",
    Respondent.EMPLOYEE: "candidate_check_in",
    Respondent.COACH: "coach_check_in",
}


def check_in_recipients(hire: Hire, respondent: str) -> list[User | Recipient]:
    """Who is asked, for each respondent; empty when there is nobody."""
    candidate: Candidate = hire.candidate
    if respondent == Respondent.EMPLOYEE:
        return [candidate.user or Recipient.from_person(candidate)]
    if respondent == Respondent.COACH:
        coach = current_coach_of(candidate)
        return [coach.user] if coach else []
    if hire.manager is not None and hire.manager.ended_at is None:
        return [hire.manager.user]
    return list(recruiters_in_company(hire.company)) if hire.company else []


def notify_hire_recorded(hire: Hire, *, cv_was_public: bool) -> None:
    """Tell the manager, the employee and the coach that the plan is open.

    ``cv_was_public``: the CV has been shown, now or before.
    """
    links = {
        Respondent.MANAGER: ("company_hire", {"code": hire.code}),
        Respondent.EMPLOYEE: ("candidate_job", {}),
        Respondent.COACH: ("coach_hires", {}),
    }
    for voice, (purpose, arguments) in links.items():
        for person in check_in_recipients(hire, voice):
            _send(
                "onboarding.hired",
                person,
                hire,
                subject=_("%(name)s : l’embauche"),
                template=f"hired_{voice}",
                cv_was_public=cv_was_public,
                dedup_key=f"onboarding.hired:{hire.code}:{_key(person)}",
                url=url_to(purpose, language=person.language, **arguments),
            )


def notify_check_in_due(check_in: CheckIn, *, is_reminder: bool = False) -> None:
    suffix = ":again" if is_reminder else ""
    for person in check_in_recipients(check_in.hire, check_in.respondent):
        _send(
            "onboarding.check_in",
            person,
            check_in.hire,
            subject=_("%(name)s : trois questions sur l’embauche"),
            template=f"check_in_{check_in.respondent}",
            again=is_reminder,
            milestone=Milestone(check_in.milestone).label,
            dedup_key=f"onboarding.check_in:{check_in.code}:{_key(person)}{suffix}",
            url=url_to(
                CHECK_IN_URL_NAMES[Respondent(check_in.respondent)],
                language=person.language,
                code=check_in.code,
            ),
        )


def _key(person: User | Recipient) -> str:
    return person.code if isinstance(person, User) else "contact"


def _send(
    purpose: str,
    person: User | Recipient,
    hire: Hire,
    *,
    subject: Sentence,
    template: str,
    dedup_key: str,
    **context: Any,
) -> None:
    send_notice(
        purpose,
        to=person,
        subject=subject,
        template=f"onboarding/notices/{template}",
        about=hire.candidate.code,
        dedup_key=dedup_key,
        zone=hire.candidate.zone,
        context={
            "first_name": person.first_name,
            "name": hire.candidate.first_name,
            "title": hire.title,
            "employer": hire.employer,
            "starts_on": hire.starts_on,
        }
        | context,
    )
