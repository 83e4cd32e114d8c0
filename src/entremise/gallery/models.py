"""Impressions per slot, ranking runs, ranks and prepared cards."""

from django.db import models

from entremise.candidates.models import Candidate, Publication


class ImpressionCount(models.Model):
    """How many times a person was shown during one slot (``rules.slot_at``).

    Shown: in the gallery or on the home page.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="impression_counts"
    )
    slot = models.PositiveIntegerField()
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "candidate"], name="one_impression_count_per_slot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.slot} {self.shown}"


class RankingRun(models.Model):
    """One computation of the ranking of a slot, by one process.

    Readers use the ranks of the last finished run.
    """

    slot = models.PositiveIntegerField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.slot)


class GalleryRank(models.Model):
    """The place of one publication in the ranking of one slot (``rules.fair_rank``).

    Deleted with the publication.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="gallery_ranks"
    )
    slot = models.PositiveIntegerField()
    rank = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "slot"], name="one_gallery_rank_per_slot"
            )
        ]
        indexes = [
            models.Index(
                fields=["slot", "rank", "publication"], name="gallery_rank_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.slot} {self.rank}"


class GalleryCard(models.Model):
    """What lists show of a visible person, prepared at publication.

    ``fingerprint`` is a digest of everything the content was made from. A reader who
    expects another fingerprint builds the content again.
    """

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, related_name="card"
    )
    fingerprint = models.CharField(max_length=32)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.publication_id}"
