"""Periodic deletion of expired codes, cards and sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.web import rate_limits

from .actions import zones
from .models import LoginCard, SignInCode, UserSession

EXPIRED_RETENTION = timedelta(days=30)


@periodic_job(timedelta(days=1))
def delete_expired_sign_ins() -> int:
    """Delete what ended a month ago, expired Django sessions and expired rate limits."""
    now, before = timezone.now(), timezone.now() - EXPIRED_RETENTION
    gone = SignInCode.objects.filter(expires_at__lt=before).delete()[0]
    gone += LoginCard.objects.filter(expires_at__lt=before).delete()[0]
    gone += UserSession.objects.filter(
        Q(expires_at__lt=before) | Q(ended_at__lt=before)
    ).delete()[0]
    gone += Session.objects.filter(expire_date__lt=now).delete()[0]
    return gone + rate_limits.delete_expired_limits()


@periodic_job(timedelta(minutes=10))
def move_late_arrivals() -> int:
    """What was written into a zone while it closed follows the rest."""
    return zones.move_what_came_late()
