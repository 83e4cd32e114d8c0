from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "entremise.foundation.messaging"
    label = "messaging"
