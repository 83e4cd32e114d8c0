from django.urls import path

from .views import consent, cv, home

app_name = "candidate"

urlpatterns: list = [
    path("", home.home, name="home"),
    path("cv/", cv.cv, name="cv"),
    path("accord/", consent.consent, name="consent"),
]
