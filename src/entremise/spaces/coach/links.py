"""The URL name that serves each purpose in this space; the apps below name purposes only."""

LINKS = {
    "coach_meeting": "coach:meeting",
    "coach_home": "coach:home",
    "coach_candidate": "coach:candidate",
    "coach_hires": "coach:hires",
    "coach_check_in": "coach:check_in",
    "coach_suggestions": "coach:suggestions",
}
