import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
framework = get_wsgi_application()

from .backups.half_done import exit_if_half_restored  # noqa: E402  (the settings must be there)
from .checks import exit_if_unsafe  # noqa: E402
from .errors import LastResort  # noqa: E402

application = LastResort(framework)

exit_if_unsafe()
exit_if_half_restored()
