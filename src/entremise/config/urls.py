"""URLs of the spaces."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("mon-espace/", include("entremise.spaces.candidate.urls")),
    path("coach/", include("entremise.spaces.coach.urls")),
    path("entreprise/", include("entremise.spaces.company.urls")),
    path("equipe/", include("entremise.spaces.team.urls")),
    path("", include("entremise.spaces.public.urls")),
    prefix_default_language=False,
)

handler500 = "entremise.config.errors.server_error"
