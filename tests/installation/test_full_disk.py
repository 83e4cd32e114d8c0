"""A disk that is full, for real: a small one of its own, in a namespace of its own."""

import signal
import subprocess
from pathlib import Path

import pytest

COUNT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "entremise.config.settings"
import django
django.setup()
from prometheus_client import mmap_dict, values
from entremise.foundation.web import metrics
if sys.argv[2] == "control":
    values.MmapedDict = mmap_dict.MmapedDict
with open(sys.argv[1] + "/filler", "wb", buffering=0) as filler:
    for size in (65536, 4096):
        try:
            while filler.write(bytes(size)) == size:
                pass
        except OSError:
            pass
for number in range(3000):
    metrics.request_seconds.labels(f"page-{number}", "2xx").observe(1)
    metrics.searches.labels(f"kind-{number}").inc()
print("counted")
"""


@pytest.mark.parametrize(("kind", "status"), [("ours", 0), ("control", signal.SIGBUS)])
def test_counting_on_a_full_disk_kills_nobody(
    installed: Path, own_folder: Path, kind: str, status: int
) -> None:
    """Control: the library alone, whose memory has no room on the disk."""
    disk = own_folder / "disk"
    disk.mkdir()
    mount = 'mount -t tmpfs -o size=2m none "$0" && exec "$@"'
    python = installed / "bin" / "python"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, disk, python, "-c", COUNT, disk, kind],
        env={
            "ENTREMISE_MODE": "demo",
            "ENTREMISE_VAR": str(disk),
            "PATH": "/usr/bin:/bin",
        },
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -status, done.stderr
    assert ("counted" in done.stdout) == (status == 0), done.stderr
