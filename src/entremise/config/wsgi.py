import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
application = get_wsgi_application()

from .checks import exit_if_unsafe  # noqa: E402  (the settings must be there)

exit_if_unsafe()
