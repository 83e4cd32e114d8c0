from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "entremise.opportunities"
    label = "opportunities"
