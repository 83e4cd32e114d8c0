"""Leads for somebody I coach, each with what leads there, what stands against, and what to ask."""

from entremise.coaching.rules import is_coach
from entremise.spaces.joint import leads

joint = leads.views_of(leads.Room("coach", is_coach))
