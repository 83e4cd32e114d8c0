import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0005_approved_translation")]

    operations = [
        migrations.RemoveConstraint("ConsentGrant", "paper_consent_has_its_scan"),
        migrations.RenameField("ConsentGrant", "texts", "translations"),
        migrations.RenameField("ConsentGrant", "dropped", "withdrawn_translations"),
        migrations.RenameField("ConsentGrant", "text_version", "consent_version"),
        migrations.RenameField("ConsentGrant", "text_hash", "consent_text_hash"),
        migrations.RenameField("ConsentGrant", "means", "method"),
        migrations.AddConstraint(
            "ConsentGrant",
            models.CheckConstraint(
                condition=models.Q(("method", "paper"), _negated=True)
                | models.Q(("scan", ""), _negated=True),
                name="paper_consent_has_its_scan",
            ),
        ),
        migrations.RenameField("ConsentCode", "texts", "translations"),
        migrations.RenameField("ConsentCode", "text_version", "consent_version"),
        migrations.RenameField("ApprovedTranslation", "source", "source_fingerprint"),
        migrations.AlterField(
            "ApprovedTranslation",
            "candidate",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approved_translations",
                to="candidates.candidate",
            ),
        ),
        migrations.RenameField("PathMove", "words", "comment"),
        migrations.RenameField("ReviewComment", "words", "text"),
        migrations.RenameField("Recommendation", "words", "text"),
        migrations.RenameField("Recommendation", "asked_words", "request_message"),
        migrations.RenameField("Candidate", "referral_words", "referral_message"),
        migrations.RenameField("Publication", "rendering", "rendering_key"),
    ]
