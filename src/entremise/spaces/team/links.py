"""The URL name that serves each purpose in this space; the apps below name purposes only."""

LINKS = {
    "team_company": "team:company",
    "team_approach": "team:approach",
    "team_meeting": "team:meeting",
    "team_candidate": "team:candidate",
    "team_review": "team:review",
    "team_today": "team:home",
    "team_invite": "team:invite_person",
    "team_refer": "team:refer",
    "team_robots": "team:robots",
    "team_channels": "team:channel_settings",
    "team_mail": "team:mail",
    "confirm_address": "team:confirm_address",
    "team_coach": "team:coach",
    "team_coach_application": "team:coach_application",
    "team_translation": "team:review_translation",
    "team_proposal": "team:proposal",
    "team_opportunity": "team:opportunity",
    "team_hire": "team:hire",
    "team_figures": "team:figures",
    "team_restoration": "team:backup_settings",
}
