"""What the web forgets: forms already sent, and counts whose time has passed."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import periodic

from . import rate_limits
from .models import SubmittedForm

FORMS_KEPT = timedelta(days=2)


@periodic(timedelta(hours=6))
def forget_forms() -> int:
    """Keys of forms already sent, and counts whose time has passed."""
    gone, _ = SubmittedForm.objects.filter(
        created_at__lt=timezone.now() - FORMS_KEPT
    ).delete()
    return gone + rate_limits.forget_over()
