"""Settings that are refused, with a message that helps."""

from types import SimpleNamespace
from typing import Any

import pytest

from entremise.config import checks

SAFE: dict[str, Any] = {
    "MODE": "production",
    "DEBUG": False,
    "SITE_URL": "https://entremise.asso.fr",
    "ALLOWED_HOSTS": ["entremise.asso.fr"],
    "SECRET_KEY": "k7" * 30,
    "CONTACT_EMAIL": "bonjour@asso.fr",
    "DEFAULT_FROM_EMAIL": "",
    "DELIVERY_IS_DEFAULT": False,
    "DELIVERY": {"EMAIL_HOST": "smtp.asso.fr"},
    "MAIL_PROVIDER_URL": "",
    "DATABASES": {"default": {"NAME": "entremise", "HOST": "db.asso.fr"}},
    "BRAND_PRIMARY": "",
    "BRAND_ACCENT": "",
    "BRAND_LOGO": "",
    "SECURE_PROXY_SSL_HEADER": None,
    "TRUSTED_PROXIES": 0,
    "BEHIND_PROXY": "",
    "SMS_URL": "",
}
BEHIND_PROXY = {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
DEMO = SAFE | {
    "MODE": "demo",
    "SITE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
    "DELIVERY": {"EMAIL_HOST": "127.0.0.1"},
    "DATABASES": {"default": {"NAME": "/srv/var/entremise.sqlite3"}},
}


def said(**changes: Any) -> list[str]:
    return list(checks.reasons_not_to_start(SimpleNamespace(**changes)))


def test_sound_settings_are_accepted() -> None:
    assert said(**SAFE) == []
    assert said(**SAFE | BEHIND_PROXY | {"TRUSTED_PROXIES": 1}) == []
    assert said(**DEMO) == []
    assert said(**SAFE | {"SMS_URL": "brevo:?key=k&sender=Asso"}) == []
    assert said(**SAFE | {"MAIL_PROVIDER_URL": "anymail+brevo:?api_key=k"}) == []
    assert said(**SAFE | {"SMS_URL": "https://u:p@sms.asso.fr/send#once"}) == []
    # who writes is known: the contact address may be set in the browser
    assert said(**SAFE | {"CONTACT_EMAIL": "", "DEFAULT_FROM_EMAIL": "a@asso.fr"}) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"SITE_URL": "https://entremise.asso.fr"}, "SITE_URL"),
        ({"SITE_URL": "http://192.168.1.4:8000"}, "SITE_URL"),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "demo.asso.fr"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        (
            {"DATABASES": {"default": {"NAME": "entremise", "HOST": "db.asso.fr"}}},
            "DATABASE_URL",
        ),
        ({"DATABASES": {"default": {"NAME": "/srv/production.sqlite3"}}}, "production"),
        ({"DELIVERY": {"EMAIL_HOST": "smtp.asso.fr"}}, "EMAIL_URL"),
        ({"SMS_URL": "brevo:?key=k&sender=Asso"}, "SMS_URL"),
    ],
)
def test_the_demonstration_refuses_what_looks_real(
    changes: dict[str, Any], word: str
) -> None:
    assert word in said(**DEMO | changes)[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"MODE": "prod"}, "ENTREMISE_MODE"),
        ({"DEBUG": True}, "DEBUG"),
        ({"SITE_URL": "http://entremise.asso.fr"}, "https"),
        ({"SITE_URL": "http://127.0.0.1:8000"}, "SITE_URL"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["autre.asso.fr"]}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": "court"}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY"),
        (BEHIND_PROXY, "TRUSTED_PROXIES"),
        ({"BEHIND_PROXY": "false", "TRUSTED_PROXIES": 1}, "contradict each other"),
        ({"TRUSTED_PROXIES": -1}, "TRUSTED_PROXIES"),
        ({"CONTACT_EMAIL": "bonjour@entremise.example"}, "CONTACT_EMAIL"),
        ({"CONTACT_EMAIL": ""}, "CONTACT_EMAIL"),
        ({"BRAND_LOGO": "/nowhere/logo.svg"}, "BRAND_LOGO"),
        ({"DELIVERY_IS_DEFAULT": True}, "EMAIL_URL"),
        ({"BRAND_PRIMARY": "#ffee00"}, "BRAND_PRIMARY"),
        ({"BRAND_PRIMARY": "vert"}, "BRAND_PRIMARY"),
        ({"SMS_URL": "twilio://k@h"}, "it can begin with brevo:, ovh: or https://."),
        ({"SMS_URL": "brevo:?key=k"}, "misses sender"),
        ({"SMS_URL": "brevo:?key=k&sender=A&kye=k"}, "means nothing"),
        ({"SMS_URL": "ovh:?service=s"}, "misses application_key"),
        ({"SMS_URL": "http://sms.asso.fr/send"}, "https://"),
    ],
)
def test_production_refuses_what_is_unsafe(changes: dict[str, Any], word: str) -> None:
    assert word in said(**SAFE | changes)[0]


def test_an_old_name_is_told_and_accepted() -> None:
    old = SAFE | BEHIND_PROXY | {"TRUSTED_PROXIES": 1, "BEHIND_PROXY": "true"}
    assert said(**old) == []
    (warning,) = checks.old_settings(SimpleNamespace(**old))  # type: ignore[arg-type]
    assert "TRUSTED_PROXIES=1" in warning
    assert not list(checks.old_settings(SimpleNamespace(**SAFE)))  # type: ignore[arg-type]


def test_the_server_stops_in_one_line(settings: Any) -> None:
    settings.MODE = "demo"
    settings.SITE_URL = "https://entremise.asso.fr"
    with pytest.raises(SystemExit) as stopped:
        checks.exit_if_unsafe()
    assert "\n" not in str(stopped.value)
    assert str(stopped.value).startswith("Entremise does not start: ")
