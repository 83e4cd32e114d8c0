"""``make test``: run every check, then name those that failed.

python -m tests.kit.run_all [step …]      without a step: all of them

Steps that are named run one after the other, each with two processes. All of them run side by
side, as many at a time as there are processors, each with one process: nothing is collected
twice, and a step that waits leaves its processor to another. What a step says is printed when
it ends.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from . import system_tools

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
RESULT_COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)")

BESIDE_OTHERS = "ENTREMISE_STEP_BESIDE_OTHERS"  # set by us, for a step in a lane
TWO_AT_A_TIME = (
    () if os.environ.get(BESIDE_OTHERS) else ("-n", "2", "--dist", "worksteal")
)
# Tests that start processes of their own, each as long as a start of the platform.
FROM_OUTSIDE = ("tests/installation", "tests/backups")
# The others, without the browser.
NO_BROWSER = (
    *(f"--ignore={folder}" for folder in ("tests/journeys", *FROM_OUTSIDE)),
    "tests",
)
COUNTS = "counts of the step: "  # what a step in a lane ends with
totals: Counter[str] = Counter()


def run_command(*command: str, **environment: str) -> bool:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=_clean_environment() | environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def run_tests(*arguments: str, **environment: str) -> bool:
    """Run pytest, print its output as it comes, and add its counts to ``totals``."""
    process = subprocess.Popen(
        [
            str(BIN / "python"),
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *arguments,
        ],
        cwd=ROOT,
        env=_clean_environment() | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    last = ""
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line if RESULT_COUNTS.search(line) else last
    except BaseException:  # asked to stop
        process.terminate()
        process.wait()
        raise
    for number, outcome in RESULT_COUNTS.findall(last):
        totals["failed" if outcome.startswith(("failed", "error")) else outcome] += int(
            number
        )
    return process.wait() == 0


def _clean_environment() -> dict[str, str]:
    """The environment without the caller's settings of the platform."""
    ours = (
        "DATABASE_URL",
        "SITE_URL",
        "ALLOWED_HOSTS",
        "SECRET_KEY",
        "EMAIL_URL",
        "PORT",
        "HOST",
        "LANGUAGE_CODE",
    )
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ours and not k.startswith(("ENTREMISE_", "BRAND_", "DJANGO_"))
    }
    # Compiled files are written: compiling the sources anew takes each process two seconds.
    return kept | {"ENTREMISE_MODE": "test", "PYTHONDONTWRITEBYTECODE": ""}


def style() -> bool:
    return all(
        [
            run_command("ruff", "check", "--quiet", "."),
            run_command("ruff", "format", "--check", "--quiet", "."),
            run_command("djlint", "--lint", "--quiet", "src"),
            run_command("djangofmt", "--check", "--quiet", "src"),
            run_command("python", "-m", "tests.kit.stylesheets", "--check"),
        ]
    )


def contracts() -> bool:
    return run_command("lint-imports", "--no-cache")


def types() -> bool:
    return run_command("mypy")


def audit() -> bool:
    """What the last audit of the dependencies found; it warns when it is old."""
    return run_command("python", "-m", "release.audit")


def migrations() -> bool:
    return run_command(
        "entremise",
        "makemigrations",
        "--check",
        "--dry-run",
        DJANGO_SETTINGS_MODULE="tests.settings",
        PYTHONPATH=".",
    )


def quick() -> bool:
    """All but the tests that play thousands of times, which ``volume`` runs."""
    return run_tests(*TWO_AT_A_TIME, "-m", "not volume", *NO_BROWSER)


def volume() -> bool:
    return run_tests(*TWO_AT_A_TIME, "-m", "volume", *NO_BROWSER)


def installation() -> bool:
    """As it is installed elsewhere: tried from the outside."""
    return run_tests(FROM_OUTSIDE[0])


def backups() -> bool:
    return run_tests(*TWO_AT_A_TIME, FROM_OUTSIDE[1])


def on_postgres() -> bool:
    with system_tools.throwaway_postgres() as url:
        # the mark is set by tests/conftest.py: the other tests have no database to ask
        asking = ("-m", "database", *NO_BROWSER)
        return run_tests(*TWO_AT_A_TIME, *asking, DATABASE_URL=url)


def differences() -> bool:
    """On PostgreSQL, the tests most likely to differ: a first answer while one works.

    Not in ``make test``: decision 0027 says what it misses.
    """
    with system_tools.throwaway_postgres() as url:
        marked = ("-m", "both_databases", *NO_BROWSER)
        return run_tests(*TWO_AT_A_TIME, *marked, DATABASE_URL=url)


