"""Tables of the index: documents, words, postings, facets; and the names of trades."""

import secrets

from django.db import models

from .enums import MobilityKind


def new_epoch() -> str:
    return secrets.token_hex(8)


class IndexVersion(models.Model):
    """Version of an index: what a process holds in memory is valid while it does not change.

    It is read at each search.
    """

    kind = models.CharField(max_length=20, unique=True)
    # changes when the table is created again
    epoch = models.CharField(max_length=16, default=new_epoch)
    # counts the transactions that write
    changes = models.PositiveBigIntegerField(default=0)
    # counts the changes that removed a word
    losses = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.changes}"


class Document(models.Model):
    """Something that can be found, under the key that its app gave it."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=22)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Word(models.Model):
    """A term of the vocabulary, a readable form, and in how many documents it is."""

    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60)
    form = models.CharField(max_length=60)
    documents = models.PositiveIntegerField(default=0)
    # ``IndexVersion.changes`` when it was last written
    changed = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "term"], name="one_word_per_term")
        ]
        indexes = [models.Index(fields=["kind", "changed"], name="word_by_change")]

    def __str__(self) -> str:
        return self.form


class Posting(models.Model):
    """Weight of a word in a document (BM25F, without the rarity of the word)."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    word = models.ForeignKey(
        Word, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    weight = models.FloatField()

    class Meta:
        indexes = [  # ranking reads these two only
            models.Index(
                fields=["word", "-weight", "document"], name="posting_by_weight"
            ),
            models.Index(
                fields=["document", "word", "weight"], name="posting_by_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.document_id}"


class Facet(models.Model):
    """A value to filter by. Never a criterion of discrimination law."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="facets"
    )
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "name", "value", "document"], name="facet_by_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class TradeLabel(models.Model):
    """A name of a trade, imported or added by the association."""

    code = models.CharField(max_length=10)
    text = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "text"], name="one_label_per_code")
        ]

    def __str__(self) -> str:
        return self.text


class TradeMobility(models.Model):
    """Whoever does the trade ``code`` may do the trade ``to``: the imported table."""

    code = models.CharField(max_length=10)
    to = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=MobilityKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "to"], name="one_mobility_per_pair")
        ]
        verbose_name_plural = "mobilities"

    def __str__(self) -> str:
        return f"{self.code} → {self.to}"
