"""Choose a trade for a coached candidate, in a list."""

from functools import partial

from entremise.spaces.shared.trades import build_trade_urls

from .share_messages import cv_screens

trade_urls = partial(build_trade_urls, cv_screens)
