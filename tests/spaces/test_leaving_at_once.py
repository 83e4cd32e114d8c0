"""« Quitter vite » stands where somebody may come near a screen that says a person's name."""

from typing import Any

import pytest
from django.conf import settings
from django.utils.html import escape

from tests.factories import candidates, coaching

pytestmark = pytest.mark.django_db


def test_each_page_of_a_candidate_and_of_a_coach_can_be_left_at_once(
    as_user: Any,
) -> None:
    pairing = coaching.pairing(candidates.candidate())
    person, coach = pairing.candidate, pairing.coach.user
    pages = [
        (person.user, "/mon-espace/"),
        (person.user, "/mon-espace/mes-donnees/"),
        (coach, "/coach/"),
        (coach, f"/coach/personnes/{person.code}/"),
        (coach, "/coach/chercher/"),
    ]
    link = f'class="quick-exit" href="{escape(settings.QUICK_EXIT_URL)}"'
    for who, url in pages:
        page = as_user(who).get(url)
        assert page.status_code == 200, url
        assert link in page.content.decode(), url
        assert "no-store" in page["Cache-Control"], url
