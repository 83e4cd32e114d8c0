"""Django settings.

Every option comes from the environment, or from a file named by OPTION_FILE.
"""

import os
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from entremise.config.logs import logging_config

env = environ.FileAwareEnv()

# production | demo | test
MODE: str = env("ENTREMISE_MODE", default="production")
DEMO = MODE == "demo"
TESTING = MODE == "test"
DEBUG = False

VAR = Path(env("ENTREMISE_VAR", default="var")).resolve()


def _secret_key() -> str:
    """The configured key, or one made on the first run and kept in var/ (mode 600)."""
    if key := env("SECRET_KEY", default=""):
        return key
    path = VAR / "secret_key"
    try:
        if not path.exists():
            VAR.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise SystemExit(
            f"Entremise does not start: {path} cannot be read or written ({error.strerror})."
            " Give ENTREMISE_VAR a folder of this user."
        ) from error


SECRET_KEY = _secret_key()
# By the environment: the file in var/ is then not read.
IS_SECRET_KEY_GIVEN = bool(env("SECRET_KEY", default=""))
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PORT = env.int("PORT", default=8000)  # where the web server listens
HOST = env("HOST", default="127.0.0.1")
# Processes of the web server, and requests that each answers at once.
WEB_WORKERS = env.int("WEB_WORKERS", default=min(2, os.cpu_count() or 1))
WEB_THREADS = env.int("WEB_THREADS", default=4)
# A process older than this, or with more memory, is replaced without losing a request.
WEB_WORKER_HOURS = env.int("WEB_WORKER_HOURS", default=24)
WEB_WORKER_MB = env.int("WEB_WORKER_MB", default=600)
# Absolute addresses in mails, previews and calendars are built from this, never from the request.
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1", "[::1]"],
)
SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The association's face. What is given here wins over what administrators set in the browser
# (``foundation/association``), which says what is read when both are empty.
BRAND_NAME = env("BRAND_NAME", default="")
BRAND_LOGO = env("BRAND_LOGO", default="")  # path of an SVG file
# A CSS colour; contrast is checked at start.
BRAND_PRIMARY = env("BRAND_PRIMARY", default="")
BRAND_ACCENT = env("BRAND_ACCENT", default="")
ASSOCIATION_NAME = env("ASSOCIATION_NAME", default="")
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
CONTACT_PHONE = env("CONTACT_PHONE", default="")
# Where the source of this deployment can be read.
SOURCE_URL = env("SOURCE_URL", default="")
# Where the quick exit leads: an ordinary page.
QUICK_EXIT_URL = env("QUICK_EXIT_URL", default="https://www.wikipedia.org/")

# text for people, json for a collector of logs
LOG_FORMAT = env("LOG_FORMAT", default="json" if MODE == "production" else "text")
LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOGGING = logging_config(level=LOG_LEVEL, as_json=LOG_FORMAT == "json")

# Where failures are told, without a word about anybody (config/error_reports.py).
SENTRY_DSN = env("SENTRY_DSN", default="")

# Who may read /metriques from another machine; a folder of each machine for its counts.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
METRICS_FOLDER = VAR / "metrics" / socket.gethostname()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "entremise.foundation.kit",
    "entremise.foundation.web",
    "entremise.foundation.journal",
    "entremise.foundation.association",
    "entremise.foundation.backups",
    "entremise.foundation.outbox",
    "entremise.foundation.worker",
    "entremise.foundation.search",
    "entremise.foundation.accounts",
    "entremise.foundation.tasks",
    "entremise.foundation.messaging",
    "entremise.candidates",
    "entremise.companies",
    "entremise.rendering",
    "entremise.meetings",
    "entremise.gallery",
    "entremise.coaching",
    "entremise.sharing",
    "entremise.opportunities",
    "entremise.onboarding",
    "entremise.alerts",
    "entremise.impact",
    "entremise.spreadsheets",
    "entremise.spaces.public",
    "entremise.spaces.candidate",
    "entremise.spaces.coach",
    "entremise.spaces.company",
    "entremise.spaces.team",
    "entremise.demo",
    "entremise.config",
]

MIDDLEWARE = [
    "entremise.foundation.web.request_ids.request_id_middleware",
    "entremise.foundation.monitoring.middleware.monitoring_middleware",
    "entremise.foundation.web.same_address.same_address_middleware",
    "entremise.foundation.web.middleware.log_refusals_middleware",
    "django.middleware.security.SecurityMiddleware",
    "entremise.foundation.web.middleware.security_headers_middleware",
    "entremise.foundation.web.middleware.refuse_long_question_middleware",
    "entremise.config.closed_site.ClosedSiteMiddleware",
    "entremise.sharing.middleware.scraper_guard.ScraperGuard",
    "entremise.sharing.middleware.view_counting.count_views",
    "entremise.foundation.web.page_cache.page_cache_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "entremise.foundation.accounts.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "entremise.foundation.web.middleware.refuse_nul_middleware",
    "entremise.foundation.journal.middleware.record_access_middleware",
    "entremise.foundation.web.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "entremise.config.urls"
WSGI_APPLICATION = "entremise.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["entremise.foundation.accounts.backends.PasswordlessBackend"]
LOGIN_URL = "public:sign_in"
LOGIN_REDIRECT_URL = "public:doors"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "entremise.foundation.kit.context_processors.site_context",
                "entremise.foundation.association.context_processors.association_context",
            ],
        },
    },
]
FORM_RENDERER = "entremise.foundation.kit.forms.KitRenderer"

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'entremise.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A thread keeps its connection: opening the file anew costs more than most pages.
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if TESTING else None
    # Measured: with the defaults, concurrent writers lose writes to "database is locked";
    # with these, none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": True} if not TESTING else {}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Paris")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Private: files are served by views after a permission check.
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
# Megabytes: with less on the disk of the data folder, administrators are told.
DISK_LOW_MB = env.int("DISK_LOW_MB", default=2048)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Who withdrew or stopped, as keyed digests, for the day a backup is restored. On another disk
# than the data, or lost with them.
LEDGER_FILE = env("LEDGER_FILE", default=str(VAR / "ledger.jsonl"))
# Seconds during which a process believes that the site is open.
CLOSED_SITE_EVERY = 3600.0 if TESTING else 5.0

