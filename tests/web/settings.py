"""The settings of the site under test: those of the site, with a database of its own and files without hashes."""

import os
import tempfile

os.environ.setdefault("TOPRANK_SECRET_KEY", "only-for-tests-" + "0123456789abcdef" * 4)
os.environ["TOPRANK_CHECK_RATE"] = "0"

from toprank.web.settings import *  # noqa: F403

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = tempfile.mkdtemp(prefix="toprank-static-")
ALLOWED_HOSTS = ["testserver"]
