from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "entremise.coaching"
    label = "coaching"
