"""The web process: pages and API over WSGI."""

from importlib import import_module

from hejie.base.loading import loading

with loading():
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    import_module(settings.ROOT_URLCONF)  # every view is loaded before the first request
