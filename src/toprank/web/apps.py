"""The application as Django knows it."""

from django.apps import AppConfig


class Web(AppConfig):
    """All slices together: one application, one set of migrations."""

    name = "toprank.web"
    label = "web"
