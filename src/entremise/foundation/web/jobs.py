"""Periodic deletion of form keys and expired rate limits."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job

from . import rate_limits
from .models import SubmittedForm

SUBMITTED_FORM_RETENTION = timedelta(days=2)


@periodic_job(timedelta(hours=6))
def delete_submitted_forms() -> int:
    """Delete the keys of forms sent two days ago, and expired rate limits."""
    gone, _ = SubmittedForm.objects.filter(
        created_at__lt=timezone.now() - SUBMITTED_FORM_RETENTION
    ).delete()
    return gone + rate_limits.delete_expired_limits()
