from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "entremise.candidates"
    label = "candidates"
