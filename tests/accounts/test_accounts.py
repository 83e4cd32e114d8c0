"""Accounts and staff roles: who may give, end and see them."""

import pytest

from entremise.foundation.accounts import queries, rules
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    give_staff_role,
    invite_colleague,
    invite_user,
    set_account_active,
)
from entremise.foundation.accounts.actions.second_factor import reset_second_factors
from entremise.foundation.accounts.models import StaffRole, User
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.test_second_factor import with_app
from tests.factories import accounts
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db

PAGE = "/equipe/personnes/"


def browser(person: User) -> PageClient:
    client = PageClient()
    accounts.sign_in(client, person)
    return client


def invitation(**changes: str) -> dict[str, str]:
    asked = {
        "first_name": "Nadia",
        "last_name": "Perrin",
        "email": "nadia@exemple.test",
        "language": "fr",
    }
    return asked | changes


def test_administrator_invites_a_colleague_who_comes_in(db: None) -> None:
    paris = accounts.zone("Paris")
    client = browser(accounts.administrator())
    assert client.get(f"{PAGE}inviter/").status_code == 200
    answer = client.post(f"{PAGE}inviter/", invitation(role="team", zone=paris.slug))
    assert answer.url == PAGE
    nadia = User.objects.get(email="nadia@exemple.test")
    assert rules.is_team_in(nadia, paris)
    message = OutboxMessage.objects.get(to="nadia@exemple.test")
    assert message.purpose == "accounts.invitation"
    assert "/connexion/" in message.text
    entry = JournalEntry.objects.get(verb="accounts.role_given")
    assert entry.zone == paris.code
    assert (
        "Perrin, Nadia" in client.get(PAGE).content.decode()
        or "Nadia Perrin" in client.get(PAGE).content.decode()
    )


def test_team_invites_advisors_in_its_own_zone_only(db: None) -> None:
    paris, lyon = accounts.zone("Paris"), accounts.zone("Lyon")
    client = browser(accounts.team_member(paris))
    for role, zone in (("team", paris), ("administrator", paris), ("advisor", lyon)):
        refused = client.post(f"{PAGE}inviter/", invitation(role=role, zone=zone.slug))
        assert refused.status_code == 200
        assert "nadia@exemple.test" in refused.content.decode()
    assert not User.objects.filter(email="nadia@exemple.test").exists()
    assert (
        client.post(
            f"{PAGE}inviter/", invitation(role="advisor", zone=paris.slug)
        ).status_code
        == 302
    )
    with pytest.raises(NotAllowed):
        invite_colleague(
            **invitation(email="x@exemple.test"),
            role="advisor",
            zone=lyon,
            by=accounts.team_member(paris),
        )
    assert not User.objects.filter(email="x@exemple.test").exists()


def test_advisors_see_their_colleagues_and_change_nothing(db: None) -> None:
    paris = accounts.zone("Paris")
    colleague = accounts.team_member(paris, last_name="Parisot")
    client = browser(accounts.advisor(paris))
    shown = client.get(PAGE).content.decode()
    assert "Parisot" in shown
    assert "inviter/" not in shown
    assert "terminer/" not in shown
    for verb in (
        "inviter/",
        f"roles/{colleague.staff_roles.get().code}/terminer/",
        f"{colleague.code}/acces/",
    ):
        assert client.post(f"{PAGE}{verb}").status_code == 404


def test_others_do_not_see_the_page(db: None) -> None:
    assert browser(accounts.user()).get(PAGE).status_code == 404
    assert PageClient().get(PAGE).status_code == 302


def test_each_team_sees_the_people_of_its_zones(db: None) -> None:
    paris, lyon = accounts.zone("Paris"), accounts.zone("Lyon")
    mine = accounts.team_member(paris, last_name="Parisot")
    accounts.team_member(lyon, last_name="Lyonnet")
    accounts.administrator(last_name="Partout")
    shown = browser(mine).get(PAGE).content.decode()
    assert "Parisot" in shown
    assert "Lyonnet" not in shown
    everywhere = browser(accounts.administrator()).get(PAGE).content.decode()
    assert "Lyonnet" in everywhere
    assert "Partout" in everywhere


def test_role_ends_and_rights_with_it_in_the_open_session(db: None) -> None:
    paris = accounts.zone("Paris")
    team, admin = accounts.team_member(paris), accounts.administrator()
    client = browser(team)
    assert client.get(PAGE).status_code == 200
    role = team.staff_roles.get()
    admin_client = browser(admin)
    assert admin_client.get(f"{PAGE}roles/{role.code}/terminer/").status_code == 200
    assert StaffRole.objects.filter(pk=role.pk).exists()
    assert admin_client.post(f"{PAGE}roles/{role.code}/terminer/").url == PAGE
    assert client.get(PAGE).status_code == 404
    assert JournalEntry.objects.get(verb="accounts.role_ended").data == {"role": "team"}


