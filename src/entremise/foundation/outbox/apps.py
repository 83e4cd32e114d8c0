from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "entremise.foundation.outbox"
    label = "outbox"
