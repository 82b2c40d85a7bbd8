"""The settings of the web application: safe by default, everything that differs between places from the environment.

TOPRANK_SECRET_KEY   signs the drafts of the check; made and kept in the data folder where not given
TOPRANK_HOSTS        the names under which the site answers, parted by commas; this machine alone where not given
TOPRANK_TLS          1 behind TLS: secure cookies, HSTS, http sent on to https
TOPRANK_PROXIES      how many reverse proxies stand before it, whose X-Forwarded-* headers are believed; 0
TOPRANK_CHECK_RATE   answers of the check for one address in a minute; 60, 0 for no limit
DATABASE_URL         the database; SQLite in the data folder where not given
"""

import os
from pathlib import Path
from typing import Any, Final

import dj_database_url

from toprank.errors import ToprankError
from toprank.rounds.settings import data_folder
from toprank.web.secret import secret_key

HERE: Final = Path(__file__).parent


def flag(name: str) -> bool:
    """Whether a setting that is 0 or 1 is 1; ToprankError for anything else."""
    written = os.environ.get(name, "0")
    if written not in ("0", "1"):
        raise ToprankError(f"{name} is {written!r}. Allowed are 0 and 1.")
    return written == "1"


def whole(name: str, default: int) -> int:
    """A whole number of a setting, zero or more; ToprankError for anything else."""
    written = os.environ.get(name, str(default))
    if not written.isdecimal() or len(written) > 9:
        raise ToprankError(f"{name} is {written!r}. Allowed is a whole number, 0 or more.")
    return int(written)


def database(address: str | None) -> dict[str, Any]:
    """Where the database is; ToprankError, which does not repeat the address, where it cannot be understood."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "toprank.sqlite3",
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;", "timeout": 10},
        }
    try:
        return dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    except ValueError:
        raise ToprankError(
            "DATABASE_URL cannot be understood. It looks like postgresql://toprank:PASSWORD@db.example.ca/toprank."
        ) from None


DATA: Final = data_folder()
TLS: Final = flag("TOPRANK_TLS")
PROXIES: Final = whole("TOPRANK_PROXIES", 0)
CHECK_RATE: Final = whole("TOPRANK_CHECK_RATE", 60)

DEBUG = False
SECRET_KEY = os.environ.get("TOPRANK_SECRET_KEY") or secret_key(DATA)
ALLOWED_HOSTS = [
    name.strip() for name in os.environ.get("TOPRANK_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name.strip()
]
ROOT_URLCONF = "toprank.web.urls"
WSGI_APPLICATION = "toprank.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "toprank.web",
]
MIDDLEWARE = [
    "toprank.web.middleware.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "toprank.web.middleware.language.language",
    "django.middleware.common.CommonMiddleware",
    "toprank.web.middleware.limits.limits",
    "toprank.web.middleware.rate.Rate",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", *sorted(HERE.glob("*/templates"))],
        "OPTIONS": {
            "builtins": ["toprank.web.templatetags.words"],
            "context_processors": ["toprank.web.context.frame"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-ca"

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = Path(os.environ.get("TOPRANK_STATIC") or DATA / "static")
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

CSRF_COOKIE_NAME = "__Host-csrftoken" if TLS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "toprank.web.operations.views.forbidden"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_data": {"()": "toprank.web.logs.WithoutData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_data"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every HEAD, whose body Django leaves to the server
    },
}
