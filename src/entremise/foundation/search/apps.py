from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "entremise.foundation.search"
    label = "search"
