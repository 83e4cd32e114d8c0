"""What can be done around a CV that travels."""

from .attribution import approach, credit, introduce
from .counting import expose, forget_yesterday, share, visit
from .kits import compose_kit
from .links import open_links
from .renderings import forget_renderings, prepare, sweep_renderings
from .standing import draw_order, expose_all, leave, stand
from .supporters import (
    ask,
    choose,
    confirm_supporter,
    forget_supporters,
    own_link,
    renew_links,
    send_digests,
    stop,
    take_out_of_letters,
)
from .totals import close_days, drop_old_events

__all__ = [
    "approach",
    "ask",
    "choose",
    "close_days",
    "compose_kit",
    "confirm_supporter",
    "credit",
    "draw_order",
    "drop_old_events",
    "expose",
    "expose_all",
    "forget_renderings",
    "forget_supporters",
    "forget_yesterday",
    "introduce",
    "leave",
    "open_links",
    "own_link",
    "prepare",
    "renew_links",
    "send_digests",
    "share",
    "stand",
    "stop",
    "sweep_renderings",
    "take_out_of_letters",
    "visit",
]
