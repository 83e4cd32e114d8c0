"""What views tell the middleware stands in notes, never in attributes nobody declared."""

import gc
import re
from datetime import UTC, datetime
from weakref import ref

from django.http import HttpRequest, HttpResponse

from entremise.foundation.web import notes
from tests.architecture.sources import PYTHON, relative_name

HIDDEN = re.compile(
    r"\b(request|response)\._?(?!user\b)\w+ = |[gs]etattr\((request|response), (?!\"user\")"
)


def test_each_request_and_response_has_its_own_notes() -> None:
    first, second = HttpRequest(), HttpRequest()
    notes.request_notes(first).copied_cv = "abc"
    assert notes.request_notes(first).copied_cv == "abc"
    assert notes.request_notes(second).copied_cv == ""
    page, same_text = HttpResponse("a"), HttpResponse("a")
    notes.response_notes(page).csp["frame-src"] = "'self'"
    notes.response_notes(page).cache_until = datetime(2026, 11, 30, tzinfo=UTC)
    assert notes.response_notes(same_text).csp == {}
    assert notes.response_notes(same_text).cache_until is None


def test_notes_go_with_the_request() -> None:
    request = HttpRequest()
    kept = notes.request_notes(request)
    gone, before = ref(request), len(notes._of_requests)
    del request
    gc.collect()
    assert gone() is None
    assert kept.copied_cv == ""
    assert len(notes._of_requests) < before


def test_what_waits_for_the_page_to_be_sent_runs_then(db: None) -> None:
    response, said = HttpResponse("a"), []
    notes.run_once_sent(response, lambda: said.append("sent"))
    assert said == []
    response.close()
    assert said == ["sent"]


def test_no_attribute_is_hidden_on_a_request_or_a_response() -> None:
    assert HIDDEN.search("request.shown = 1")
    assert HIDDEN.search('getattr(response, "csp", {})')
    assert [
        relative_name(path) for path in PYTHON if HIDDEN.search(path.read_text())
    ] == []
