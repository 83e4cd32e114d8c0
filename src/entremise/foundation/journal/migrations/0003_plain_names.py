from django.db import migrations


class Migration(migrations.Migration):
    """The tables keep their names: triggers stand on them."""

    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Entry", "JournalEntry"),
                migrations.AlterModelTable("JournalEntry", "journal_entry"),
                migrations.RenameModel("Look", "PersonAccess"),
                migrations.AlterModelTable("PersonAccess", "journal_look"),
            ]
        ),
    ]
