"""``make pictures``: makes the pictures of docs/pictures again, from the demonstration, in French.

The demonstration is filled in a temporary folder, which takes a minute or two; with ENTREMISE_VAR,
in that folder, where it is kept for the next time. A browser then takes the place of each
person, as a visitor does, and what it sees is kept as WebP.
"""

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from . import system_tools

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
VIEWPORT = {"width": 1180, "height": 800}
SIZE = (885, 600)
MOST_BYTES = 60_000
START_TIMEOUT = 600  # seconds: the demonstration is filled first

# Name of the picture → whose place (nobody's when empty), then the way: an address, then links
# by the beginning of their address.
PICTURES: dict[str, tuple[str, list[str]]] = {
    "gallery": ("", ["/candidats/"]),
    "cv": ("", ["/candidats/", "/cv/"]),
    "supporter": ("", ["/soutenir/"]),
    "company-account": ("", ["/recruter-autrement/"]),
    "candidate": ("candidate", ["/mon-espace/"]),
    "candidate-cv": ("candidate", ["/mon-espace/cv/"]),
    "candidate-data": ("candidate", ["/mon-espace/mes-donnees/"]),
    "coach": ("coach", ["/coach/"]),
    "coach-person": ("coach", ["/coach/", "/coach/personnes/"]),
    "company": ("other_recruiter", ["/entreprise/personnes/"]),
    "company-meetings": ("recruiter", ["/entreprise/rencontres/"]),
    "company-kit": ("champion", ["/entreprise/kit/"]),
    "team": ("team", ["/equipe/"]),
    "team-candidates": ("team", ["/equipe/candidats/"]),
    "settings": ("administrator", ["/equipe/reglages/"]),
    "settings-zones": ("administrator", ["/equipe/reglages/zones/"]),
}


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a running demonstration, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="entremise-pictures-") as folder:
        environment = os.environ | {
            "ENTREMISE_MODE": "demo",
            "ENTREMISE_VAR": os.environ.get("ENTREMISE_VAR", folder),
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "PYTHONPATH": str(ROOT / "src"),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "entremise", "run"], cwd=ROOT, env=environment
        )
        try:
            _wait_until_open(port, process)
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_TIMEOUT
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("The demonstration did not start.")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The demonstration did not open.")


def take_place_of(page: Page, role: str) -> None:
    """Press the button of the page of the demonstration."""
    page.goto("/demo/")
    form = page.locator(f"form[action$='/demo/place/{role}/']")
    form.get_by_role("button").click()
    page.wait_for_load_state()


def walk(page: Page, way: list[str]) -> None:
    """Open the address, then the first link to each following one."""
    page.goto(way[0])
    for beginning in way[1:]:
        page.locator(f"main a[href^='{beginning}']").first.click()
        page.wait_for_load_state("networkidle")


def as_webp(screenshot: bytes) -> bytes:
    """The picture in its final size, as light as the limit asks."""
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    image = image.resize(SIZE, Image.Resampling.LANCZOS)
    for quality in range(80, 20, -10):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def take_picture(browser: Browser, site: str, role: str, way: list[str]) -> bytes:
    context = browser.new_context(
        base_url=site,
        viewport=VIEWPORT,  # type: ignore[arg-type]
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    try:
        page = context.new_page()
        if role:
            take_place_of(page, role)
        walk(page, way)
        page.wait_for_load_state("networkidle")
        return as_webp(page.screenshot())
    finally:
        context.close()


def main(names: list[str]) -> None:
    """``names``: of the pictures to make; all of them when empty."""
    path = os.environ.get("ENTREMISE_BROWSER") or system_tools.browser_path()
    with demonstration() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or PICTURES:
            picture = take_picture(browser, site, *PICTURES[name])
            (FOLDER / f"{name}.webp").write_bytes(picture)
            print(f"docs/pictures/{name}.webp  {len(picture) // 1000} kB", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
