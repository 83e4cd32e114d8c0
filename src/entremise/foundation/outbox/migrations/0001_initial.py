import entremise.foundation.kit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('hand', 'de vive voix')], default='email', max_length=5)),
                ('to', models.CharField(blank=True, max_length=254)),
                ('to_name', models.CharField(blank=True, max_length=80)),
                ('zone', models.CharField(blank=True, max_length=22)),
                ('purpose', models.CharField(max_length=60)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('attachments', models.JSONField(blank=True, default=list)),
                ('about', models.CharField(blank=True, max_length=22)),
                ('dedup_key', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('next_try_at', models.DateTimeField(auto_now_add=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('parked_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('parked_at', None), ('sent_at', None)), fields=['next_try_at'], name='outbox_waiting')],
            },
        ),
    ]