# Every mail that Django or a library sends becomes a row of the outbox, in the transaction
# of the fact.
EMAIL_BACKEND = "entremise.foundation.outbox.backends.OutboxEmailBackend"
EMAIL_URL = env("EMAIL_URL", default="")
DELIVERY_IS_DEFAULT = not EMAIL_URL
# A provider of mail (foundation/outbox/mail_providers.py); then there is no SMTP server.
MAIL_PROVIDER_URL = EMAIL_URL if EMAIL_URL.startswith("anymail+") else ""
DELIVERY: dict[str, Any] = (
    {"EMAIL_HOST": "", "EMAIL_PORT": None}
    if MAIL_PROVIDER_URL
    else env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025")
)
# Nothing leaves: messages are read on the demonstration's mailbox page.
DELIVERS_TO_DEMO = DEMO and DELIVERY_IS_DEFAULT
# A gateway that turns mails into SMS, for instance {number}@sms.operator.org; without it,
# people who only have a telephone are told by the team.
SMS_RELAY = env("SMS_RELAY", default="")
# The service that sends SMS (foundation/outbox/sms.py); it wins over SMS_RELAY.
SMS_URL = env("SMS_URL", default="")
SMS_BACKEND = "demo" if DEMO or TESTING else ""
if SMS_RELAY:
    SMS_BACKEND = "mail"
if SMS_URL:
    SMS_BACKEND = "http"
# Seconds during which a message being sent belongs to one worker.
OUTBOX_LEASE = env.int("OUTBOX_LEASE", default=60)
# Who writes every mail; the name of the site at its contact address when empty.
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="")

# Megabytes of public pages cached in the memory of each process.
CACHED_PAGES_MB = env.int("KEPT_PAGES_MB", default=64)
# Seconds during which impressions are summed in memory before they are written; 0: each page.
IMPRESSIONS_EVERY = env.float("EXPOSURES_EVERY", default=0 if TESTING else 5)

# Pages of people that one network address may open at once, then each second; a picture
# counts for a tenth. An office of 800 people behind one address, a third of whom open three
# pages in a quarter of an hour after a colleague's mail, makes one page a second: with 600
# at once, nobody waits. In memory: with two processes, twice as much.
READERS_BURST = env.int("READERS_BURST", default=1_000_000 if TESTING else 600)
READERS_PER_SECOND = env.float("READERS_PER_SECOND", default=0.5)
# The same for what makes the previews of a network, at the addresses of that network.
CRAWLERS_BURST = env.int("CRAWLERS_BURST", default=1200)
CRAWLERS_PER_SECOND = env.float("CRAWLERS_PER_SECOND", default=1.0)
# Different people read from one address in an hour, by all processes of the machine: less
# than a third of 500. Beyond, nobody new is shown to it, and the team is told.
MOST_PEOPLE_AN_HOUR = env.int(
    "MOST_PEOPLE_AN_HOUR", default=100_000 if TESTING else 140
)
# A folder of each machine, for who reads whom in the current hour.
READERS_FOLDER = None if TESTING else VAR / "readers" / socket.gethostname()
# Hours during which a network that opened the honeypot is refused pages of people.
SCRAPER_BLOCK_HOURS = env.int("TRAP_HOURS", default=6)
# Seconds between two reads of the blocked networks.
BLOCKED_NETWORKS_EVERY = env.float("REFUSED_EVERY", default=3600 if TESTING else 10)

SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# How many proxies of ours add the visitor's address to X-Forwarded-For, and say by
# X-Forwarded-Proto that they were asked in https; 0: these headers are claims, not read.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Said the second half before; read for one version more, refused when it disagrees.
BEHIND_PROXY = env("BEHIND_PROXY", default="").lower()
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if TRUSTED_PROXIES or BEHIND_PROXY in env.BOOLEAN_TRUE_STRINGS
    else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# ``check --deploy`` would ask for what stands elsewhere.
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options is set by security_headers_middleware, page by page
    "security.W008",  # the web server in front redirects to https
    "security.W021",  # preloading binds every name of the domain: the association decides
]

MESSAGE_TAGS = {10: "info", 20: "info", 25: "success", 30: "warning", 40: "danger"}
