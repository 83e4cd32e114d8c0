"""Who did what a journal says, in words: by themself, or by a card that somebody printed."""

from collections.abc import Sequence

from entremise.foundation.accounts.queries import full_names_of
from entremise.foundation.journal.queries import TimelineEvent
from entremise.foundation.kit.text import gettext as _, name_with_of


def actors_of(events: Sequence[TimelineEvent], *, erased: str = "") -> list[str]:
    """One for each event, in one query; empty when nobody is recorded.

    ``erased``: said of somebody whose account is gone.
    """
    names = full_names_of(
        code for event in events for code in (event.actor_code, event.card_issuer_code)
    )
    return [_actor(event, names, erased) for event in events]


def _actor(event: TimelineEvent, names: dict[str, str], erased: str) -> str:
    if not event.actor_code:
        return ""
    name = names.get(event.actor_code, erased)
    if not event.card_issuer_code:
        return name
    issuer = names.get(event.card_issuer_code, erased)
    return _("%(name)s, par la carte %(of_issuer)s") % {
        "name": name,
        "of_issuer": name_with_of(issuer),
    }
