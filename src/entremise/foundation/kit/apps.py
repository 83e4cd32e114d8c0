from django.apps import AppConfig
from django.core import checks

from . import brand


class KitConfig(AppConfig):
    name = "entremise.foundation.kit"
    label = "kit"

    def ready(self) -> None:
        checks.register(brand.check_brand_colours)
