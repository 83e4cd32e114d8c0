"""What can be done around a CV that travels."""

from .attribution import approach, credit, introduce
from .copies import (
    ask_to_be_told,
    drop_old_copies,
    forget_address,
    note_copy,
    tell_holders,
)
from .counting import forget_yesterday, share, visit
from .guarding import (
    forget_greedy,
    hashed_network,
    let_greedy_read,
    note_greedy,
    refuse_greedy,
)
from .kits import compose_kit
from .letters import taken_back, undelivered
from .links import open_links
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
from .words import answer_proposal, put_words_aside, put_words_back, write_words

__all__ = [
    "answer_proposal",
    "approach",
    "ask",
    "ask_to_be_told",
    "choose",
    "close_days",
    "compose_kit",
    "confirm_supporter",
    "credit",
    "drop_old_copies",
    "drop_old_events",
    "forget_address",
    "forget_greedy",
    "forget_supporters",
    "forget_yesterday",
    "hashed_network",
    "introduce",
    "let_greedy_read",
    "note_copy",
    "note_greedy",
    "open_links",
    "own_link",
    "put_words_aside",
    "put_words_back",
    "refuse_greedy",
    "renew_links",
    "send_digests",
    "share",
    "stop",
    "take_out_of_letters",
    "taken_back",
    "tell_holders",
    "undelivered",
    "visit",
    "write_words",
]
