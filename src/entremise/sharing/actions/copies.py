"""Records who has a copy of a CV, to ask them to delete it once the CV is no longer public."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.association.queries import current_settings
from entremise.foundation.backups.actions import record_in_ledger
from entremise.sharing import notices, signing
from entremise.sharing.models import PDFCopy

MAX_COPIES_PER_ADDRESS = 30
MAX_ADDRESSES_PER_CV = 500
BATCH_SIZE = 200


def record_pdf_copy(code: str, *, reader: User) -> None:
    """An account downloaded the PDF; the person, their coach and team are not recorded."""
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live().filter(code=code)
    ).first()
    if candidate is None or can_view_candidate(reader, candidate):
        return
    row = PDFCopy(candidate=candidate, user=reader, language=reader.language or "fr")
    PDFCopy.objects.bulk_create([row], ignore_conflicts=True)


def register_copy_address(code: str, *, email: str, language: str) -> bool:
    """A reader without account leaves an address; nothing is sent to it now.

    Returns False when the CV is not public, or the address or the CV has too many.
    """
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live().filter(code=code)
    ).first()
    email = email.strip().lower()
    by_address = PDFCopy.objects.exclude(email=None)
    if (
        candidate is None
        or by_address.filter(email=email).count() >= MAX_COPIES_PER_ADDRESS
        or by_address.filter(candidate=candidate).count() >= MAX_ADDRESSES_PER_CV
    ):
        return False
    PDFCopy.objects.bulk_create(
        [PDFCopy(candidate=candidate, email=email, language=language)],
        ignore_conflicts=True,
    )
    return True


@transaction.atomic
def delete_copies_of_address(key: str) -> bool:
    """Delete all copies of the address in this key; False when the key is wrong."""
    digest = signing.read_copy_address_key(key)
    if digest is None:
        return False
    addresses = (
        PDFCopy.objects.exclude(email=None).values_list("email", flat=True).distinct()
    )
    PDFCopy.objects.filter(
        email__in=[a for a in addresses if signing.address_digest(a or "") == digest]
    ).delete()
    record_in_ledger("sharing.copies_forgotten", [digest])
    return True


def notify_holders_of_withdrawn_cvs() -> int:
    """Ask every holder of a CV that is no longer public to delete their copy, once.

    Returns how many were notified.
    """
    notified = 0
    while rows := _copies_of_withdrawn_cvs():
        with transaction.atomic():
            for copy in rows:
                # Another worker may be doing the same.
                deleted, _by_model = PDFCopy.objects.filter(pk=copy.pk).delete()
                if deleted:
                    notices.notify_copy_to_delete(copy)
                    notified += 1
    return notified


def _copies_of_withdrawn_cvs() -> list[PDFCopy]:
    over = PDFCopy.objects.exclude(
        candidate__publication__in=Publication.objects.live()
    )
    return list(over.select_related("candidate", "user").order_by("pk")[:BATCH_SIZE])


def delete_old_copies() -> None:
    """Delete the copies that are kept no longer."""
    kept = timedelta(days=current_settings().days_of_copies)
    PDFCopy.objects.filter(made_at__lt=timezone.now() - kept).delete()
