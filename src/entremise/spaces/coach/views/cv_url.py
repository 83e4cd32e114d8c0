"""Doors to rooms that a deployment may not have opened."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def cv_url_or_empty(candidate: Any) -> str:
    """Where the coach writes the CV with the person; empty when that room is closed."""
    try:
        return reverse("coach:cv", kwargs={"code": candidate.code})
    except NoReverseMatch:
        return ""
