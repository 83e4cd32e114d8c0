"""Asking, with somebody I walk with, for a few words about them. They choose what is kept."""

from entremise.coaching.rules import is_coach
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.recommendations import view_of

from .translations import person_of

recommendations = view_of(CVRoom("coach", is_coach, person=person_of))
