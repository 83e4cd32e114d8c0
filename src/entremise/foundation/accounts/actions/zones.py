"""The territories of the association."""

from django.db import transaction
from django.utils.text import slugify

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.models import new_code
from entremise.foundation.kit.text import clean_line, gettext as _


@transaction.atomic
def create_zone(*, name: str, departements: list[str], by: User | None) -> Zone:
    """A new territory; DomainError when there is one of that name.

    ``by``: None for whoever installs the platform, from the command line.
    """
    name = clean_line(name)[:80]
    # a name in another alphabet leaves nothing
    slug = slugify(name)[:50] or new_code()
    if Zone.objects.filter(slug=slug).exists():
        raise DomainError(_("Une zone porte déjà ce nom."))
    zone = Zone.objects.create(name=name, slug=slug, departements=departements)
    record_in_journal("accounts.zone_opened", by=by, about=(zone,))
    return zone
