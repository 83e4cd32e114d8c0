from django.apps import AppConfig

from entremise.foundation.kit import links, navigation

from .links import LINKS
from .navigation import ITEMS


class CoachSpaceConfig(AppConfig):
    name = "entremise.spaces.coach"
    label = "coach_space"

    def ready(self) -> None:
        links.register_links(LINKS)
        navigation.register_navigation("coach", ITEMS)
