"""Leads for me: jobs, companies, near trades, and why."""

from entremise.candidates.rules import is_candidate
from entremise.spaces.joint import leads

joint = leads.views_of(leads.Room("candidate", is_candidate, mine=True))
