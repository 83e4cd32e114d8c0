"""The trade I wish for, chosen in a list."""

from functools import partial

from entremise.spaces.shared.trades import urls_of

from .words import room

urls = partial(urls_of, room)
