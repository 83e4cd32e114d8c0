"""A few people, made by the factories of whichever version runs this program."""

PEOPLE = """
from entremise.foundation.accounts.actions.administrators import name_administrator
from entremise.foundation.accounts.actions.zones import create_zone
from entremise.sharing.models import Supporter
from django.utils import timezone
from tests.factories import candidates
admin = name_administrator(email="claire@example.org", first_name="Claire", last_name="D")
paris = create_zone(name="Paris", departements=["75"], by=admin)
for _ in range(2):
    candidates.published_cv(candidates.candidate(paris))
Supporter.objects.create(
    email="ami@example.org", confirmed_at=timezone.now(), first_name="Ami"
)
"""
