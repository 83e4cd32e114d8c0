from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "entremise.meetings"
    label = "meetings"
