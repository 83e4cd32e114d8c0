from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "entremise.foundation.web"
    label = "web"

    def ready(self) -> None:
        from . import converters  # noqa: F401  (registers them)
