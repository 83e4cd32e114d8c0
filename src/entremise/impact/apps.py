from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "entremise.impact"
    label = "impact"