def test_team_does_not_end_roles_it_cannot_give(db: None) -> None:
    paris = accounts.zone("Paris")
    client = browser(accounts.team_member(paris))
    colleague, advisor = accounts.team_member(paris), accounts.advisor(paris)
    assert (
        client.post(
            f"{PAGE}roles/{colleague.staff_roles.get().code}/terminer/"
        ).status_code
        == 404
    )
    assert (
        client.post(
            f"{PAGE}roles/{advisor.staff_roles.get().code}/terminer/"
        ).status_code
        == 302
    )


def test_last_administrator_stays(db: None) -> None:
    admin = accounts.administrator()
    role = admin.staff_roles.get()
    with pytest.raises(DomainError):
        end_staff_role(role, by=admin)
    accounts.administrator()
    end_staff_role(role, by=admin)


def test_new_role_ends_the_sessions_that_had_no_second_factor(db: None) -> None:
    person = accounts.user()
    client = browser(person)
    give_staff_role(
        person, role="team", zone=accounts.zone(), by=accounts.administrator()
    )
    assert client.get("/compte/").status_code == 302


def test_lost_factor_is_reset_by_another_administrator(db: None) -> None:
    team, admin = accounts.team_member(), accounts.administrator()
    with_app(team)
    client = browser(team)
    admin_client = browser(admin)
    assert admin_client.get(f"{PAGE}{team.code}/second-facteur/").status_code == 200
    assert admin_client.post(f"{PAGE}{team.code}/second-facteur/").url == PAGE
    assert (team.factors.count(), team.recovery_codes.count()) == (0, 0)
    assert client.get(PAGE).status_code == 302
    with pytest.raises(NotAllowed):
        reset_second_factors(admin, by=admin)
    assert (
        browser(accounts.team_member())
        .get(f"{PAGE}{team.code}/second-facteur/")
        .status_code
        == 404
    )


def test_closed_account_is_dead_at_once(db: None) -> None:
    team, admin = accounts.team_member(), accounts.administrator()
    client = browser(team)
    set_account_active(team, False, by=admin)
    assert client.get(PAGE).status_code == 302
    with pytest.raises(NotAllowed):
        set_account_active(admin, False, by=admin)


def test_people_page_asks_as_often_for_three_as_for_one(db: None) -> None:
    paris = accounts.zone("Paris")
    assert_same_queries(
        browser(accounts.administrator()),
        PAGE,
        lambda: with_app(accounts.team_member(paris)),
    )


def test_inviting_somebody_known_changes_nothing_of_their_account(db: None) -> None:
    awa = accounts.user(email="awa@exemple.test", first_name="Awa", phone=None)
    admin = accounts.administrator()
    again = invite_user(
        email="AWA@exemple.test",
        phone="0612345678",
        first_name="Zoé",
        language="en",
        by=admin,
    )
    again.refresh_from_db()
    assert (again.pk, again.first_name, again.phone, again.language) == (
        awa.pk,
        "Awa",
        None,
        "fr",
    )


def test_invited_by_phone_alone_or_with_a_phone_already_taken(db: None) -> None:
    admin = accounts.administrator()
    by_phone = invite_user(phone="06 12 34 56 78", first_name="Sami", by=admin)
    assert (by_phone.email, by_phone.phone) == (None, "+33612345678")
    assert OutboxMessage.objects.get(to="+33612345678").channel == "sms"
    other = invite_user(
        email="lia@exemple.test", phone="06 12 34 56 78", first_name="Lia", by=admin
    )
    assert (other.pk != by_phone.pk, other.phone) == (True, None)
    with pytest.raises(DomainError):
        invite_user(email="lia@", first_name="Lia", by=admin)


def test_user_with_code(db: None) -> None:
    awa = accounts.user()
    assert queries.user_with_code(awa.code) == awa
    assert queries.user_with_code("x") is None


def test_administrator_closes_and_reopens_an_access(db: None) -> None:
    team, admin = accounts.team_member(), accounts.administrator()
    client, admin_client = browser(team), browser(admin)
    page = f"{PAGE}{team.code}/acces/"
    assert admin_client.get(page).status_code == 200
    assert admin_client.post(page).url == PAGE
    assert client.get("/compte/").status_code == 302
    assert admin_client.post(page).url == PAGE
    team.refresh_from_db()
    assert team.is_active
    assert admin_client.post(f"{PAGE}{admin.code}/acces/").status_code == 409
