"""Leads for somebody I coach, each with what leads there, what stands against, and what to ask."""

from functools import partial

from entremise.coaching.rules import is_coach
from entremise.spaces.shared import leads

lead_urls = partial(leads.build_lead_urls, leads.LeadScreens("coach", is_coach))
