"""What dies by itself and is not kept."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.kit.jobs import periodic
from entremise.foundation.web import rate_limits

from .models import LoginCard, SignIn, SignInCode

KEPT = timedelta(days=30)


@periodic(timedelta(days=1))
def forget_old_doors() -> int:
    """Codes, cards and sessions that ended a month ago, and the buckets whose time has passed."""
    now, before = timezone.now(), timezone.now() - KEPT
    gone = SignInCode.objects.filter(expires_at__lt=before).delete()[0]
    gone += LoginCard.objects.filter(expires_at__lt=before).delete()[0]
    gone += SignIn.objects.filter(
        Q(expires_at__lt=before) | Q(ended_at__lt=before)
    ).delete()[0]
    gone += Session.objects.filter(expire_date__lt=now).delete()[0]
    return gone + rate_limits.forget_over()
