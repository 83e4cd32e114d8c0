"""Two searches that a recruiter has kept for a while, and the letters about who came meanwhile."""

from entremise.alerts import actions
from entremise.alerts.content import SearchCriteria
from entremise.alerts.enums import AlertFrequency
from entremise.companies.queries import company_of_user

from .cast import Cast

DAYS_KEPT = 150  # days
SAVED_SEARCHES = (
    ("Service client", SearchCriteria("service client"), AlertFrequency.MONTH),
    ("Près de chez nous", SearchCriteria("Paris"), AlertFrequency.WEEK),
)


def add_saved_searches(cast: Cast) -> None:
    """On the last day, when the people can be found."""
    stage, owner = cast.stage, cast.recruiter_of(cast.company_named("Bricolu"))
    house = company_of_user(owner)
    assert house is not None
    stage.clock = stage.days_ago(DAYS_KEPT)
    for name, asked, rhythm in SAVED_SEARCHES:
        actions.save_search(house, asked, name=name, every_days=rhythm, by=owner)
    stage.clock = stage.now
    actions.send_due_alerts()