def journeys() -> bool:
    return run_tests(
        *TWO_AT_A_TIME, "tests/journeys", ENTREMISE_BROWSER=system_tools.browser_path()
    )


def journeys_on_postgres() -> bool:
    with system_tools.throwaway_postgres() as url:
        # What a page looks like does not hang on the database: the sweep of every page ran
        # once already.
        elsewhere = (
            *TWO_AT_A_TIME,
            "tests/journeys",
            "--ignore",
            "tests/journeys/test_every_page.py",
        )
        return run_tests(
            *elsewhere, DATABASE_URL=url, ENTREMISE_BROWSER=system_tools.browser_path()
        )


def walk() -> bool:
    """From a wheel to a restored site, a week and several deaths later; its table is printed.

    Not in ``make test``: five minutes, and figures that a busy machine spoils.
    """
    return run_tests(
        "-s", "tests/journeys/walk.py", ENTREMISE_BROWSER=system_tools.browser_path()
    )


# The longest first: the short ones fill what is left of the time.
STEPS: dict[str, Callable[[], bool]] = {
    "journeys": journeys,
    "journeys-postgres": journeys_on_postgres,
    "postgres": on_postgres,
    "quick": quick,
    "volume": volume,
    "backups": backups,
    "installation": installation,
    "types": types,
    "style": style,
    "contracts": contracts,
    "migrations": migrations,
    "audit": audit,
}
# Asked by name only.
PARTS: dict[str, Callable[[], bool]] = {"differences": differences, "walk": walk}


def run_step(name: str) -> bool:
    print(f"\n— {name}", flush=True)
    began = time.monotonic()
    try:
        ok = (STEPS | PARTS)[name]()
    except system_tools.MissingTool as missing:
        print(missing)
        ok = False
    seconds = time.monotonic() - began
    print(f"  {'done' if ok else 'FAILED'} in {seconds:.0f} s", flush=True)
    return ok


def run_side_by_side() -> list[str]:
    """Every step, in processes of their own; the names of those that failed."""
    waiting, failed = list(STEPS), []
    lanes: dict[str, Lane] = {}
    try:
        while waiting or lanes:
            while waiting and len(lanes) < (os.cpu_count() or 1):
                name = waiting.pop(0)
                print(f"… {name}", flush=True)
                lanes[name] = Lane(name)
            time.sleep(0.1)
            for name, lane in list(lanes.items()):
                if lane.process.poll() is not None:
                    lane.tell()
                    failed += [name] if lane.process.returncode else []
                    del lanes[name]
    finally:
        for lane in lanes.values():  # asked to stop
            lane.process.terminate()
            lane.process.wait()
    return failed


class Lane:
    """A step in a process of its own, and what it says meanwhile."""

    def __init__(self, name: str) -> None:
        self.said = tempfile.TemporaryFile("w+")  # noqa: SIM115  (closed once told)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.kit.run_all", name],
            cwd=ROOT,
            env=os.environ | {BESIDE_OTHERS: "1"},
            stdin=subprocess.DEVNULL,
            stdout=self.said,
            stderr=subprocess.STDOUT,
        )

    def tell(self) -> None:
        self.said.seek(0)
        for line in self.said:
            if line.startswith(COUNTS):
                totals.update(json.loads(line.removeprefix(COUNTS)))
            else:
                print(line, end="")
        self.said.close()
        sys.stdout.flush()


def main(names: list[str]) -> int:
    steps = STEPS | PARTS
    if unknown := set(names) - set(steps):
        print(
            f"No step named {', '.join(sorted(unknown))}; there are {', '.join(steps)}."
        )
        return 2
    # what was started is then stopped and removed
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if names:
        failed = [name for name in names if not run_step(name)]
    else:
        began = time.monotonic()
        failed = run_side_by_side()
        print(f"\nAll in {time.monotonic() - began:.0f} s")
    if os.environ.get(BESIDE_OTHERS):
        print(COUNTS + json.dumps(totals))
        return 1 if failed else 0
    print(f"\n{'To mend: ' + ', '.join(failed) if failed else 'Everything holds.'}")
    if totals["skipped"]:
        print(f"{totals['skipped']} skipped: a test that does not run proves nothing.")
    if totals:
        print(f"{totals['passed']} passed, {totals['failed']} failed")
    return 1 if failed or totals["skipped"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
