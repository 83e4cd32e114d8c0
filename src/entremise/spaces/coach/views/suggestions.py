"""Leads of a coached candidate, with reasons for and against, and questions to ask."""

from functools import partial

from entremise.coaching.rules import is_coach
from entremise.spaces.shared import leads

lead_urls = partial(leads.build_lead_urls, leads.LeadScreens("coach", is_coach))
