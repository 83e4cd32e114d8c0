"""Who has a copy of a CV, so that they can be asked to delete it the day the person no
longer shows themself.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import User
from entremise.sharing import notices, signing
from entremise.sharing.models import PDFCopy

RETENTION = timedelta(days=365)  # twice as long as a paper says it is true
MAX_COPIES_PER_ADDRESS = 30
MAX_ADDRESSES_PER_CV = 500
BATCH_SIZE = 200


def record_pdf_copy(code: str, *, reader: User) -> None:
    """An account downloaded the PDF; who walks with the person is not noted."""
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live().filter(code=code)
    ).first()
    if candidate is None or can_view_candidate(reader, candidate):
        return
    row = PDFCopy(candidate=candidate, user=reader, language=reader.language or "fr")
    PDFCopy.objects.bulk_create([row], ignore_conflicts=True)


def register_copy_address(code: str, *, email: str, language: str) -> bool:
    """A reader leaves an address.

    Nothing is sent now: writing somebody else's address here bothers nobody.
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


def forget_copy_address(key: str) -> bool:
    """The link at the foot of our letter: nothing more about any copy goes to that address."""
    mark = signing.read_copy_address_key(key)
    if mark is None:
        return False
    addresses = (
        PDFCopy.objects.exclude(email=None).values_list("email", flat=True).distinct()
    )
    PDFCopy.objects.filter(
        email__in=[a for a in addresses if signing.address_digest(a or "") == mark]
    ).delete()
    return True


def notify_copy_holders() -> int:
    """The CV is no longer public: each who has a copy is asked to delete it, without a
    reason, once.
    """
    told = 0
    while rows := _copies_of_withdrawn_cvs():
        with transaction.atomic():
            for copy in rows:
                if PDFCopy.objects.filter(pk=copy.pk).delete()[
                    0
                ]:  # another worker may be doing the same
                    notices.notify_copy_to_delete(copy)
                    told += 1
    return told


def _copies_of_withdrawn_cvs() -> list[PDFCopy]:
    over = PDFCopy.objects.exclude(
        candidate__publication__in=Publication.objects.live()
    )
    return list(over.select_related("candidate", "user").order_by("pk")[:BATCH_SIZE])


def delete_old_copies() -> None:
    """The paper said until when it was true, long ago."""
    PDFCopy.objects.filter(made_at__lt=timezone.now() - RETENTION).delete()
