from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "entremise.foundation.worker"
    label = "worker"
