"""Leads for me: jobs, companies, near trades, and why."""

from functools import partial

from entremise.candidates.rules import is_candidate
from entremise.spaces.shared import leads

lead_urls = partial(
    leads.build_lead_urls, leads.LeadScreens("candidate", is_candidate, own_space=True)
)
