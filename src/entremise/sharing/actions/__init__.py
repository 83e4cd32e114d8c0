"""What can be done around a CV that travels."""

from .counting import expose, forget_yesterday, share, visit
from .kits import compose_kit
from .links import open_links
from .renderings import forget_renderings, prepare, sweep_renderings

__all__ = [
    "compose_kit",
    "expose",
    "forget_renderings",
    "forget_yesterday",
    "open_links",
    "prepare",
    "share",
    "sweep_renderings",
    "visit",
]
