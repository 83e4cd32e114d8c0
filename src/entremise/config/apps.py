from django.apps import AppConfig
from django.core.checks import register

from .checks import check_deployment


class ConfigConfig(AppConfig):
    name = "entremise.config"
    label = "config"

    def ready(self) -> None:
        from entremise.foundation.backups.queries import last_backup
        from entremise.foundation.monitoring.registry import watch_backups

        register(check_deployment, deploy=True)
        watch_backups(lambda: made.made_at if (made := last_backup()) else None)
