"""The index is written in the transaction of the fact: published and findable, withdrawn
and gone, at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction

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

BATCH_SIZE = 500  # things per transaction of a bulk load


def in_batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    walk = iter(things)
    while some := list(islice(walk, size)):
        yield some


def term_weights_of(entry: IndexEntry) -> dict[str, float]:
    """What is stored of it: each term and each sign, with its weight."""
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
    """(Re)write what can be found of one thing."""
    index_entry(kind, IndexEntry(key, fields, facets, codes or {}))


def index_entry(kind: str, entry: IndexEntry) -> None:
    index_entries(kind, [entry])


def index_in_batches(kind: str, entries: Iterable[IndexEntry]) -> Iterator[int]:
    """(Re)write many things, a transaction for each few hundred; says how many are done as it goes.

    Nothing happens unless it is walked through: ``for done in index_many(…): …``.
    """
    done = 0
    for some in in_batches(entries, BATCH_SIZE):
        index_entries(kind, some)
        done += len(some)
        yield done


@transaction.atomic
def index_entries(kind: str, entries: Iterable[IndexEntry]) -> None:
    """(Re)write a few things, in one transaction."""
    latest = {entry.key: entry for entry in entries}
    number = _remove_documents(kind, list(latest), instead=len(latest))
    uses: Counter[str] = Counter()
    forms: dict[str, str] = {}
    weights: dict[str, dict[str, float]] = {}
    names = trade_thesaurus()
    for entry in latest.values():
        weights[entry.key], read = weigh_terms(entry.fields)
        known = concept_terms(entry.fields, entry.codes, names)
        weights[entry.key] |= known
        uses.update(weights[entry.key].keys())
        for term, form in (read | {sign: sign for sign in known}).items():
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
    """Bring the vocabulary up to date: {term: its row}."""
    known: dict[str, tuple[int, str]] = {}
    for some in in_batches(sorted(uses), 900):
        old = Word.objects.filter(kind=kind, term__in=some).values_list(
            "term", "documents", "form"
        )
        known |= {term: (documents, form) for term, documents, form in old}
    rows = [
        Word(
            kind=kind,
            term=term,
            form=known[term][1] if term in known else forms[term],
            documents=uses[term] + (known[term][0] if term in known else 0),
            changed=number,
        )
        for term in sorted(uses)
    ]
    written = Word.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=["documents", "changed"],
        unique_fields=["kind", "term"],
    )
    return {word.term: word.pk for word in written}


def _insert(rows: Iterator[tuple[int, int, float]]) -> None:
    """Postings are by far the most numerous rows: they go in without an object for each."""
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
    """Forget it at once. Nothing to forget is fine."""
    if Document.objects.filter(kind=kind, key=key).exists():
        _remove_documents(kind, [key])


def _remove_documents(kind: str, keys: list[str], *, instead: int = 0) -> int:
    """Take these out; ``instead``: how many are about to come in. The number of this change."""
    # first: the stamp's row is the lock that keeps two writers apart
    number = bump_index_version(kind)
    old = list(
        Document.objects.filter(kind=kind, key__in=keys).values_list("pk", flat=True)
    )
    uses = (
        Counter(
            Posting.objects.filter(document__in=old).values_list("word_id", flat=True)
        )
        if old
        else Counter()
    )
    Document.objects.filter(pk__in=old).delete()
    gone = []
    for some in in_batches(uses, 900):
        rows = list(Word.objects.filter(pk__in=some))
        for word in rows:
            word.documents, word.changed = word.documents - uses[word.pk], number
        gone += [word.pk for word in rows if word.documents <= 0]
        Word.objects.bulk_update(
            [w for w in rows if w.documents > 0], ["documents", "changed"]
        )
    Word.objects.filter(pk__in=gone).delete()
    stamp = IndexVersion.objects.get(kind=kind)
    stamp.documents += instead - len(old)
    stamp.losses += int(bool(gone))
    stamp.save(update_fields=["documents", "losses"])
    return number
