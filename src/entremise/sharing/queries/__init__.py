"""What the shares did."""

from .copies import copy_count_for, is_copy_recorded_for
from .credits import (
    ChannelCredits,
    channel_credits,
    contact_origins,
    credited_to_links,
    public_contacts_filter,
)
from .exposure import cvs_for_impressions, impression_report_for
from .guarding import blocked_network_hashes, recent_scrapers, scraper_of_today
from .kits import KitPerson, ShareKit, kit_person, kit_visit_count, share_kit_of
from .links import (
    is_token_of,
    link_from_token,
    public_link_for,
    tokens_by_candidate,
    tokens_by_channel,
)
from .reach import ChannelCounts, ShareFigures, counts_by_channel, share_figures_for
from .totals import (
    DIRECT_CHANNEL,
    DayChannelCounts,
    ShareTotals,
    daily_counts,
    last_closed_day,
    share_totals,
)
from .words import (
    EditableMessage,
    editable_messages,
    languages_with_proposed_messages,
    message_languages,
    offered_languages,
    offered_messages,
)

__all__ = [
    "DIRECT_CHANNEL",
    "ChannelCounts",
    "ChannelCredits",
    "DayChannelCounts",
    "EditableMessage",
    "KitPerson",
    "ShareFigures",
    "ShareKit",
    "ShareTotals",
    "blocked_network_hashes",
    "channel_credits",
    "contact_origins",
    "copy_count_for",
    "counts_by_channel",
    "credited_to_links",
    "cvs_for_impressions",
    "daily_counts",
    "editable_messages",
    "impression_report_for",
    "is_copy_recorded_for",
    "is_token_of",
    "kit_person",
    "kit_visit_count",
    "languages_with_proposed_messages",
    "last_closed_day",
    "link_from_token",
    "message_languages",
    "offered_languages",
    "offered_messages",
    "public_contacts_filter",
    "public_link_for",
    "recent_scrapers",
    "scraper_of_today",
    "share_figures_for",
    "share_kit_of",
    "share_totals",
    "tokens_by_candidate",
    "tokens_by_channel",
]
