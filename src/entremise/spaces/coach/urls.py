from django.urls import path

from .views import (
    candidates,
    cv,
    hires,
    home,
    meetings,
    reach,
    recommendations,
    search,
    share_messages,
    suggestions,
    trades,
    translations,
)

app_name = "coach"

urlpatterns: list = [
    path("", home.home, name="home"),
    path("chercher/", search.search, name="search"),
    path("charte/", home.charter, name="charter"),
    path("personnes/<str:code>/", candidates.candidate, name="candidate"),
    path("personnes/<str:code>/carnet/", candidates.sessions, name="sessions"),
    path(
        "personnes/<str:code>/carnet/ecrire/",
        candidates.log_session,
        name="log_session",
    ),
    path("personnes/<str:code>/alerter/", candidates.raise_alarm, name="raise_alarm"),
    path("personnes/<str:code>/partages/", reach.reach, name="reach"),
    path("personnes/<str:code>/carte/", candidates.login_card, name="login_card"),
    path(
        "personnes/<str:code>/rendez-vous/",
        meetings.propose_meeting,
        name="propose_meeting",
    ),
    *cv.cv_urls("personnes/<str:code>/cv/"),
    *trades.trade_urls("personnes/<str:code>/cv/metiers/"),
    *translations.translation_urls("personnes/<str:code>/cv/langues/"),
    path(
        "personnes/<str:code>/cv/quelques-mots/",
        recommendations.recommendations,
        name="recommendations",
    ),
    *share_messages.share_words_urls("personnes/<str:code>/cv/mots/"),
    path("personnes/<str:code>/accord/", cv.consent_code, name="consent_code"),
    path(
        "personnes/<str:code>/accord/code/",
        cv.say_consent_code,
        name="say_consent_code",
    ),
    path("rencontres/", meetings.meetings, name="meetings"),
    *meetings.meeting_urls("rencontres/"),
    path("au-travail/", hires.hires, name="hires"),
    *hires.hire_urls("au-travail/"),
    *suggestions.lead_urls("personnes/<str:code>/pistes/"),
]
