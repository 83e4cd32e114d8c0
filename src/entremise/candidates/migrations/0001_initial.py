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
            name='Referrer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('first_name', models.CharField(max_length=80, verbose_name='Prénom')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='Nom de famille')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('referral_message', models.TextField(blank=True)),
                ('situation', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('applied', 'Orientation reçue'), ('met', 'Rencontre faite'), ('accepted', 'Accueil décidé'), ('active', 'En parcours'), ('employed', 'En emploi'), ('paused', 'En pause'), ('left', 'Parcours terminé')], default='applied', max_length=10)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('last_contact_on', models.DateField(blank=True, null=True)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='candidates_followed', to=settings.AUTH_USER_MODEL)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='candidate', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='accounts.zone')),
            ],
            options={
                'ordering': ['first_name', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ApprovedTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('language', models.CharField(max_length=8)),
                ('content', models.JSONField()),
                ('source_fingerprint', models.CharField(max_length=64)),
                ('snapshot_number', models.PositiveIntegerField()),
                ('approved_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approved_translations', to='candidates.candidate')),
            ],
            options={
                'ordering': ['-approved_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='accounts.zone')),
            ],
            options={
                'ordering': ['-starts_on', 'name'],
            },
        ),
        migrations.AddField(
            model_name='candidate',
            name='cohort',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='candidates', to='candidates.cohort'),
        ),
        migrations.CreateModel(
            name='ConsentGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('fields', models.JSONField(default=list)),
                ('channels', models.JSONField(default=list)),
                ('translations', models.JSONField(default=list)),
                ('withdrawn_translations', models.JSONField(default=list)),
                ('consent_version', models.CharField(max_length=20)),
                ('consent_text_hash', models.CharField(max_length=64)),
                ('language', models.CharField(max_length=8)),
                ('method', models.CharField(choices=[('self', 'Par la personne, dans sa session'), ('code', 'Par un code envoyé à la personne'), ('paper', 'Sur papier, enregistré par l’équipe')], max_length=6)),
                ('granted_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('scan', models.FileField(blank=True, upload_to='consents')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='candidates.candidate')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-granted_at'],
            },
        ),
        migrations.CreateModel(
            name='CV',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('content', models.JSONField(default=dict)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('photo', models.FileField(blank=True, upload_to='photos')),
                ('state', models.CharField(choices=[('draft', 'En cours d’écriture'), ('submitted', 'En relecture par l’équipe'), ('changes_requested', 'Une retouche est demandée'), ('approved', 'Relu et accepté')], default='draft', max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('candidate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cv', to='candidates.candidate')),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PathMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(blank=True, choices=[('applied', 'Orientation reçue'), ('met', 'Rencontre faite'), ('accepted', 'Accueil décidé'), ('active', 'En parcours'), ('employed', 'En emploi'), ('paused', 'En pause'), ('left', 'Parcours terminé')], max_length=10)),
                ('became', models.CharField(choices=[('applied', 'Orientation reçue'), ('met', 'Rencontre faite'), ('accepted', 'Accueil décidé'), ('active', 'En parcours'), ('employed', 'En emploi'), ('paused', 'En pause'), ('left', 'Parcours terminé')], max_length=10)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, choices=[('job', 'A trouvé un emploi durable'), ('training', 'Est parti·e en formation'), ('moved', 'A déménagé'), ('health', 'A besoin de temps pour soi'), ('other_support', 'Est suivi·e ailleurs'), ('not_suited', 'Le parcours ne convenait pas'), ('no_news', 'Plus de nouvelles'), ('other', 'Autre')], max_length=15)),
                ('comment', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='candidates.candidate')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('author', models.CharField(max_length=120)),
                ('author_role', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('secret', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('request_message', models.TextField(blank=True)),
                ('author_email', models.EmailField(blank=True, max_length=254)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('put_aside_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='candidates.candidate')),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.AddField(
            model_name='candidate',
            name='referrer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='candidates.referrer'),
        ),
        migrations.CreateModel(
            name='ReferrerOrganization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.zone')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='referrer',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrers', to='candidates.referrerorganization'),
        ),
        migrations.CreateModel(
            name='ReviewComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('section', models.CharField(blank=True, max_length=20)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('cv', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='candidates.cv')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('language', models.CharField(max_length=8)),
                ('photo', models.FileField(blank=True, upload_to='published')),
                ('approved_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='candidates.candidate')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('rendering_key', models.CharField(max_length=22)),
                ('published_at', models.DateTimeField()),
                ('first_published_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('withdrawn', 'Retirée par la personne'), ('withdrawn_by_team', 'Retirée par l’équipe à sa demande'), ('replaced', 'Remplacée par une version plus récente'), ('expired', 'Accord arrivé à son terme'), ('hired', 'A trouvé un emploi'), ('left', 'A quitté le parcours')], max_length=20)),
                ('candidate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publication', to='candidates.candidate')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='candidates.consentgrant')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='candidates.snapshot')),
            ],
        ),
        migrations.CreateModel(
            name='ConsentCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('fields', models.JSONField(default=list)),
                ('channels', models.JSONField(default=list)),
                ('translations', models.JSONField(default=list)),
                ('consent_version', models.CharField(max_length=20)),
                ('language', models.CharField(max_length=8)),
                ('digest', models.CharField(max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_codes', to='candidates.candidate')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='candidates.snapshot')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('language', models.CharField(max_length=8)),
                ('content', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('draft', 'En cours d’écriture'), ('submitted', 'En relecture par l’équipe'), ('changes_requested', 'Une retouche est demandée'), ('approved', 'Relu et accepté')], default='draft', max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('remark', models.TextField(blank=True)),
                ('cv', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='candidates.cv')),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='consentgrant',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('candidate',), name='one_live_grant'),
        ),
        migrations.AddConstraint(
            model_name='consentgrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', 'paper'), _negated=True), models.Q(('scan', ''), _negated=True), _connector='OR'), name='paper_consent_has_its_scan'),
        ),
        migrations.AddIndex(
            model_name='cv',
            index=models.Index(fields=['state', 'submitted_at'], name='cv_by_state'),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(fields=['zone', 'state'], name='candidate_by_zone'),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(fields=['first_name', 'code'], name='candidate_by_name'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('candidate', 'number'), name='snapshots_are_numbered'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['published_at'], name='publication_live'),
        ),
        migrations.AddConstraint(
            model_name='translation',
            constraint=models.UniqueConstraint(fields=('cv', 'language'), name='one_translation_a_language'),
        ),
    ]
