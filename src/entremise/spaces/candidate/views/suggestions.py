"""Leads for me: jobs, companies, near trades, and why."""

from functools import partial

from entremise.candidates.rules import is_candidate
from entremise.spaces.shared import leads

urls = partial(leads.urls_of, leads.Room("candidate", is_candidate, mine=True))
