"""The settings of the platform in test mode, with a folder of its own that goes away with
the process.
"""

import atexit
import os
import shutil
import tempfile

os.environ["ENTREMISE_MODE"] = "test"
if "ENTREMISE_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["ENTREMISE_VAR"] = tempfile.mkdtemp(prefix="entremise-test-")
    atexit.register(shutil.rmtree, os.environ["ENTREMISE_VAR"], ignore_errors=True)

from entremise.config.settings import *  # noqa: F403  (after the mode is said)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in production: in memory, threads share one cache and know neither the
    # journal nor the patience.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # noqa: F405

# Each client of a test makes the middleware anew: static files are looked for when one is
# asked, not listed each time.
WHITENOISE_AUTOREFRESH = True
