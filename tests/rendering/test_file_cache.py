"""What was made of a CV leaves the disk with it."""

import pytest

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.queries.publications import published_cv
from entremise.rendering import file_cache, jobs
from entremise.rendering.documents import cv_pdf
from tests.factories import candidates


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path


def test_withdrawn_the_renderings_leave_the_disk(
    db, django_capture_on_commit_callbacks
):
    ali = candidates.published_cv()
    cv_pdf(published_cv(ali.code))
    assert file_cache.cached_codes() == {ali.code}
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert not file_cache.cached_codes()


def test_a_request_under_way_leaves_nothing_behind_for_long(db):
    ali, stays = candidates.published_cv(), candidates.published_cv()
    shown = published_cv(ali.code)
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    cv_pdf(shown)  # its check was made before
    cv_pdf(published_cv(stays.code))
    jobs.delete_orphan_renderings()
    assert file_cache.cached_codes() == {stays.code}


def test_nothing_made_yet_is_fine(db):
    jobs.delete_orphan_renderings()
    assert not file_cache.cached_codes()
