from django.urls import path

from .views import account, atelier, demo, pages, second_factor, sign_in

app_name = "public"

urlpatterns = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("connexion/code/", sign_in.code, name="code"),
    path("connexion/code/nouveau/", sign_in.resend_code, name="resend_code"),
    path("carte/", sign_in.card, name="card"),
    path("carte/<str:link>/", sign_in.card_link, name="card_link"),
    path("deconnexion/", account.sign_out, name="sign_out"),
    path("deconnexion/faite/", account.signed_out, name="signed_out"),
    path("mes-espaces/", account.doors, name="doors"),
    path("compte/", account.account, name="account"),
    path("compte/langue/", account.choose_language, name="choose_language"),
    path("compte/appareils/autres/", account.end_other_sessions, name="end_other_sessions"),
    path("compte/appareils/tous/", account.end_all_sessions, name="end_all_sessions"),
    path("compte/appareils/<str:code>/", account.end_session, name="end_session"),
    path("compte/second-facteur/", second_factor.second_factor, name="second_factor"),
    path("compte/second-facteur/choisir/", second_factor.factors, name="factors"),
    path("compte/second-facteur/application/", second_factor.begin_app, name="begin_app"),
    path("compte/second-facteur/application/code/", second_factor.add_app, name="add_app"),
    path("compte/second-facteur/cle/", second_factor.add_passkey, name="add_passkey"),
    path("compte/second-facteur/cle/verifier/", second_factor.check_passkey, name="check_passkey"),
    path("compte/second-facteur/cle/<slug:purpose>/", second_factor.passkey_options, name="passkey_options"),
    path("compte/second-facteur/codes/", second_factor.new_recovery_codes, name="new_recovery_codes"),
    path("compte/second-facteur/retirer/<str:code>/", second_factor.remove_factor, name="remove_factor"),
    path("demo/", demo.personas, name="demo"),
    path("demo/place/<slug:role>/", demo.take_place, name="demo_take_place"),
    path("demo/courrier/", demo.letters, name="demo_letters"),
    path("demo/courrier/<str:code>/", demo.letter, name="demo_letter"),
    path("demo/courrier/<str:code>/mise-en-page/", demo.letter_as_sent, name="demo_letter_as_sent"),
    path("contact/", pages.contact, name="contact"),
    path("signaler/", pages.report, name="report"),
    path("comment-nous-comptons/", pages.how_counting, name="how_counting"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("vos-donnees/", pages.privacy, name="privacy"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("marque.css", pages.brand_colours, name="brand"),
    path("atelier/", atelier.gallery, name="atelier"),
]
