"""The application as servers load it: `toprank.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")

application = get_wsgi_application()
