"""What the web forgets: forms already sent, and counts whose time has passed."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job

from . import rate_limits
from .models import SubmittedForm

SUBMITTED_FORM_RETENTION = timedelta(days=2)


@periodic_job(timedelta(hours=6))
def delete_submitted_forms() -> int:
    """Keys of forms already sent, and counts whose time has passed."""
    gone, _ = SubmittedForm.objects.filter(
        created_at__lt=timezone.now() - SUBMITTED_FORM_RETENTION
    ).delete()
    return gone + rate_limits.delete_expired_limits()
