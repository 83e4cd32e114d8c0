from django.apps import AppConfig
from django.core.checks import register

from .checks import deployment


class ConfigConfig(AppConfig):
    name = "entremise.config"
    label = "config"

    def ready(self) -> None:
        register(deployment, deploy=True)
