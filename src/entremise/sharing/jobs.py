from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import DAYTIME, periodic

from . import actions


@periodic(timedelta(minutes=10))
def forget_yesterday() -> None:
    actions.forget_yesterday()


@periodic(timedelta(minutes=10))
def close_days() -> None:
    actions.close_days()
    actions.drop_old_events()


@periodic(timedelta(minutes=1))
def tell_holders() -> None:
    actions.tell_holders()
    actions.drop_old_copies()


@periodic(timedelta(hours=1))
def send_digests() -> None:
    actions.forget_supporters()
    if timezone.localtime().hour in DAYTIME:
        actions.send_digests()


@periodic(timedelta(minutes=10))
def forget_greedy() -> None:
    actions.forget_greedy()
