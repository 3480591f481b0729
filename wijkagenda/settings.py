"""Every setting of the installation, read from the environment.

In production the programme refuses to start without SECRET_KEY, CODE_SECRET, SITE_URL and DATABASE_URL.
`manage.py` fills them in for a checkout that has none (see wijkagenda.embedded).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from kern.geduld import patient

# Openpyxl reads with defusedxml only while it does not find lxml, which came along with python-docx.
os.environ.update(OPENPYXL_LXML="False")
BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def required(name: str) -> str:
    """A setting without which we do not start; the sentence says which one and where to read more."""
    try:
        value: str = env.str(name)
    except EnvError:
        value = ""
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. See the table of settings in README.md.")
    return value


DEBUG: bool = env.bool("DEBUG", False)
DEMO: bool = env.bool("DEMO", False)
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
CODE_SECRET = required("CODE_SECRET")  # receipt codes; does not rotate with SECRET_KEY
SITE_URL = required("SITE_URL").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [SITE_HOST])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "kern",
    "gebruikers",
    "wijken",
    "bewoners",
    "analyse",
    "agenda",
    "rapportage",
    "wijkagenda",
]

MIDDLEWARE = [
    "kern.verzoek.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kern.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kern.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kern.middleware.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wijken.middleware.OudAdresMiddleware",
    "agenda.ronde.laat.AfgeslotenMiddleware",
]

ROOT_URLCONF = "wijkagenda.urls"
ASGI_APPLICATION = "wijkagenda.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kern.context.site",
                "bewoners.context.team_menu",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "kern.templatetags.onderdelen",
            ],
        },
    }
]

# ---- database -------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {"default": env.dj_db_url("DATABASE_URL", required("DATABASE_URL"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Nobody waits for ever. asgi.py is impatient, manage.py lets a statement last; a worker is in between.
DB_STATEMENT_SECONDS: int = env.int("DB_STATEMENT_SECONDS", 60)
DB_LOCK_SECONDS: int = env.int("DB_LOCK_SECONDS", 10)
_options: dict[str, Any] = DATABASES["default"].setdefault("OPTIONS", {})
_options |= {
    "connect_timeout": 3,
    "keepalives": 1,  # a machine that vanished is noticed within half a minute, also on an idle connection
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "options": " ".join(
        [
            _options.get("options", ""),
            f"-c statement_timeout={DB_STATEMENT_SECONDS}s",
            f"-c lock_timeout={DB_LOCK_SECONDS}s",
            f"-c idle_in_transaction_session_timeout={6 * DB_STATEMENT_SECONDS}s",
        ]
    ).strip(),
}
DB_POOL_SIZE: int = env.int(
    "DB_POOL_SIZE", 0
)  # set by asgi.py; Celery's children keep 0: no pool before a fork
if DB_POOL_SIZE:
    # A server that was away left dead connections behind: look before handing one out, and keep trying soon.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": DB_POOL_SIZE,
        "timeout": 4,
        "reconnect_timeout": 2,
        "connection_class": patient(DB_STATEMENT_SECONDS + 2 if DB_STATEMENT_SECONDS else None),
    }
LISTEN_DATABASE_URL: str = env.str("LISTEN_DATABASE_URL", "") or required("DATABASE_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- cache, broker --------------------------------------------------------------------------
REDIS_URL: str = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
KEY_PREFIX: str = env.str("KEY_PREFIX", "wijkagenda")
CACHES = {
    "default": {
        "BACKEND": "kern.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": KEY_PREFIX,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "global_keyprefix": f"{KEY_PREFIX}:",
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False  # the row in Postgres is the truth; a lost message is found by the sweeper
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = f"{KEY_PREFIX}-taken"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 270, 300  # seconds; no task holds a worker for ever
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "hartslag": {"task": "kern.hartslag", "schedule": 30.0, "options": {"expires": 30}},
    "rapportage-veeg": {"task": "rapportage.veeg", "schedule": 20.0, "options": {"expires": 20}},
    "rapportage-bladen": {
        "task": "rapportage.ververs_bladen",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "wijken-berichten": {"task": "wijken.veeg_berichten", "schedule": 60.0, "options": {"expires": 60}},
    "wijken-cijfers": {"task": "wijken.veeg_cijfers", "schedule": 20.0, "options": {"expires": 20}},
    "analyse-uitslagen": {
        "task": "analyse.ververs_uitslagen",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "analyse-bestanden": {"task": "analyse.veeg_bestanden", "schedule": 60.0, "options": {"expires": 60}},
    "bewoners-aanbod": {"task": "bewoners.vraag_aanbod", "schedule": 24 * 3600.0},
    "agenda-groep": {"task": "agenda.vraag_groep", "schedule": 24 * 3600.0},
    "agenda-namen": {"task": "agenda.namen_voorbij", "schedule": 24 * 3600.0},
    "agenda-kan-dit": {"task": "agenda.herinner_partijen", "schedule": 24 * 3600.0},
    "agenda-voortgang": {"task": "agenda.herinner_trekkers", "schedule": 24 * 3600.0},
    "agenda-nieuws": {"task": "agenda.stuur_nieuws", "schedule": 24 * 3600.0},
    "bewaartermijnen": {"task": "agenda.bewaartermijnen", "schedule": 24 * 3600.0},
}

# ---- sign-in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "gebruikers.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gebruikers.validators.LijktOpValidator"},
    {"NAME": "gebruikers.validators.LengteValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "gebruikers.validators.BekendValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "agenda:team"
ACCOUNT_ADAPTER = "gebruikers.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "gebruikers.forms.LoginForm",
    "change_password": "gebruikers.forms.ChangePasswordForm",
    "reset_password": "gebruikers.forms.ResetPasswordForm",
    "reset_password_from_key": "gebruikers.forms.ResetPasswordKeyForm",
}
# allauth counts in the cache, which may be away; these are counted in the database (gebruikers.pogingen)
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": None,
    "reset_password_from_key": None,
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an unknown address gets the same page and no mail
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail to whose password changed
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the team itself, not by sign-up
ACCOUNT_LOGOUT_REDIRECT_URL = "wijken:start"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# ---- cookies, headers -----------------------------------------------------------------------
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}sessie"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
CSRF_COOKIE_NAME = f"{_prefix}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kern.opvang.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LANGUAGE_COOKIE_NAME = f"{_prefix}taal"
CONCEPT_COOKIE_NAME = f"{_prefix}concept"
APPARAAT_COOKIE_NAME = f"{_prefix}toestel"
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUST_FORWARDED_PROTO: bool = env.bool("TRUST_FORWARDED_PROTO", False)
if TRUST_FORWARDED_PROTO:  # only behind a proxy that strips the header from outside
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "kern.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- figures ---------------------------------------------------------------------------------
# The open data service of CBS, for `haal_kerncijfers`; the only address that we ever ask something of.
CBS_ODATA_URL: str = env.str("CBS_ODATA_URL", "https://opendata.cbs.nl/ODataFeed/odata")

# ---- language, time, files ------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", "Nederlands"),
    ("en", "English"),
    ("ar", "العربية"),
    ("tr", "Türkçe"),
    ("pl", "Polski"),
    ("uk", "Українська"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["wijkagenda.formats"]
TEAM_PAGES = ("account", "wijken:uitnodiging")  # names of pages open to all, but for the team: Dutch
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / ".data" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "kern.opslag.BestandStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or env.bool("PLAIN_STATICFILES", False):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = DEBUG

# ---- mail, logs -----------------------------------------------------------------------------
_mail: dict[str, Any] = env.dj_email_url(
    "EMAIL_URL", "console://" if DEMO or DEBUG else "smtp://localhost:25"
)
EMAIL_BACKEND = "wijken.berichten.OutboxBackend"  # a row first; the worker sends it
EMAIL_DELIVERY_BACKEND: str = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", f"wijkagenda@{SITE_HOST}")
SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", f"mailto:beveiliging@{SITE_HOST}")

LOG_FORMAT: str = env.str("LOG_FORMAT", "kort" if DEBUG or DEMO else "json")
_handler = {"class": "kern.logboek.QuietHandler", "stream": sys.stderr, "formatter": LOG_FORMAT}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "masker": {"()": "kern.logboek.MaskFilter"},
        "toegang": {"()": "kern.logboek.AccessFilter"},
    },
    "formatters": {
        "kort": {
            "()": "kern.logboek.CalmFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "kern.logboek.JsonFormatter"},
    },
    "handlers": {
        "console": {**_handler, "filters": ["masker"]},
        "toegang": {**_handler, "filters": ["toegang"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Named here, uvicorn's own handlers (with addresses and codes) are replaced however it is started.
        "uvicorn": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "uvicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        # --no-access-log is not enough: uvicorn reads it before this. The minute of a send is a trail.
        "uvicorn.access": {
            "handlers": ["toegang"],
            "level": "INFO" if env.bool("ACCESS_LOG", False) else "ERROR",
            "propagate": False,
        },
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
