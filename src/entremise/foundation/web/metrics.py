"""What is counted for who watches the machine: names of pages and figures, nobody.

Each process writes its own files in METRICS_FOLDER; ``monitoring`` reads them together.
"""

import contextlib
import os

from django.conf import settings

# Read by the library when it is imported. A folder that cannot be written is said by
# ``entremise check``, which must start.
with contextlib.suppress(OSError):
    settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.METRICS_FOLDER)

from prometheus_client import CollectorRegistry, Counter, Histogram

# Nothing is asked of it: what is read comes from the files.
_registry = CollectorRegistry()

request_seconds = Histogram(
    "entremise_request_seconds",
    "Time to answer, by name of the page and class of the status.",
    ["page", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=_registry,
)
searches = Counter(
    "entremise_searches",
    "Searches, by what is looked for.",
    ["kind"],
    registry=_registry,
)
withdrawal_seconds = Histogram(
    "entremise_withdrawal_seconds",
    "From the start of a withdrawal to its commit; every page obeys from then on.",
    buckets=(0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
    registry=_registry,
)
