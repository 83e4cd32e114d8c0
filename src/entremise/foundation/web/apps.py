from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "entremise.foundation.web"
    label = "web"
