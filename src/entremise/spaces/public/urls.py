from django.urls import path

from .views import demo

app_name = "public"

urlpatterns = [
    path("demo/", demo.personas, name="demo"),
    path("demo/place/<slug:role>/", demo.take_place, name="demo_take_place"),
    path("demo/courrier/", demo.letters, name="demo_letters"),
    path("demo/courrier/<str:code>/", demo.letter, name="demo_letter"),
]
