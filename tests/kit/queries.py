"""Number of database queries of a page."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entremise.foundation.web.lru_cache import clear_all_caches


def count_queries() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


def clear_page_cache() -> None:
    """Empty all caches, so that the next page makes its queries."""
    clear_all_caches()


def assert_same_queries(
    client: Client, url: str, add_row: Callable[[], object], *, at_most: int = 41
) -> HttpResponse:
    """A list makes as many queries with 3 rows as with 1. ``add_row`` adds one row to the page."""
    add_row()
    client.get(url)  # what is read once per process is read now
    clear_page_cache()
    with count_queries() as with_one:
        client.get(url)
    add_row()
    add_row()
    clear_page_cache()
    with count_queries() as with_three:
        response = client.get(url)
    assert response.status_code == 200
    statements = "\n".join(query["sql"][:200] for query in with_three.captured_queries)
    assert len(with_three) == len(with_one), (
        f"{len(with_one)} queries with 1 row, {len(with_three)} with 3:\n{statements}"
    )
    assert len(with_three) <= at_most, f"{len(with_three)} queries:\n{statements}"
    return response
