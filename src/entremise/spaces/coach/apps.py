from django.apps import AppConfig

from entremise.foundation.kit import navigation

from .navigation import ITEMS


class CoachSpaceConfig(AppConfig):
    name = "entremise.spaces.coach"
    label = "coach_space"

    def ready(self) -> None:
        navigation.declare("coach", ITEMS)
