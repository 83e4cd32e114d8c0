from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "entremise.foundation.journal"
    label = "journal"
