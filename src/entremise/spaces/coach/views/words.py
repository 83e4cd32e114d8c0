"""The words with which people share the CV of somebody I walk with: I propose, they choose."""

from functools import partial

from entremise.coaching.rules import is_coach
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.words import urls_of

from .translations import person_of

room = CVRoom("coach", is_coach, person=person_of)
urls = partial(urls_of, room)
