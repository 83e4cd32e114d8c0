"""Writing the index, in the transaction of the change it reflects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from entremise.foundation.search.analysis.weighting import (
    IndexEntry,
    concept_terms,
    weigh_terms,
)
from entremise.foundation.search.models import (
    Document,
    Facet,
    IndexVersion,
    Posting,
    Word,
)
from entremise.foundation.search.queries.vocabulary_cache import trade_thesaurus

from .index_versions import bump_index_version

BATCH_SIZE = 500  # documents for each transaction of a bulk load


def in_batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def term_weights_of(entry: IndexEntry) -> dict[str, float]:
    """What is stored of an entry: the weight of each term and concept term."""
    weights = weigh_terms(entry.fields)[0] | concept_terms(
        entry.fields, entry.codes, trade_thesaurus()
    )
    return {term: round(weight, 6) for term, weight in weights.items()}


def index_document(
    kind: str,
    key: str,
    fields: Mapping[str, str],
    *,
    facets: Mapping[str, Iterable[str]],
    codes: Mapping[str, float] | None = None,
) -> None:
    """Write or replace one document of the index."""
    index_entry(kind, IndexEntry(key, fields, facets, codes or {}))


def index_entry(kind: str, entry: IndexEntry) -> None:
    index_entries(kind, [entry])


def index_in_batches(kind: str, entries: Iterable[IndexEntry]) -> Iterator[int]:
    """Write or replace many documents, a transaction for each BATCH_SIZE.

    A generator of how many are done: nothing happens unless it is iterated.
    """
    done = 0
    for batch in in_batches(entries, BATCH_SIZE):
        index_entries(kind, batch)
        done += len(batch)
        yield done


@transaction.atomic
def index_entries(
    kind: str, entries: Iterable[IndexEntry], *, change: int | None = None
) -> None:
    """Write or replace a few documents, in one transaction.

    ``change``: the number of the change, when the caller counted it in this transaction.
    """
    latest = {entry.key: entry for entry in entries}
    number = _remove_documents(kind, list(latest), instead=len(latest), change=change)
    uses: Counter[str] = Counter()
    forms: dict[str, str] = {}
    weights: dict[str, dict[str, float]] = {}
    names = trade_thesaurus()
    for entry in latest.values():
        weights[entry.key], read = weigh_terms(entry.fields)
        concepts = concept_terms(entry.fields, entry.codes, names)
        weights[entry.key] |= concepts
        uses.update(weights[entry.key].keys())
        for term, form in (read | {concept: concept for concept in concepts}).items():
            forms.setdefault(term, form)
    ids = _count_words(kind, uses, forms, number)
    documents = Document.objects.bulk_create(
        [Document(kind=kind, key=key) for key in latest]
    )
    _insert(
        (ids[term], document.pk, round(weight, 6))
        for document in documents
        for term, weight in weights[document.key].items()
    )
    Facet.objects.bulk_create(
        Facet(document=document, kind=kind, name=name, value=value)
        for document in documents
        for name, values in latest[document.key].facets.items()
        for value in sorted(set(values))
    )


def _count_words(
    kind: str, uses: Mapping[str, int], forms: Mapping[str, str], number: int
) -> dict[str, int]:
    """Update the vocabulary; returns the primary key of each term.

    Raw SQL, as in ``_insert``. A word that is known keeps its form.
    """
    table = Word._meta.db_table
    size = (connection.features.max_query_params or 10_000) // 5  # columns
    ids: dict[str, int] = {}
    with connection.cursor() as cursor:
        for batch in in_batches(sorted(uses), size):
            cursor.execute(
                f"INSERT INTO {table} (kind, term, form, documents, changed) VALUES "
                + ", ".join(["(%s, %s, %s, %s, %s)"] * len(batch))
                + " ON CONFLICT (kind, term) DO UPDATE SET"
                f" documents = {table}.documents + excluded.documents,"
                " changed = excluded.changed RETURNING term, id",
                [
                    value
                    for term in batch
                    for value in (kind, term, forms[term], uses[term], number)
                ],
            )
            ids.update(cursor.fetchall())
    return ids


def _insert(rows: Iterator[tuple[int, int, float]]) -> None:
    """Insert postings without a model instance for each: they are by far the most rows."""
    table = Posting._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(
                f"COPY {table} (word_id, document_id, weight) FROM STDIN"
            ) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(
                f"INSERT INTO {table} (word_id, document_id, weight) VALUES (%s, %s, %s)",
                list(rows),
            )


@transaction.atomic
def remove_document(kind: str, key: str) -> None:
    """Remove a document from the index; nothing happens when it is not there."""
    remove_documents(kind, [key])


@transaction.atomic
def remove_documents(
    kind: str, keys: Iterable[str], *, change: int | None = None
) -> None:
    """Remove those of these documents that are in the index.

    ``change``: as for ``index_entries``.
    """
    there = Document.objects.filter(kind=kind, key__in=list(keys))
    if known := list(there.values_list("key", flat=True)):
        _remove_documents(kind, known, change=change)


def _remove_documents(
    kind: str, keys: list[str], *, instead: int = 0, change: int | None = None
) -> int:
    """Remove documents; ``instead``: how many will replace them. Returns the change number."""
    # first: the lock on this row keeps two writers apart
    number = bump_index_version(kind) if change is None else change
    old = list(
        Document.objects.filter(kind=kind, key__in=keys).values_list("pk", flat=True)
    )
    lost = False
    if old:
        uses = Counter(
            Posting.objects.filter(document__in=old).values_list("word_id", flat=True)
        )
        Document.objects.filter(pk__in=old).delete()
        lost = _uncount_words(uses, number)
    if lost or instead != len(old):
        IndexVersion.objects.filter(kind=kind).update(
            documents=F("documents") + instead - len(old),
            losses=F("losses") + int(lost),
        )
    return number


def _uncount_words(uses: Mapping[int, int], number: int) -> bool:
    """Take these uses (row id of a word → documents) off the vocabulary.

    Returns True when words that no document has any more were removed.
    """
    by_uses: dict[int, list[int]] = defaultdict(list)
    for pk in sorted(uses):
        by_uses[uses[pk]].append(pk)
    lost = False
    for times, words in by_uses.items():
        for batch in in_batches(words, 900):
            rows = Word.objects.filter(pk__in=batch)
            lost |= bool(rows.filter(documents__lte=times).delete()[0])
            rows.update(documents=F("documents") - times, changed=number)
    return lost
