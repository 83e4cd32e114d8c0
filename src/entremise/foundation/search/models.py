"""A plain postings table: the same statement gives the same results in the same order on both databases."""

from django.db import models


class Document(models.Model):
    """Something that can be found: what the apps chose to index, under their own key."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=22)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Posting(models.Model):
    """This term weighs this much in that document (BM25F, without the rarity of the term)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="postings")
    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60)
    weight = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["kind", "term", "document", "weight"], name="posting_by_term")]

    def __str__(self) -> str:
        return self.term


class Facet(models.Model):
    """A value one may filter by. Never a criterion of discrimination law."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["kind", "name", "value", "document"], name="facet_by_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Word(models.Model):
    """The vocabulary in use: a term, a form people read, and in how many documents it stands."""

    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60)
    form = models.CharField(max_length=60)
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "term"], name="one_word_per_term")]

    def __str__(self) -> str:
        return self.form


class Label(models.Model):
    """Another name of a code of the nomenclature, imported or added by the association."""

    code = models.CharField(max_length=10)
    words = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "words"], name="one_label_per_code")]

    def __str__(self) -> str:
        return self.words
