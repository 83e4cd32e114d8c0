from django.db import transaction

from entremise.foundation.accounts import demo as roles
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone

ZONES = [
    ("Paris", ["75", "92", "93", "94"]),
    ("Lyon", ["69"]),
    ("Lille", ["59"]),
    ("Rennes", ["35"]),
    ("Lorient", ["56"]),
]


@transaction.atomic
def fill(*, seed: int) -> None:
    zones = {name: Zone.objects.create(slug=name.lower(), name=name, departements=where) for name, where in ZONES}
    administrator = _staff("Nadia", "Ferrand", Role.ADMINISTRATOR, None)
    team = _staff("Claire", "Delmas", Role.TEAM, zones["Paris"])
    other_team = _staff("Yann", "Kerbrat", Role.TEAM, zones["Lyon"])
    roles.mark_filled({"administrator": administrator, "team": team, "other_team": other_team})


def _staff(first_name: str, last_name: str, role: Role, zone: Zone | None) -> User:
    email = f"{first_name}.{last_name}@entremise.example".lower()
    person = User.objects.create_user(first_name=first_name, last_name=last_name, email=email)
    StaffRole.objects.create(user=person, role=role, zone=zone)
    return person
