"""Propose messages that go with a coached candidate's shared CV; the candidate decides."""

from functools import partial

from entremise.coaching.rules import is_coach
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.share_messages import build_share_words_urls

from .translations import editable_person_or_404

cv_screens = CVScreens("coach", is_coach, person_for=editable_person_or_404)
share_words_urls = partial(build_share_words_urls, cv_screens)
