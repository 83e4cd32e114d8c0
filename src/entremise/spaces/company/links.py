"""The URL name that serves each purpose in this space; the apps below name purposes only."""

LINKS = {
    "company_home": "company:home",
    "company_kit": "company:kit",
    "company_search": "company:search",
    "company_searches": "company:searches",
    "company_meeting": "company:meeting",
    "company_approach": "company:approach",
    "company_opportunity": "company:opportunity",
    "company_hire": "company:colleague",
    "company_check_in": "company:check_in",
}
