import django.db.models.deletion
import django.db.models.functions.text
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('departements', models.JSONField(blank=True, default=list)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True)),
                ('phone', models.CharField(blank=True, max_length=20, null=True, unique=True)),
                ('first_name', models.CharField(blank=True, max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email')), ('email', None), _connector='OR'), name='email_in_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='Factor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('kind', models.CharField(choices=[('app', 'Application de codes'), ('passkey', 'Clé d’accès')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('secret', models.TextField(blank=True)),
                ('credential', models.TextField(blank=True)),
                ('counter', models.BigIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='LoginCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('link_digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='login_cards', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('address', models.CharField(db_index=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('method', models.CharField(choices=[('code', 'Code reçu'), ('card', 'Carte de connexion'), ('demo', 'Démonstration')], max_length=10)),
                ('platform', models.CharField(choices=[('android', 'Téléphone Android'), ('iphone', 'iPhone ou iPad'), ('windows', 'Ordinateur Windows'), ('mac', 'Ordinateur Mac'), ('linux', 'Ordinateur Linux'), ('other', 'Autre appareil')], default='other', max_length=10)),
                ('browser', models.CharField(blank=True, max_length=20)),
                ('shared', models.BooleanField(default=False)),
                ('staff', models.BooleanField(default=False)),
                ('second_factor_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('last_seen_on', models.DateField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StaffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('role', models.CharField(choices=[('team', 'Équipe'), ('advisor', 'Senior advisor'), ('administrator', 'Administration')], max_length=15)),
                ('since', models.DateField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_roles', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.zone')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'zone'), name='one_role_per_zone'), models.CheckConstraint(condition=models.Q(('zone__isnull', False), ('role', 'administrator'), _connector='OR'), name='only_administrators_without_zone')],
            },
        ),
    ]
