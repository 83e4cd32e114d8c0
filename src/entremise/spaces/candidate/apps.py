from django.apps import AppConfig

from entremise.foundation.kit import links, navigation

from .links import LINKS
from .navigation import ITEMS


class CandidateSpaceConfig(AppConfig):
    name = "entremise.spaces.candidate"
    label = "candidate_space"

    def ready(self) -> None:
        links.register_links(LINKS)
        navigation.register_navigation("candidate", ITEMS)
