"""Base classes of models."""

import secrets
from collections.abc import Collection, Mapping
from typing import TypeAlias

from django.db import models

from .errors import MoveRefused
from .text import Sentence, gettext_lazy as _

Moves: TypeAlias = Mapping[str, Collection[str]]  # from each state, where it may go


def new_code() -> str:
    """22 URL-safe characters, 128 random bits: it cannot be guessed."""
    return secrets.token_urlsafe(16)


class CodedModel(models.Model):
    """Identified in URLs by a random code, never by its primary key."""

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )

    class Meta:
        abstract = True


class TimestampedModel(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class StateQuerySet(models.QuerySet):
    """Rows with a ``state`` that changes along a table of allowed moves."""

    def move(
        self,
        row: models.Model,
        *,
        to: str,
        moves: Moves,
        only_from: Collection[str] | None = None,
        refusal: Sentence = "",
        **changes: object,
    ) -> None:
        """Change the state of ``row`` and these fields, then read it again.

        ``only_from``: the states it may leave, among those of the table. MoveRefused with
        ``refusal`` when the table has no such move; MoveRefused when the stored row is in
        another state: somebody moved it first.
        """
        if refusal and to in moves and not _states_before(to, moves, only_from):
            raise MoveRefused(refusal)
        if not self.move_if_allowed(
            row, to=to, moves=moves, only_from=only_from, **changes
        ):
            raise MoveRefused(
                _(
                    "Cette étape a déjà changé entre-temps. Rechargez la page pour voir où elle "
                    "en est."
                )
            )

    def move_if_allowed(
        self,
        row: models.Model,
        *,
        to: str,
        moves: Moves,
        only_from: Collection[str] | None = None,
        **changes: object,
    ) -> bool:
        """The same compare-and-swap; False, and nothing changed, where ``move`` refuses.

        ValueError when the table does not know ``to``, TypeError when ``row`` is of another
        model: neither can ever be true of what somebody does on a page.
        """
        if to not in moves:
            raise ValueError(f"{to!r} is not in the table of moves")
        if not isinstance(row, self.model):
            raise TypeError(f"{row!r} is no {self.model.__name__}")
        leaving = _states_before(to, moves, only_from)
        moved = self.filter(pk=row.pk, state__in=leaving).update(state=to, **changes)
        if moved:
            row.refresh_from_db()
        return bool(moved)


def _states_before(
    to: str, moves: Moves, only_from: Collection[str] | None
) -> list[str]:
    """The states from which the table leads to this one."""
    return [
        state
        for state, following in moves.items()
        if to in following and (only_from is None or state in only_from)
    ]
