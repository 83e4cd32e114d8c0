import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def _dismissed_leads(to: str, **options: bool) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="dismissed_leads",
        to=to,
        **options,
    )


class Migration(migrations.Migration):
    """Constraints name their fields: they go before a field is renamed, and come back after."""

    dependencies = [("opportunities", "0004_dismissed_lead")]

    operations = [
        migrations.RemoveConstraint("Proposal", "told_with_human_words"),
        migrations.RenameField("Opportunity", "decision_words", "decision_message"),
        migrations.RenameField("Proposal", "words", "message"),
        migrations.RenameField("Proposal", "employer_words", "employer_message"),
        migrations.RenameField("Proposal", "closing_words", "closing_message"),
        migrations.AddConstraint(
            "Proposal",
            models.CheckConstraint(
                condition=Q(told_at=None) | ~Q(closing_message=""),
                name="told_with_a_message",
            ),
        ),
        migrations.AlterModelOptions(
            "DismissedLead",
            {"ordering": ["-at", "-pk"], "verbose_name_plural": "dismissed leads"},
        ),
        migrations.RemoveConstraint("DismissedLead", "aside_is_one_thing"),
        migrations.RemoveConstraint("DismissedLead", "opening_set_aside_once"),
        migrations.RemoveConstraint("DismissedLead", "company_set_aside_once"),
        migrations.AlterField(
            "DismissedLead", "candidate", _dismissed_leads("candidates.candidate")
        ),
        migrations.AlterField(
            "DismissedLead",
            "company",
            _dismissed_leads("companies.company", blank=True, null=True),
        ),
        migrations.AlterField(
            "DismissedLead",
            "opportunity",
            _dismissed_leads("opportunities.opportunity", blank=True, null=True),
        ),
        migrations.AddConstraint(
            "DismissedLead",
            models.CheckConstraint(
                condition=Q(opportunity=None, company__isnull=False)
                | Q(opportunity__isnull=False, company=None),
                name="dismissed_lead_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            "DismissedLead",
            models.UniqueConstraint(
                fields=["candidate", "opportunity"], name="opportunity_dismissed_once"
            ),
        ),
        migrations.AddConstraint(
            "DismissedLead",
            models.UniqueConstraint(
                fields=["candidate", "company"], name="company_dismissed_once"
            ),
        ),
    ]
