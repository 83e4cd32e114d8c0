from typing import Any

from django.db import migrations, models


def gather(apps: Any, editor: Any) -> None:
    jobs = apps.get_model("opportunities", "Opportunity").objects
    for job in jobs.exclude(licences=[]).iterator():
        jobs.filter(pk=job.pk).update(requirements={"licences": job.licences})


def spread(apps: Any, editor: Any) -> None:
    jobs = apps.get_model("opportunities", "Opportunity").objects
    for job in jobs.exclude(requirements={}).iterator():
        jobs.filter(pk=job.pk).update(licences=job.requirements.get("licences", []))


class Migration(migrations.Migration):
    """What a job cannot be done without: keys of every closed list that may be asked."""

    dependencies = [("opportunities", "0001_initial")]
    operations = [
        migrations.AddField(
            "opportunity",
            "requirements",
            models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(gather, spread),
        migrations.RemoveField("opportunity", "licences"),
    ]
