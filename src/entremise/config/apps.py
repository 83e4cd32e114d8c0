from django.apps import AppConfig
from django.core.checks import register

from . import error_reports
from .checks import check_deployment


class ConfigConfig(AppConfig):
    name = "entremise.config"
    label = "config"

    def ready(self) -> None:
        register(check_deployment, deploy=True)
        error_reports.start()
