"""``entremise bench search``: latency and requests per second of search pages over HTTP.

Each query is requested two ways: the same by everybody (a cached page), and a new one each time.
Database, server and readers are those of ``bench pages``; ``--people FILE`` takes candidates from
JSON lines.
"""

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benches.load import bulk_cvs, http_load, throwaway_server
from entremise.candidates.actions.consent import end_publication
from entremise.candidates.enums import PathState, PublicationEndReason
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Candidate, Publication
from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.enums import Role, SignInMethod
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.foundation.search.models import Facet, Word

from . import engine, pages

HELP = (
    "latency and requests a second of search, through HTTP, at 1 000, 10 000 and 100 000 published"
    " CVs"
)


def add_arguments(parser: ArgumentParser) -> None:
    pages.add_arguments(parser)


def run(
    command: BaseCommand,
    *,
    sizes: str,
    seconds: float,
    people: Path | None,
    **options: Any,
) -> None:
    if not throwaway_server.is_in_throwaway_environment():
        raise SystemExit(throwaway_server.rerun_in_throwaway_environment())
    throwaway_server.prepare_database()
    everybody = bulk_cvs.bulk_people(people)
    for size in map(int, sizes.split(",")):
        pages.publish_until(command, everybody, size)
        command.stdout.write("\nthe engine alone")
        engine.report(command, CV_DOCUMENTS, people)
        with throwaway_server.running_server() as pid:
            command.stdout.write("\n" + pages.TABLE_HEAD)
            for name, queries, measured in measure_search(seconds):
                command.stdout.write(pages.format_row(name, queries, measured))
                command.stdout.flush()
            memory = ", ".join(
                f"{megabytes:.0f}"
                for megabytes in throwaway_server.workers_memory_mb(pid)
            )
            words = throwaway_server.tables_size_mb("search_")
            command.stdout.write(
                f"memory of the workers: {memory} MB; database:"
                f" {throwaway_server.database_size_mb():.0f} MB"
                + (f", of which the index {words:.0f} MB" if words else "")
            )


def measure_search(
    seconds: float,
) -> Iterator[tuple[str, int | None, http_load.PageMeasure]]:
    codes = list(
        Publication.objects.live().order_by("pk").values_list("code", flat=True)[:2000]
    )
    same = [f"/cv/{codes[0]}/"]
    for name, questions in search_urls().items():
        first = questions[0]
        cost = pages.count_queries(first)
        yield (
            f"{name}, each another",
            cost,
            http_load.measure_pages(questions[:60], questions[60:], seconds=seconds),
        )
        yield (
            f"{name}, the same",
            1,
            http_load.measure_pages([first] * 300, [first], seconds=seconds),
        )
    yield "one CV", 1, http_load.measure_pages(same * 300, same, seconds=seconds)
    gone = (
        Publication.objects.live()
        .exclude(code__in=codes[:1])
        .select_related("candidate")
        .first()
    )
    assert gone
    end_publication(gone.candidate, reason=PublicationEndReason.WITHDRAWN, by=None)
    yield (
        "directory, right after a withdrawal",
        None,
        http_load.measure_pages(["/candidats/"], ["/candidats/"], seconds=seconds),
    )
    yield (
        "one CV, right after a withdrawal",
        None,
        http_load.measure_pages(same * 300, same, seconds=seconds),
    )
    cookie, listed = sign_in_team_member()
    for name, paths in listed.items():
        measured = http_load.measure_pages(
            paths[:60], paths, seconds=seconds, headers=f"Cookie: {cookie}\r\n"
        )
        yield name, count_queries_signed_in(paths[0], cookie), measured


def search_urls() -> dict[str, list[str]]:
    """URLs by kind of query, all different."""
    draw = random.Random(4)
    words = Word.objects.filter(kind=CV_DOCUMENTS, term__regex=r"^[a-z]{4,}$")
    # The rarest that more than one person wrote, and those that most people wrote.
    rare = list(
        words.filter(documents__gt=1)
        .order_by("documents", "term")
        .values_list("form", flat=True)[:300]
    )
    broad = list(
        words.order_by("-documents", "term").values_list("form", flat=True)[:40]
    )
    facets = {
        name: list(
            Facet.objects.filter(kind=CV_DOCUMENTS, name=name)
            .values_list("value", flat=True)
            .distinct()
        )
        for name in ("family", "zone", "language")
    }
    two = [
        f"/candidats/?metier={f}&lieu={z}"
        for f, z in product(facets["family"], facets["zone"])
    ]
    two += [
        f"/candidats/?metier={f}&langue={s}"
        for f, s in product(facets["family"], facets["language"])
    ]
    draw.shuffle(two)
    kinds = {
        "directory": ["/candidats/"],
        "one rare word": [f"/candidats/?q={word}" for word in rare],
        "a broad word": [f"/candidats/?q={word}" for word in broad],
        "two filters": two,
    }
    return {
        name: pages.uncached_urls(draw.sample(paths, min(len(paths), 2000)))
        for name, paths in kinds.items()
    }


def sign_in_team_member() -> tuple[str, dict[str, list[str]]]:
    """(cookie, {name: URLs of their lists}) of a team member whose second factor has passed."""
    zone = Zone.objects.order_by("pk")[0]
    person = User.objects.create_user(
        email=f"equipe.{zone.candidates.count()}@exemple.test", first_name="Zélie"
    )
    StaffRole.objects.create(user=person, role=Role.TEAM, zone=zone)
    client = Client()
    client.force_login(person)
    session = client.session
    session[sessions.SESSION_CODE_KEY] = sessions.create_session(
        person, method=SignInMethod.CODE
    ).code
    sessions.mark_second_factor_passed(session)
    session.save()
    names = Candidate.objects.values_list("first_name", flat=True).distinct()[:30]
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}", {
        "team's list, by state": [
            f"/equipe/candidats/?state={PathState.ACTIVE}&page={n}"
            for n in range(1, 20)
        ],
        "team's list, by name": [f"/equipe/candidats/?words={name}" for name in names],
    }


def count_queries_signed_in(path: str, cookie: str) -> int:
    client = Client()
    name, _, value = cookie.partition("=")
    client.cookies[name] = value
    with CaptureQueriesContext(connection) as done:
        client.get(path, HTTP_HOST="127.0.0.1")
    return len(done)
