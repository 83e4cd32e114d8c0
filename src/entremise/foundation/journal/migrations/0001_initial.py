import django.db.models.deletion
from django.db import migrations, models

from . import _triggers


def create(apps, schema_editor):
    for sql in getattr(_triggers, f"{schema_editor.connection.vendor}_create")():
        schema_editor.execute(sql)


def drop(apps, schema_editor):
    for sql in getattr(_triggers, f"{schema_editor.connection.vendor}_drop")():
        schema_editor.execute(sql)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('verb', models.CharField(max_length=60)),
                ('actor', models.CharField(blank=True, max_length=22)),
                ('zone', models.CharField(blank=True, max_length=22)),
                ('data', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('code', models.CharField(db_index=True, max_length=22)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='journal.journalentry')),
            ],
        ),
        migrations.CreateModel(
            name='PersonAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('viewer', models.CharField(max_length=22)),
                ('person', models.CharField(db_index=True, max_length=22)),
                ('on', models.DateField()),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('viewer', 'person', 'on'), name='one_access_a_day')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
