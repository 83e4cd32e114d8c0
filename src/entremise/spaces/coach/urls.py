from django.urls import path

from .views import candidates, cv, hires, home, meetings, reach, recommendations, suggestions, translations, words

app_name = "coach"

urlpatterns: list = [
    path("", home.home, name="home"),
    path("charte/", home.charter, name="charter"),
    path("personnes/<str:code>/", candidates.candidate, name="candidate"),
    path("personnes/<str:code>/carnet/", candidates.sessions, name="sessions"),
    path("personnes/<str:code>/carnet/ecrire/", candidates.log_session, name="log_session"),
    path("personnes/<str:code>/alerter/", candidates.raise_alarm, name="raise_alarm"),
    path("personnes/<str:code>/partages/", reach.reach, name="reach"),
    path("personnes/<str:code>/carte/", candidates.login_card, name="login_card"),
    path("personnes/<str:code>/rendez-vous/", meetings.propose_meeting, name="propose_meeting"),
    path("personnes/<str:code>/cv/", cv.cv, name="cv"),
    path("personnes/<str:code>/cv/question/<slug:section>/", cv.question, name="cv_question"),
    path("personnes/<str:code>/cv/experiences/", cv.experiences, name="cv_experiences"),
    path("personnes/<str:code>/cv/experiences/nouvelle/", cv.experience, name="cv_new_experience"),
    path("personnes/<str:code>/cv/experiences/<int:number>/", cv.experience, name="cv_experience"),
    path(
        "personnes/<str:code>/cv/experiences/<int:number>/retirer/", cv.remove_experience, name="cv_remove_experience"
    ),
    path("personnes/<str:code>/cv/photo/", cv.photo, name="cv_photo"),
    path("personnes/<str:code>/cv/photo.jpg", cv.photo_file, name="cv_photo_file"),
    path("personnes/<str:code>/cv/langues/", translations.joint.translations, name="translations"),
    path("personnes/<str:code>/cv/langues/<slug:language>/", translations.joint.translation, name="translation"),
    path(
        "personnes/<str:code>/cv/langues/<slug:language>/envoyer/",
        translations.joint.submit,
        name="submit_translation",
    ),
    path(
        "personnes/<str:code>/cv/langues/<slug:language>/reprendre/",
        translations.joint.take_back,
        name="take_translation_back",
    ),
    path("personnes/<str:code>/cv/quelques-mots/", recommendations.recommendations, name="recommendations"),
    path("personnes/<str:code>/cv/mots/", words.joint.share_words, name="share_words"),
    path("personnes/<str:code>/cv/mots/<slug:language>/<slug:tone>/", words.joint.write, name="write_words"),
    path("personnes/<str:code>/cv/envoyer/", cv.submit, name="cv_submit"),
    path("personnes/<str:code>/accord/", cv.consent_code, name="consent_code"),
    path("personnes/<str:code>/accord/code/", cv.say_consent_code, name="say_consent_code"),
    path("rencontres/", meetings.meetings, name="meetings"),
    path("rencontres/<str:code>/", meetings.joint.show, name="meeting"),
    path("rencontres/<str:code>/oui/", meetings.joint.agree, name="agree_meeting"),
    path("rencontres/<str:code>/confirmer/", meetings.joint.confirm, name="confirm_meeting"),
    path(
        "rencontres/<str:code>/confirmer/sans-chiffres/",
        meetings.joint.confirm_without_code,
        name="confirm_meeting_without_code",
    ),
    path("rencontres/<str:code>/deplacer/", meetings.joint.move, name="move_meeting"),
    path("rencontres/<str:code>/annuler/", meetings.joint.cancel, name="cancel_meeting"),
    path("rencontres/<str:code>/preparer/", meetings.joint.prepare, name="prepare_meeting"),
    path("rencontres/<str:code>/raconter/", meetings.joint.debrief, name="debrief_meeting"),
    path("rencontres/<str:code>/absence/", meetings.joint.miss, name="miss_meeting"),
    path("au-travail/", hires.hires, name="hires"),
    path("au-travail/points/<str:code>/", hires.joint.check_in, name="check_in"),
    path("au-travail/etapes/<str:code>/fait/", hires.joint.tick, name="tick_step"),
    path("au-travail/etapes/<str:code>/rouvrir/", hires.joint.untick, name="untick_step"),
    path("personnes/<str:code>/pistes/", suggestions.joint.suggestions, name="suggestions"),
    path("personnes/<str:code>/pistes/<str:aside>/reprendre/", suggestions.joint.take_back, name="take_back_lead"),
    path(
        "personnes/<str:code>/pistes/<slug:kind>/<str:lead>/de-cote/",
        suggestions.joint.set_aside,
        name="set_aside_lead",
    ),
    path("personnes/<str:code>/pistes/<slug:kind>/<str:lead>/oui/", suggestions.joint.want, name="want_lead"),
]
