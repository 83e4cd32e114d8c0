from django.urls import path

from .views import colleagues, home, jobs, kit, meetings, people, searches

app_name = "company"

urlpatterns: list = [
    path("", home.home, name="home"),
    path("equipe/", home.members, name="members"),
    path("equipe/inviter/", home.add_member, name="add_member"),
    path("equipe/presentation/", home.describe, name="describe"),
    path("equipe/<str:code>/retirer/", home.end_member, name="end_member"),
    path("kit/", kit.kit, name="kit"),
    path("kit/composer/", kit.compose_kit, name="compose_kit"),
    path("kit/lieux/", kit.add_site, name="add_site"),
    path("kit/lieux/<str:code>/retirer/", kit.remove_site, name="remove_site"),
    path("kit/feuille.pdf", kit.kit_sheet, name="kit_sheet"),
    path("kit/ecrans/", kit.kit_screens, name="kit_screens"),
    path("kit/personnes/<str:code>/", kit.kit_person, name="kit_person"),
    path("personnes/", people.people, name="people"),
    path("personnes/<str:code>/", people.person, name="person"),
    path(
        "personnes/<str:code>/rencontrer/",
        people.approach_person,
        name="approach_person",
    ),
    path("recherches/", searches.searches, name="searches"),
    path("recherches/garder/", searches.keep_search, name="keep_search"),
    path("recherches/<str:code>/", searches.search, name="search"),
    path("recherches/<str:code>/modifier/", searches.edit_search, name="edit_search"),
    path("recherches/<str:code>/retirer/", searches.drop_search, name="drop_search"),
    path("propositions/", people.approaches, name="approaches"),
    path("propositions/<str:code>/", people.approach, name="approach"),
    path(
        "propositions/<str:code>/retirer/",
        people.take_back_approach,
        name="take_back_approach",
    ),
    path(
        "propositions/<str:code>/date/", people.propose_meeting, name="propose_meeting"
    ),
    path("rencontres/", meetings.meetings, name="meetings"),
    *meetings.meeting_urls("rencontres/"),
    path("postes/", jobs.opportunities, name="opportunities"),
    path("postes/annonce/", jobs.new_opportunity, name="new_opportunity"),
    path("postes/construire/", jobs.build_job, name="build_job"),
    path("postes/construire/<str:code>/", jobs.new_sketch, name="new_sketch"),
    path("postes/<str:code>/", jobs.opportunity, name="opportunity"),
    path("postes/<str:code>/modifier/", jobs.edit_opportunity, name="edit_opportunity"),
    path("postes/<str:code>/ecrire/", jobs.write_sketch, name="write_sketch"),
    path(
        "postes/<str:code>/envoyer/", jobs.submit_opportunity, name="submit_opportunity"
    ),
    path("postes/<str:code>/clore/", jobs.close_opportunity, name="close_opportunity"),
    path("postes/propositions/<str:code>/embaucher/", jobs.offer, name="offer"),
    path(
        "postes/propositions/<str:code>/arreter/",
        jobs.close_proposal,
        name="close_proposal",
    ),
    path("nouveaux-collegues/", colleagues.colleagues, name="colleagues"),
    path("nouveaux-collegues/<str:code>/", colleagues.colleague, name="colleague"),
    *colleagues.hire_urls("nouveaux-collegues/"),
]
