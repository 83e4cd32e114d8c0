from django.apps import AppConfig

from entremise.foundation.kit import navigation

from .navigation import ITEMS


class TeamSpaceConfig(AppConfig):
    name = "entremise.spaces.team"
    label = "team_space"

    def ready(self) -> None:
        navigation.declare("team", ITEMS)
