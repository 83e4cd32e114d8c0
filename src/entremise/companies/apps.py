from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "entremise.companies"
    label = "companies"
