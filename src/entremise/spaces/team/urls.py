from django.urls import path

from .views import candidates, coaches, mail, pairings, people, reviews, today

app_name = "team"

urlpatterns = [
    path("", today.home, name="home"),
    path("taches/<str:code>/prendre/", today.take_task, name="take_task"),
    path("taches/<str:code>/faite/", today.close_task, name="close_task"),
    path("courriers/", mail.mails, name="mails"),
    path("courriers/<str:code>/", mail.mail, name="mail"),
    path("courriers/<str:code>/renvoyer/", mail.retry_mail, name="retry_mail"),
    path("courriers/<str:code>/dit/", mail.told_mail, name="told_mail"),
    path("coachs/", coaches.coaches, name="coaches"),
    path("coachs/propositions/<str:code>/", coaches.coach_application, name="coach_application"),
    path("coachs/propositions/<str:code>/accueillir/", coaches.accept_coach, name="accept_coach"),
    path("coachs/propositions/<str:code>/decliner/", coaches.decline_coach, name="decline_coach"),
    path("coachs/<str:code>/", coaches.coach, name="coach"),
    path("coachs/<str:code>/place/", coaches.set_capacity, name="set_capacity"),
    path("coachs/<str:code>/etat/<slug:to>/", coaches.move_coach, name="move_coach"),
    path("binomes/", pairings.pairings, name="pairings"),
    path("binomes/<str:code>/terminer/", pairings.end_pairing, name="end_pairing"),
    path("candidats/<str:code>/coach/", pairings.pair, name="pair"),
    path("candidats/<str:code>/", candidates.candidate, name="candidate"),
    path("relectures/<str:code>/", reviews.review, name="review"),
    path("personnes/", people.people, name="people"),
    path("personnes/inviter/", people.invite_person, name="invite_person"),
    path("personnes/roles/<str:code>/terminer/", people.end_role, name="end_role"),
    path("personnes/<str:code>/second-facteur/", people.reset_factors, name="reset_factors"),
]
