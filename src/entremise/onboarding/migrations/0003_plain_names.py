from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0002_share_token_is_derived")]

    operations = [
        migrations.RenameField("Hire", "end_words", "end_comment"),
        migrations.AlterModelOptions("CheckIn", {"ordering": ["due_on"]}),
        migrations.RemoveConstraint("CheckIn", "each_question_once"),
        migrations.RenameField("CheckIn", "voice", "respondent"),
        migrations.AddConstraint(
            "CheckIn",
            models.UniqueConstraint(
                fields=("hire", "milestone", "respondent"), name="each_question_once"
            ),
        ),
        migrations.AlterModelOptions(
            "CheckIn", {"ordering": ["due_on", "respondent"]}
        ),
    ]
