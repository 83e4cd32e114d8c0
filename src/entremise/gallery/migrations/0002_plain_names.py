import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Constraints name their fields: they go before a field is renamed, and come back after."""

    dependencies = [("gallery", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("ImpressionCount", "one_exposure_row_a_watch"),
        migrations.RemoveConstraint("GalleryRank", "one_place_a_watch"),
        migrations.RemoveIndex("GalleryRank", "standing_in_order"),
        migrations.RenameField("ImpressionCount", "watch", "slot"),
        migrations.RenameField("RankingRun", "watch", "slot"),
        migrations.RenameField("RankingRun", "begun_at", "started_at"),
        migrations.RenameField("RankingRun", "done_at", "finished_at"),
        migrations.RenameField("GalleryRank", "watch", "slot"),
        migrations.RenameField("GalleryCard", "made_of", "fingerprint"),
        migrations.AlterField(
            "ImpressionCount",
            "candidate",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="impression_counts",
                to="candidates.candidate",
            ),
        ),
        migrations.AlterField(
            "GalleryRank",
            "publication",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gallery_ranks",
                to="candidates.publication",
            ),
        ),
        migrations.AddConstraint(
            "ImpressionCount",
            models.UniqueConstraint(
                fields=["slot", "candidate"], name="one_impression_count_per_slot"
            ),
        ),
        migrations.AddConstraint(
            "GalleryRank",
            models.UniqueConstraint(
                fields=["publication", "slot"], name="one_gallery_rank_per_slot"
            ),
        ),
        migrations.AddIndex(
            "GalleryRank",
            models.Index(
                fields=["slot", "rank", "publication"], name="gallery_rank_order"
            ),
        ),
    ]
