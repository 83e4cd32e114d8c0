"""A plain postings table: the same statement gives the same results in the same order on
both databases.
"""

import secrets

from django.db import models

from .enums import MobilityKind


def new_epoch() -> str:
    return secrets.token_hex(8)


class IndexVersion(models.Model):
    """What a process holds in memory is good for as long as this row says so: one small
    read at each search.
    """

    kind = models.CharField(max_length=20, unique=True)
    # tells a table begun anew from the one before
    epoch = models.CharField(max_length=16, default=new_epoch)
    # one more at each transaction that writes
    changes = models.PositiveBigIntegerField(default=0)
    # one more when a word leaves the vocabulary
    losses = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.changes}"


class Document(models.Model):
    """Something that can be found: what the apps chose to index, under their own key."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=22)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Word(models.Model):
    """The vocabulary in use: a term, a form people read, and in how many documents it stands."""

    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60)
    form = models.CharField(max_length=60)
    documents = models.PositiveIntegerField(default=0)
    # the stamp's changes when it was last written
    changed = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "term"], name="one_word_per_term")
        ]
        indexes = [models.Index(fields=["kind", "changed"], name="word_by_change")]

    def __str__(self) -> str:
        return self.form


class Posting(models.Model):
    """This word weighs this much in that document (BM25F, without the rarity of the word)."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    word = models.ForeignKey(
        Word, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    weight = models.FloatField()

    class Meta:
        indexes = [  # ranking reads nothing else
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
    """A value one may filter by. Never a criterion of discrimination law."""

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
    """Another name of a code of the nomenclature, imported or added by the association."""

    code = models.CharField(max_length=10)
    text = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "text"], name="one_label_per_code")
        ]

    def __str__(self) -> str:
        return self.text


class TradeMobility(models.Model):
    """Who does this occupation may well do that one: the nomenclature's own table, imported."""

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
