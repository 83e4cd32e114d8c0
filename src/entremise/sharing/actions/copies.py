"""Who has a copy of a CV, so that they can be asked to delete it the day the person no
longer shows themself.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.candidates.rules import can_follow
from entremise.foundation.accounts.models import User
from entremise.sharing import keys, notices
from entremise.sharing.models import PDFCopy

KEPT = timedelta(days=365)  # twice as long as a paper says it is true
MOST_OF_AN_ADDRESS = 30
MOST_OF_A_CV = 500
AT_ONCE = 200


def note_copy(code: str, *, reader: User) -> None:
    """An account downloaded the PDF; who walks with the person is not noted."""
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live().filter(code=code)
    ).first()
    if candidate is None or can_follow(reader, candidate):
        return
    row = PDFCopy(candidate=candidate, user=reader, language=reader.language or "fr")
    PDFCopy.objects.bulk_create([row], ignore_conflicts=True)


def ask_to_be_told(code: str, *, email: str, language: str) -> bool:
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
        or by_address.filter(email=email).count() >= MOST_OF_AN_ADDRESS
        or by_address.filter(candidate=candidate).count() >= MOST_OF_A_CV
    ):
        return False
    PDFCopy.objects.bulk_create(
        [PDFCopy(candidate=candidate, email=email, language=language)],
        ignore_conflicts=True,
    )
    return True


def forget_address(key: str) -> bool:
    """The link at the foot of our letter: nothing more about any copy goes to that address."""
    mark = keys.read_address(key)
    if mark is None:
        return False
    addresses = (
        PDFCopy.objects.exclude(email=None).values_list("email", flat=True).distinct()
    )
    PDFCopy.objects.filter(
        email__in=[a for a in addresses if keys.mark_of(a or "") == mark]
    ).delete()
    return True


def tell_holders() -> int:
    """The CV is no longer public: each who has a copy is asked to delete it, without a
    reason, once.
    """
    told = 0
    while rows := _over():
        with transaction.atomic():
            for copy in rows:
                if PDFCopy.objects.filter(pk=copy.pk).delete()[
                    0
                ]:  # another worker may be doing the same
                    notices.no_longer_public(copy)
                    told += 1
    return told


def _over() -> list[PDFCopy]:
    over = PDFCopy.objects.exclude(
        candidate__publication__in=Publication.objects.live()
    )
    return list(over.select_related("candidate", "user").order_by("pk")[:AT_ONCE])


def drop_old_copies() -> None:
    """The paper said until when it was true, long ago."""
    PDFCopy.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
