from django.apps import AppConfig

from entremise.foundation.kit import navigation
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging import reasons

from .navigation import ITEMS


class PublicSpaceConfig(AppConfig):
    name = "entremise.spaces.public"
    label = "public_space"

    def ready(self) -> None:
        navigation.declare("public", ITEMS)
        reasons.declare(
            {
                "public.held": _(
                    "Message retenu : il ressemble à celui d’une machine. Lisez-le, rappelez si c’est quelqu’un."
                )
            },
            group=reasons.Group.MODERATE,
        )
