import django.db.models.deletion
import entremise.foundation.kit.models
import entremise.sharing.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('candidates', '0001_initial'),
        ('meetings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DailySalt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('salt', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Supporter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('email', models.EmailField(max_length=254, null=True, unique=True)),
                ('first_name', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('families', models.JSONField(blank=True, default=list)),
                ('every_days', models.PositiveSmallIntegerField(choices=[(14, 'Tous les quinze jours'), (30, 'Une fois par mois'), (90, 'Tous les trois mois')], default=30)),
                ('link_generation', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('last_active_at', models.DateTimeField(auto_now_add=True)),
                ('last_digest_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('zones', models.ManyToManyField(blank=True, related_name='+', to='accounts.zone')),
            ],
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=entremise.sharing.models.new_share_token, max_length=8, unique=True)),
                ('channel', models.CharField(choices=[('linkedin', 'LinkedIn'), ('whatsapp', 'WhatsApp'), ('facebook', 'Facebook'), ('x', 'X'), ('email', 'E-mail'), ('sms', 'SMS'), ('copy', 'Copier le lien'), ('print', 'QR et papier'), ('poster', 'Affiche'), ('screen', 'Écran d’entreprise'), ('embed', 'Galerie sur un autre site'), ('feed', 'Fil d’actualité'), ('digest', 'Lettre aux supporters'), ('kit', 'Kit d’une entreprise')], max_length=10)),
                ('kit_company_code', models.CharField(blank=True, db_index=True, max_length=22)),
                ('kit_edition', models.PositiveSmallIntegerField(default=0)),
                ('kit_composed_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_links', to='candidates.candidate')),
                ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='links', to='sharing.supporter')),
            ],
        ),
        migrations.CreateModel(
            name='SuspectedScraper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('kind', models.CharField(choices=[('bulk', 'A lu beaucoup de personnes en une heure'), ('trap', 'A suivi le lien que seul un robot suit')], max_length=6)),
                ('network', models.CharField(max_length=32, null=True)),
                ('day', models.DateField(db_index=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('people', models.PositiveIntegerField(default=0)),
                ('blocked_until', models.DateTimeField(blank=True, null=True)),
                ('unblocked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('visitor', models.CharField(max_length=32, null=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='candidates.candidate')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='sharing.sharelink')),
            ],
        ),
        migrations.CreateModel(
            name='DayCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('channel', models.CharField(blank=True, choices=[('linkedin', 'LinkedIn'), ('whatsapp', 'WhatsApp'), ('facebook', 'Facebook'), ('x', 'X'), ('email', 'E-mail'), ('sms', 'SMS'), ('copy', 'Copier le lien'), ('print', 'QR et papier'), ('poster', 'Affiche'), ('screen', 'Écran d’entreprise'), ('embed', 'Galerie sur un autre site'), ('feed', 'Fil d’actualité'), ('digest', 'Lettre aux supporters'), ('kit', 'Kit d’une entreprise')], max_length=10)),
                ('shares', models.PositiveIntegerField(default=0)),
                ('visits', models.PositiveIntegerField(default=0)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.zone')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'zone', 'channel'), name='one_count_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PDFCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, null=True)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('made_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pdf_copies', to='candidates.candidate')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('candidate', 'user'), name='one_copy_an_account'), models.UniqueConstraint(fields=('candidate', 'email'), name='one_copy_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('email__isnull', False), ('user', None)), models.Q(('email', None), ('user__isnull', False)), _connector='OR'), name='copy_of_an_account_or_of_an_address')],
            },
        ),
        migrations.CreateModel(
            name='ShareEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('visitor', models.CharField(max_length=32, null=True)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='sharing.sharelink')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('link', 'day', 'visitor'), name='one_share_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('among', models.PositiveSmallIntegerField(default=1)),
                ('how', models.CharField(choices=[('carried', 'l’adresse portait le lien'), ('same_visitor', 'venue le même jour par un seul lien'), ('split', 'venue le même jour par plusieurs liens, à parts égales'), ('unknown', 'inconnue')], max_length=12)),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='meetings.approach')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='sharing.sharelink')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('approach', 'link'), name='one_credit_per_link'), models.UniqueConstraint(condition=models.Q(('link', None)), fields=('approach',), name='one_unknown'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'unknown'), ('link', None)), models.Q(('link__isnull', False), models.Q(('how', 'unknown'), _negated=True)), _connector='OR'), name='credit_known_or_unknown'), models.CheckConstraint(condition=models.Q(('among__gte', 1)), name='credit_has_a_part')],
            },
        ),
        migrations.CreateModel(
            name='ShareMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('language', models.CharField(max_length=8)),
                ('tone', models.CharField(choices=[('simple', 'Simple'), ('warm', 'Chaleureux'), ('pro', 'Professionnel')], max_length=6)),
                ('text', models.TextField(blank=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('proposed_text', models.TextField(blank=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_messages', to='candidates.candidate')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('candidate', 'language', 'tone'), name='one_share_message_per_tone')],
            },
        ),
        migrations.AddIndex(
            model_name='supporter',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['last_digest_at'], name='supporter_due'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.UniqueConstraint(condition=models.Q(('supporter', None)), fields=('candidate', 'channel', 'kit_company_code'), name='one_link_per_channel'),
        ),
        migrations.AddConstraint(
            model_name='sharelink',
            constraint=models.UniqueConstraint(fields=('candidate', 'channel', 'supporter'), name='one_link_per_supporter'),
        ),
        migrations.AddConstraint(
            model_name='suspectedscraper',
            constraint=models.UniqueConstraint(fields=('kind', 'day', 'network'), name='one_suspected_scraper_a_day'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('candidate', 'link', 'day', 'visitor'), name='one_visit_a_day'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(condition=models.Q(('link', None)), fields=('candidate', 'day', 'visitor'), name='one_plain_visit_a_day'),
        ),
    ]
