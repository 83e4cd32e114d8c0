app_name = "candidate"

urlpatterns: list = []
