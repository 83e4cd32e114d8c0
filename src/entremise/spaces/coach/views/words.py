"""The words with which people share the CV of somebody I walk with: I propose, they choose."""

from entremise.coaching.rules import is_coach
from entremise.spaces.joint.words import Room, views_of

from .translations import person_of

joint = views_of(Room("coach", is_coach, person=person_of))
