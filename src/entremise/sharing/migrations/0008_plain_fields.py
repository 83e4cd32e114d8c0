import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Constraints name their fields: they go before a field is renamed, and come back after."""

    dependencies = [("sharing", "0007_plain_names")]

    operations = [
        migrations.RemoveConstraint("ShareLink", "one_link_per_channel"),
        migrations.RemoveConstraint("ShareMessage", "one_way_to_say_it"),
        migrations.RemoveConstraint("SuspectedScraper", "one_greedy_row_a_day"),
        migrations.RenameField("ShareMessage", "words", "text"),
        migrations.RenameField("ShareMessage", "proposed", "proposed_text"),
        migrations.RenameField("ShareMessage", "put_aside_at", "hidden_at"),
        migrations.RenameField("ShareLink", "kit", "kit_company_code"),
        migrations.RenameField("ShareLink", "edition", "kit_edition"),
        migrations.RenameField("ShareLink", "opened_at", "kit_composed_at"),
        migrations.RenameField("SuspectedScraper", "refused_until", "blocked_until"),
        migrations.RenameField("SuspectedScraper", "lifted_by", "unblocked_by"),
        migrations.RenameField("Supporter", "turn", "link_generation"),
        migrations.RenameField("Supporter", "touched_at", "last_active_at"),
        migrations.AlterField(
            "ShareMessage",
            "candidate",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="share_messages",
                to="candidates.candidate",
            ),
        ),
        migrations.AddConstraint(
            "ShareLink",
            models.UniqueConstraint(
                fields=["candidate", "channel", "kit_company_code"],
                name="one_link_per_channel",
                condition=models.Q(supporter=None),
            ),
        ),
        migrations.AddConstraint(
            "ShareMessage",
            models.UniqueConstraint(
                fields=["candidate", "language", "tone"],
                name="one_share_message_per_tone",
            ),
        ),
        migrations.AddConstraint(
            "SuspectedScraper",
            models.UniqueConstraint(
                fields=["kind", "day", "network"], name="one_suspected_scraper_a_day"
            ),
        ),
    ]
