from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "entremise.sharing"
    label = "sharing"
