from django.apps import AppConfig

from entremise.foundation.kit import navigation

from .navigation import ITEMS


class CandidateSpaceConfig(AppConfig):
    name = "entremise.spaces.candidate"
    label = "candidate_space"

    def ready(self) -> None:
        navigation.declare("candidate", ITEMS)
