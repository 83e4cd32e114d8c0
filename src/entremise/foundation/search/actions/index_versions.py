"""Versions of the index, which tell processes that their memory is out of date."""

from django.db import connection

from entremise.foundation.search.models import IndexVersion, new_epoch


def bump_index_version(kind: str, *, documents: int = 0, lost: bool = False) -> int:
    """Count a change of this index; returns its number.

    The row stays locked until the end of the transaction: changes are made one at a time.
    ``documents``: how many more there are; ``lost``: the change removed a word.
    """
    # Raw SQL, one statement: it runs for each index that an action writes, and the first
    # change of an index is no other case.
    table = IndexVersion._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (kind, epoch, changes, losses, documents)"
            " VALUES (%s, %s, 1, %s, %s) ON CONFLICT (kind) DO UPDATE SET"
            f" changes = {table}.changes + 1,"
            f" losses = {table}.losses + excluded.losses,"
            f" documents = {table}.documents + excluded.documents"
            " RETURNING changes",
            [kind, new_epoch(), int(lost), documents],
        )
        number: int = cursor.fetchone()[0]
    return number
