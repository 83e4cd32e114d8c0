"""The candidate's leads: jobs, companies, near trades, and the reasons for each."""

from functools import partial

from entremise.candidates.rules import is_candidate
from entremise.spaces.shared import leads

lead_urls = partial(
    leads.build_lead_urls, leads.LeadScreens("candidate", is_candidate, own_space=True)
)
