"""Who was shown, in which order people are shown, and the cards that show them."""

from django.db import models

from entremise.candidates.models import Candidate, Publication


class ImpressionCount(models.Model):
    """How many times a person was shown in the gallery or on the home page, watch by watch
    (``rules.watch_of``).
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="exposures"
    )
    watch = models.PositiveIntegerField()
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "candidate"], name="one_exposure_row_a_watch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.watch} {self.shown}"


class RankingRun(models.Model):
    """The order of one watch, drawn by one process.

    The last one that is done is the order of everybody.
    """

    watch = models.PositiveIntegerField(unique=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.watch)


class GalleryRank(models.Model):
    """Where a visible person stands in the order of one watch (``rules.rank_of``).

    Gone with the publication.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="standings"
    )
    watch = models.PositiveIntegerField()
    rank = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "watch"], name="one_place_a_watch"
            )
        ]
        indexes = [
            models.Index(
                fields=["watch", "rank", "publication"], name="standing_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.watch} {self.rank}"


class GalleryCard(models.Model):
    """What lists show of somebody visible, prepared when they become so: found, it is read
    and not made again.

    ``made_of`` is a digest of all it was made from: whoever finds another one makes the
    card themselves.
    """

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, related_name="card"
    )
    made_of = models.CharField(max_length=32)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.publication_id}"
