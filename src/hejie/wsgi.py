"""The web process: pages and API over WSGI."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

GARBAGE_AFTER = 20_000  # objects more than there were: about what one request makes and lets go by itself

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - they are read by now

import_module(settings.ROOT_URLCONF)  # every view is loaded before the first request
gc.collect()
gc.freeze()  # and what is loaded stays: no request pays for looking through it
gc.set_threshold(GARBAGE_AFTER)
