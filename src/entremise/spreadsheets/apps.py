from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "entremise.spreadsheets"
    label = "spreadsheets"
