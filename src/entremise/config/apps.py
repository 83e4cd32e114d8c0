from django.apps import AppConfig
from django.core.checks import register

from .checks import check_deployment


class ConfigConfig(AppConfig):
    name = "entremise.config"
    label = "config"

    def ready(self) -> None:
        register(check_deployment, deploy=True)
