from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "entremise.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from anymail.signals import tracking

        from .mail_reports import store_tracking_event

        tracking.connect(store_tracking_event, dispatch_uid="entremise.outbox")
