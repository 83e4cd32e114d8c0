from django.apps import AppConfig

from entremise.foundation.kit import navigation

from .navigation import ITEMS


class PublicSpaceConfig(AppConfig):
    name = "entremise.spaces.public"
    label = "public_space"

    def ready(self) -> None:
        navigation.declare("public", ITEMS)
