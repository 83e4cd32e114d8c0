"""What a restored site obeys again: supporters who stopped, addresses left with a copy."""

from datetime import datetime

from entremise.foundation.backups.registry import LedgerFact
from entremise.foundation.kit.text import ngettext
from entremise.sharing.models import PDFCopy, Supporter
from entremise.sharing.signing import address_digest

from .supporters import unsubscribe_supporter


def _supporter_codes() -> list[str]:
    return list(Supporter.objects.filter(ended_at=None).values_list("code", flat=True))


def _stop_supporter(code: str, at: datetime) -> bool:
    supporter = Supporter.objects.filter(code=code, ended_at=None).first()
    if supporter is None:
        return False
    unsubscribe_supporter(supporter)
    return True


def _copy_addresses() -> set[str]:
    emails = PDFCopy.objects.exclude(email=None).values_list("email", flat=True)
    return {address_digest(email or "") for email in emails}


def _forget_address(digest: str, at: datetime) -> bool:
    """Copies taken after the person asked to be forgotten stay."""
    copies = PDFCopy.objects.exclude(email=None).filter(made_at__lte=at)
    asked = [copy.pk for copy in copies if address_digest(copy.email or "") == digest]
    PDFCopy.objects.filter(pk__in=asked).delete()
    return bool(asked)


LEDGER_FACTS = [
    LedgerFact(
        "sharing.supporter_stopped",
        _supporter_codes,
        _stop_supporter,
        lambda number: (
            ngettext(
                "%(number)d soutien effacé, à sa demande",
                "%(number)d soutiens effacés, à leur demande",
                number,
            )
            % {"number": number}
        ),
    ),
    LedgerFact(
        "sharing.copies_forgotten",
        _copy_addresses,
        _forget_address,
        lambda number: (
            ngettext(
                "%(number)d adresse laissée avec une copie, oubliée",
                "%(number)d adresses laissées avec une copie, oubliées",
                number,
            )
            % {"number": number}
        ),
    ),
]
