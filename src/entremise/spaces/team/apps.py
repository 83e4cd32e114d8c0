from django.apps import AppConfig

from entremise.foundation.kit import links, navigation

from .links import LINKS
from .navigation import ITEMS, SETTINGS_SECTIONS


class TeamSpaceConfig(AppConfig):
    name = "entremise.spaces.team"
    label = "team_space"

    def ready(self) -> None:
        links.register_links(LINKS)
        navigation.register_navigation("team", ITEMS)
        navigation.register_navigation("team_settings", SETTINGS_SECTIONS)
