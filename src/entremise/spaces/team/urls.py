from django.urls import path

from .views import candidates, people, reviews

app_name = "team"

urlpatterns = [
    path("candidats/<str:code>/", candidates.candidate, name="candidate"),
    path("relectures/<str:code>/", reviews.review, name="review"),
    path("personnes/", people.people, name="people"),
    path("personnes/inviter/", people.invite_person, name="invite_person"),
    path("personnes/roles/<str:code>/terminer/", people.end_role, name="end_role"),
    path("personnes/<str:code>/second-facteur/", people.reset_factors, name="reset_factors"),
]
