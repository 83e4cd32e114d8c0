"""The URL name that serves each purpose in this space; the apps below name purposes only."""

LINKS = {
    "candidate_meeting": "candidate:meeting",
    "candidate_approach": "candidate:approach",
    "candidate_home": "candidate:home",
    "stop_showing_me": "candidate:withdraw",
    "candidate_cv": "candidate:cv",
    "candidate_consent": "candidate:consent",
    "candidate_translations": "candidate:translations",
    "candidate_recommendations": "candidate:recommendations",
    "candidate_proposal": "candidate:proposal",
    "candidate_check_in": "candidate:check_in",
    "candidate_job": "candidate:job",
}
