"""Companies with sites and a share kit, and the visits that the kits brought."""

from django.utils import timezone

from entremise.companies import actions as company_actions
from entremise.companies.enums import MemberRole
from entremise.companies.models import Company
from entremise.companies.queries import company_area
from entremise.sharing.actions.counting import record_visit
from entremise.sharing.actions.kits import compose_kit
from entremise.sharing.queries.kits import share_kit_of

from .cast import Cast, reload_user

# Company → its other places of work: label, postcode, city.
OTHER_SITES = {
    "Plurielle Immobilier": [
        ("Le siège", "75011", "Paris"),
        ("L’agence", "93200", "Saint-Denis"),
    ],
    "Bricolu": [
        ("Le magasin", "94000", "Créteil"),
        ("La plateforme", "75012", "Paris"),
    ],
}
VISITORS = 14


def add_share_kits(cast: Cast) -> None:
    """On the last day, with the CVs published then."""
    for company in Company.objects.filter(
        name__in=OTHER_SITES, state="verified"
    ).select_related("zone"):
        by = reload_user(
            company.members.filter(ended_at=None, role=MemberRole.CHAMPION)
            .select_related("user")[0]
            .user
        )
        for label, postcode, city in OTHER_SITES[company.name]:
            company_actions.add_company_site(
                company, label=label, postcode=postcode, city=city, by=by
            )
        around = company_area(company)
        compose_kit(company.code, departements=around.departements, zones=around.zones)
        _add_kit_visits(cast, company)


def _add_kit_visits(cast: Cast, company: Company) -> None:
    made = share_kit_of(company.code)
    for number in range(VISITORS if made and made.people else 0):
        person = cast.stage.dice.choice(made.people)  # type: ignore[union-attr]
        record_visit(
            person.cv.code,
            token=person.token,
            visitor_key=f"{company.code} {number} {timezone.localdate()}",
        )
