from django.apps import AppConfig

from entremise.foundation.kit import links, navigation
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons

from .links import LINKS
from .navigation import ITEMS


class PublicSpaceConfig(AppConfig):
    name = "entremise.spaces.public"
    label = "public_space"

    def ready(self) -> None:
        links.register_links(LINKS)
        navigation.register_navigation("public", ITEMS)
        register_task_reasons(
            {
                "public.held": _(
                    "Message retenu : il ressemble à celui d’une machine. Lisez-le, rappelez si"
                    " c’est quelqu’un."
                )
            },
            group=TaskGroup.MODERATE,
        )
