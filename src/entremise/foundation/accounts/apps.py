from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "entremise.foundation.accounts"
    label = "accounts"
