"""A site with people, filled once for each database and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.kit.system_tools import throwaway_postgres

from .people import PEOPLE
from .site import Site

_number = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with throwaway_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("filled"))
    site.run("migrate", "--verbosity", "0")
    site.python(PEOPLE)
    return site.data


@pytest.fixture(scope="session")
def filled_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres: str
) -> tuple[Path, str]:
    url = new_database(postgres)
    site = Site(tmp_path_factory.mktemp("filled"), url)
    site.run("migrate", "--verbosity", "0")
    site.python(PEOPLE)
    return site.data, url


def new_database(server: str, template: str = "template1") -> str:
    """The address of a new database of this server."""
    name = f"site_{next(_number)}"
    with psycopg.connect(server.replace("postgres:", "postgresql:")) as own:
        own.autocommit = True
        own.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture
def sqlite_site(filled_sqlite: Path, tmp_path: Path) -> Site:
    return _copied(filled_sqlite, Site(tmp_path / "sqlite"))


@pytest.fixture
def postgres_site(
    filled_postgres: tuple[Path, str], postgres: str, tmp_path: Path
) -> Site:
    data, url = filled_postgres
    own = new_database(postgres, url.rpartition("/")[2])
    return _copied(data, Site(tmp_path / "postgresql", own))


def _copied(data: Path, site: Site) -> Site:
    shutil.copytree(data, site.data)
    return site


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(
        "sqlite_site" if request.param == "sqlite" else "postgres_site"
    )
    return found


@pytest.fixture
def destroy(postgres: str) -> Callable[[Site], None]:
    """The folder of the data burns, and the database with it; the ledger is elsewhere."""

    def burn(site: Site) -> None:
        shutil.rmtree(site.data)
        if url := site.settings.get("DATABASE_URL"):
            site.settings["DATABASE_URL"] = new_database(postgres)
            with psycopg.connect(postgres.replace("postgres:", "postgresql:")) as own:
                own.autocommit = True
                own.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    return burn
