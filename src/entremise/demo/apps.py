from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "entremise.demo"
    label = "demo"
