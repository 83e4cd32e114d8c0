"""Words that a visitor typed never greet a third person, and an account is nobody's by its name.

The attacks: an advertisement in a name field, sent in our name to an address of somebody
else; the address of a colleague in the file of a candidate of the same first name.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.path import give_candidate_access, refer_candidate
from entremise.candidates.models import Referrer
from entremise.coaching.actions import apply_as_coach
from entremise.companies.actions import register_company
from entremise.foundation.accounts.actions.signing_in import request_contact_change
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.outbox.models import OutboxMessage
from entremise.meetings.actions.approaches import propose_introduction, send_approach
from entremise.sharing.actions.supporters import subscribe_supporter
from tests.factories import accounts, candidates, coaching, companies

pytestmark = pytest.mark.django_db

SPAM = "Vous avez gagné 500 € : www.evil.test/rib"
VICTIM = "victime@exemple.test"


def as_coach(zone: Zone) -> None:
    apply_as_coach(zone=zone, first_name=SPAM, last_name=SPAM, email=VICTIM, about=SPAM)


def as_referrer(zone: Zone) -> None:
    refer_candidate(
        zone=zone,
        first_name=SPAM,
        last_name=SPAM,
        referral_message=SPAM,
        organization=SPAM,
        referrer_first_name=SPAM,
        referrer_email=VICTIM,
        by=None,
    )


def as_supporter(zone: Zone) -> None:
    subscribe_supporter(
        email=VICTIM,
        first_name=SPAM,
        families=[],
        zones=[zone],
        every_days=30,
        language="fr",
    )


def as_company(zone: Zone) -> None:
    register_company(
        name=SPAM,
        siren=companies.siren(),
        zone=zone,
        email=VICTIM,
        first_name=SPAM,
        last_name=SPAM,
        by=None,
    )


def as_introducer(zone: Zone) -> None:
    propose_introduction(
        candidates.published_cv(candidates.candidate(zone)).candidate,
        message=SPAM,
        contact_name=SPAM,
        contact_email=VICTIM,
        job_idea=SPAM,
        by=None,
    )


def as_colleague_of_a_company(zone: Zone) -> None:
    send_approach(
        candidates.published_cv(candidates.candidate(zone)).candidate,
        company=companies.company(zone),
        sender=None,
        message=SPAM,
        job_idea=SPAM,
        contact_name=SPAM,
        contact_email=VICTIM,
    )


WAYS = [
    as_coach,
    as_referrer,
    as_supporter,
    as_company,
    as_introducer,
    as_colleague_of_a_company,
]


@pytest.mark.parametrize("way", WAYS)
def test_a_letter_to_an_address_nobody_confirmed_holds_nothing_that_was_typed(
    way: Any,
) -> None:
    way(accounts.zone("Paris"))
    letters = OutboxMessage.objects.filter(to=VICTIM)
    assert letters.count() == 1
    for letter in letters:
        said = f"{letter.to_name} {letter.subject} {letter.text}"
        assert "evil.test" not in said
        assert "500" not in said
        assert letter.text.startswith("Bonjour,\n")


@pytest.mark.parametrize("way", WAYS)
def test_it_leaves_once_a_day_at_most(way: Any) -> None:
    zone = accounts.zone("Paris")
    for _time in range(3):
        way(zone)
    assert OutboxMessage.objects.filter(to=VICTIM).count() == 1
    assert "victime" not in str(
        list(OutboxMessage.objects.values_list("dedup_key", flat=True))
    )
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        way(zone)
    assert OutboxMessage.objects.filter(to=VICTIM).count() == 2


def test_a_code_for_a_new_address_greets_nobody_by_the_name_of_an_account(
    db: None,
) -> None:
    """Whoever opened an account with that name could send it to anybody."""
    user = accounts.user(first_name=SPAM)
    request_contact_change(user, ContactAddress("email", VICTIM), by=user, network="n")
    letter = OutboxMessage.objects.get(to=VICTIM)
    assert "evil.test" not in f"{letter.to_name} {letter.subject} {letter.text}"


def coach(zone: Zone) -> User:
    return coaching.coach(zone).user


def member(zone: Zone) -> User:
    return companies.recruiter_of(companies.company(zone))


@pytest.mark.parametrize(
    "somebody", [coach, member, accounts.team_member, lambda zone: accounts.user()]
)
def test_the_account_of_somebody_else_is_not_given_for_an_equal_first_name(
    somebody: Any,
) -> None:
    zone = accounts.zone("Paris")
    owner = somebody(zone)
    person = candidates.candidate(
        zone, account=False, first_name=owner.first_name, email=owner.email
    )
    with pytest.raises(DomainError):
        give_candidate_access(person, by=candidates.team_member_of(zone))
    person.refresh_from_db()
    assert person.user is None
    assert not hasattr(User.objects.get(pk=owner.pk), "candidate")


def test_nor_by_the_number(db: None) -> None:
    zone = accounts.zone("Paris")
    owner = accounts.user(phone="+33612345678")
    person = candidates.candidate(
        zone,
        account=False,
        first_name=owner.first_name,
        email="autre@exemple.test",
        phone="06 12 34 56 78",
    )
    with pytest.raises(DomainError):
        give_candidate_access(person, by=candidates.team_member_of(zone))


def test_control_an_address_of_nobody_opens_the_access(db: None) -> None:
    person = candidates.candidate(account=False, email="libre@exemple.test")
    user = give_candidate_access(person, by=candidates.team_member_of(person.zone))
    assert user.email == "libre@exemple.test"


def test_two_referrers_of_one_first_name_stay_two(db: None) -> None:
    zone = accounts.zone("Paris")
    for number in ("06 12 34 56 78", "06 98 76 54 32"):
        refer_candidate(
            zone=zone,
            first_name="Ali",
            organization="Le Refuge",
            referrer_first_name="Zoé",
            referrer_phone=number,
            by=None,
        )
    assert Referrer.objects.count() == 2
