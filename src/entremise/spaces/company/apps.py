from django.apps import AppConfig

from entremise.foundation.kit import navigation

from .navigation import ITEMS


class CompanySpaceConfig(AppConfig):
    name = "entremise.spaces.company"
    label = "company_space"

    def ready(self) -> None:
        navigation.declare("company", ITEMS)
