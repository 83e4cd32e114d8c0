"""What was made of a CV leaves the disk with it."""

import pytest

from entremise.candidates import actions as candidates
from entremise.candidates.queries import published
from entremise.rendering import jobs, store
from entremise.rendering.documents import cv_pdf
from tests.factories import candidates as people


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path


def test_withdrawn_the_renderings_leave_the_disk(
    db, django_capture_on_commit_callbacks
):
    ali = people.published()
    cv_pdf(published(ali.code))
    assert store.codes() == {ali.code}
    with django_capture_on_commit_callbacks(execute=True):
        candidates.withdraw(ali.candidate, by=ali.candidate.user)
    assert not store.codes()


def test_a_request_under_way_leaves_nothing_behind_for_long(db):
    ali, stays = people.published(), people.published()
    shown = published(ali.code)
    candidates.withdraw(ali.candidate, by=ali.candidate.user)
    cv_pdf(shown)  # its check was made before
    cv_pdf(published(stays.code))
    jobs.sweep_renderings()
    assert store.codes() == {stays.code}


def test_nothing_made_yet_is_fine(db):
    jobs.sweep_renderings()
    assert not store.codes()
