"""The application as servers load it: `toprank.web.wsgi:application`, warm when the import ends."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")

django_application = get_wsgi_application()

# These need the settings and the slices that Django has just loaded.
from toprank.web.middleware.limits import read_out, without_strange_codings  # noqa: E402
from toprank.web.warming import warm  # noqa: E402

application = read_out(without_strange_codings(django_application))

warm(application)
connections.close_all()  # a server may fork now, and no connection is shared between processes
