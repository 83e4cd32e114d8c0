import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reason', models.CharField(max_length=60)),
                ('about_kind', models.CharField(max_length=30)),
                ('about_code', models.CharField(max_length=22)),
                ('about_label', models.CharField(max_length=120)),
                ('comment', models.TextField(blank=True)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('urgent', models.BooleanField(default=False)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('dedup_key', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tasks_done', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.zone')),
            ],
            options={
                'ordering': ['-urgent', 'due_on', 'since'],
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['zone', 'due_on'], name='task_open')],
            },
        ),
    ]
