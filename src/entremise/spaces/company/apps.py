from django.apps import AppConfig

from entremise.foundation.kit import links, navigation

from .links import LINKS
from .navigation import ITEMS


class CompanySpaceConfig(AppConfig):
    name = "entremise.spaces.company"
    label = "company_space"

    def ready(self) -> None:
        links.register_links(LINKS)
        navigation.register_navigation("company", ITEMS)
