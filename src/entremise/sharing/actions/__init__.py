"""What can be done around a CV that travels."""

from .attribution import (
    create_credited_approach,
    create_credited_introduction,
    credit_approach,
)
from .copies import (
    delete_old_copies,
    forget_copy_address,
    notify_copy_holders,
    record_pdf_copy,
    register_copy_address,
)
from .counting import erase_visitor_hashes, record_share, record_visit
from .guarding import (
    anonymize_scrapers,
    block_scraper,
    network_hash,
    record_scraper,
    unblock_scraper,
)
from .kits import compose_kit
from .letters import undeliverable_codes, withdraw_unsent_letters
from .links import ensure_share_links
from .supporters import (
    confirm_supporter,
    delete_inactive_supporters,
    ensure_supporter_link,
    renew_supporter_links,
    rewrite_unsent_digests,
    send_due_digests,
    subscribe_supporter,
    unsubscribe_supporter,
    update_supporter_wishes,
)
from .totals import close_daily_counts, delete_old_events
from .words import (
    answer_proposed_message,
    hide_share_message,
    restore_share_message,
    write_share_message,
)

__all__ = [
    "anonymize_scrapers",
    "answer_proposed_message",
    "block_scraper",
    "close_daily_counts",
    "compose_kit",
    "confirm_supporter",
    "create_credited_approach",
    "create_credited_introduction",
    "credit_approach",
    "delete_inactive_supporters",
    "delete_old_copies",
    "delete_old_events",
    "ensure_share_links",
    "ensure_supporter_link",
    "erase_visitor_hashes",
    "forget_copy_address",
    "hide_share_message",
    "network_hash",
    "notify_copy_holders",
    "record_pdf_copy",
    "record_scraper",
    "record_share",
    "record_visit",
    "register_copy_address",
    "renew_supporter_links",
    "restore_share_message",
    "rewrite_unsent_digests",
    "send_due_digests",
    "subscribe_supporter",
    "unblock_scraper",
    "undeliverable_codes",
    "unsubscribe_supporter",
    "update_supporter_wishes",
    "withdraw_unsent_letters",
    "write_share_message",
]
