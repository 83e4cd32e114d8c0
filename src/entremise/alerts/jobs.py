from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import DAYTIME, periodic

from . import actions


@periodic(timedelta(hours=1))
def send_letters() -> None:
    if timezone.localtime().hour in DAYTIME:
        actions.send_letters()
