from django.urls import path

from .views import (
    consent,
    cv,
    data,
    hires,
    home,
    meetings,
    own_secret,
    proposals,
    reach,
    recommendations,
    share_messages,
    suggestions,
    trades,
    translations,
)

app_name = "candidate"

urlpatterns: list = [
    path("", home.home, name="home"),
    path("accompagnement/", home.agreement, name="agreement"),
    *cv.cv_urls("cv/"),
    *trades.trade_urls("cv/metiers/"),
    *translations.translation_urls("cv/langues/"),
    path(
        "cv/langues/<slug:language>/voir/",
        translations.look_translation,
        name="look_translation",
    ),
    path(
        "cv/langues/<slug:language>/oui/",
        translations.accept_translation,
        name="accept_translation",
    ),
    path(
        "cv/langues/<slug:language>/retirer/",
        translations.drop_translation,
        name="drop_translation",
    ),
    path("cv/quelques-mots/", recommendations.recommendations, name="recommendations"),
    path(
        "cv/quelques-mots/<str:code>/garder/",
        recommendations.accept_recommendation,
        name="accept_recommendation",
    ),
    path(
        "cv/quelques-mots/<str:code>/de-cote/",
        recommendations.put_recommendation_aside,
        name="put_recommendation_aside",
    ),
    *share_messages.share_words_urls("cv/mots/"),
    path(
        "cv/mots/<slug:language>/<slug:tone>/de-cote/",
        share_messages.put_words_aside,
        name="put_words_aside",
    ),
    path(
        "cv/mots/<slug:language>/<slug:tone>/reprendre/",
        share_messages.put_words_back,
        name="put_words_back",
    ),
    path(
        "cv/mots/<slug:language>/<slug:tone>/oui/",
        share_messages.accept_words,
        name="accept_words",
    ),
    path(
        "cv/mots/<slug:language>/<slug:tone>/non/",
        share_messages.refuse_words,
        name="refuse_words",
    ),
    path("accord/", consent.consent, name="consent"),
    path("accord/voir/", consent.consent_look, name="consent_look"),
    path("accord/code/", consent.consent_code, name="consent_code"),
    path("accord/image.jpg", consent.consent_image, name="consent_image"),
    path("accord/cv.pdf", consent.consent_pdf, name="consent_pdf"),
    path("accord/photo.jpg", consent.consent_photo, name="consent_photo"),
    path("accord/continuer/", consent.renew, name="renew"),
    path("ne-plus-me-montrer/", consent.withdraw, name="withdraw"),
    path("ce-n-etait-pas-moi/", consent.deny, name="deny_consent"),
    path("ne-plus-me-montrer/fait/", consent.withdrawn, name="withdrawn"),
    path("mon-secret/", own_secret.own_secret, name="own_secret"),
    path("partages/", reach.reach, name="reach"),
    path("mes-donnees/", data.data, name="data"),
    path("mes-donnees/copie.zip", data.export, name="export"),
    path(
        "mes-donnees/demande/<slug:wish>/", data.ask_about_data, name="ask_about_data"
    ),
    path("qui-a-regarde/", data.lookers, name="lookers"),
    path("rencontres/", meetings.meetings, name="meetings"),
    *meetings.meeting_urls("rencontres/"),
    path("rencontres/propositions/<str:code>/", meetings.approach, name="approach"),
    path(
        "rencontres/propositions/<str:code>/oui/",
        meetings.accept_approach,
        name="accept_approach",
    ),
    path(
        "rencontres/propositions/<str:code>/non/",
        meetings.decline_approach,
        name="decline_approach",
    ),
    *suggestions.lead_urls("pistes/"),
    path("propositions/", proposals.proposals, name="proposals"),
    path("propositions/<str:code>/", proposals.proposal, name="proposal"),
    path(
        "propositions/<str:code>/oui/",
        proposals.accept_proposal,
        name="accept_proposal",
    ),
    path(
        "propositions/<str:code>/non/",
        proposals.decline_proposal,
        name="decline_proposal",
    ),
    path("propositions/poste/<str:code>/", proposals.sketch, name="sketch"),
    path(
        "propositions/poste/<str:code>/ecrire/",
        proposals.write_sketch,
        name="write_sketch",
    ),
    path("mon-travail/", hires.job, name="job"),
    *hires.hire_urls("mon-travail/"),
]
