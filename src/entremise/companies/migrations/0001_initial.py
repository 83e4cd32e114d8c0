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
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=120)),
                ('siren', models.CharField(max_length=9, unique=True)),
                ('activity', models.CharField(blank=True, max_length=120)),
                ('size', models.CharField(blank=True, choices=[('small', 'moins de 10 personnes'), ('medium', '10 à 49 personnes'), ('large', '50 à 249 personnes'), ('huge', '250 à 4 999 personnes'), ('giant', '5 000 personnes et plus')], max_length=6)),
                ('headcount', models.PositiveIntegerField(blank=True, null=True)),
                ('street', models.CharField(blank=True, max_length=160)),
                ('postcode', models.CharField(blank=True, max_length=5)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('website', models.URLField(blank=True)),
                ('presentation', models.TextField(blank=True)),
                ('removed_obstacles', models.JSONField(blank=True, default=list)),
                ('commitments', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('new', 'À vérifier'), ('verified', 'Vérifiée'), ('refused', 'Non retenue'), ('suspended', 'Suspendue')], default='new', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_message', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='companies_followed', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companies', to='accounts.zone')),
            ],
            options={
                'verbose_name_plural': 'companies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CompanyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('role', models.CharField(choices=[('recruiter', 'Recrute'), ('champion', 'Personne moteur'), ('manager', 'Manager'), ('buddy', 'Marraine ou parrain'), ('sponsor', 'Direction')], default='recruiter', max_length=10)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('last_asked_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='companies.company')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user__first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('postcode', models.CharField(max_length=5)),
                ('city', models.CharField(max_length=80)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='companies.company')),
            ],
            options={
                'ordering': ['city', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='company',
            index=models.Index(fields=['zone', 'state'], name='company_by_zone'),
        ),
        migrations.AddConstraint(
            model_name='companymember',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('company', 'user', 'role'), name='one_live_role_in_company'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.UniqueConstraint(fields=('company', 'postcode', 'city'), name='one_site_per_place'),
        ),
    ]
