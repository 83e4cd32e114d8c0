"""The benches load, and fail when they should."""

import io
from itertools import islice

import pytest
from benches import engine, load_benches, previews
from benches.load import bulk_cvs
from django.core.management import CommandError, call_command
from PIL import Image
from tests.factories import candidates

from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.rendering import documents


def jpeg(size=(1200, 630), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG", **options)
    return out.getvalue()


def test_each_bench_says_what_it_is_for():
    assert {"quality", "withdrawal", "previews"} <= set(load_benches())
    for bench in load_benches().values():
        assert bench.HELP
        assert callable(bench.run)
        assert callable(bench.add_arguments)


def test_a_picture_is_read_byte_by_byte():
    assert previews.picture_faults(jpeg()) == []
    assert previews.picture_faults(jpeg(progressive=True)) == ["not a baseline JPEG"]
    assert previews.picture_faults(jpeg((1200, 600))) == ["1200x600"]
    assert previews.picture_faults(b"\x89PNG") == ["not a baseline JPEG", "0x0"]
    assert previews.picture_faults(jpeg() + b"\0" * 200_000)[0].endswith("bytes")


def test_a_tag_that_comes_too_late_is_not_read_by_a_network():
    head = b'<meta property="og:title" content="Ali">'
    assert "og:title is not within the first 10000 bytes" in previews.page_faults(
        b" " * 10_000 + head, 200, False
    )
    assert "og:title is not within the first 10000 bytes" not in previews.page_faults(
        head, 200, False
    )
    assert "sets a cookie" in previews.page_faults(head, 200, True)


def test_pages_and_pictures_of_everyone_are_parsed_as_served(db, capsys, monkeypatch):
    candidates.published_cv(candidates.candidate(first_name="Ali"))
    call_command("bench", "previews")
    assert "1 people, 3 pictures, 0 faults" in capsys.readouterr().out
    monkeypatch.setattr(
        documents, "_preview", lambda cv, language: jpeg(progressive=True)
    )
    candidates.published_cv(candidates.candidate(first_name="Billy"))
    with pytest.raises(CommandError, match=r"Billy .*not a baseline JPEG"):
        call_command("bench", "previews")


def test_the_engine_alone_finds_those_who_were_written(db):
    everybody = list(islice(bulk_cvs.bulk_people(None), 40))
    for _done in index_in_batches(engine.KIND, engine.index_entries(everybody)):
        pass
    for name, texts in engine.sample_questions(None).items():
        assert texts, name
        measured = [engine.measure_query(engine.KIND, text) for text in texts]
        assert all(clock > 0 and spent > 0 for clock, spent, _found in measured)
        assert sum(found > 0 for *_, found in measured) > 0.9 * len(texts), name
