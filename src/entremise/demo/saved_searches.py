"""Two saved searches of a recruiter, and the alerts they gave."""

from entremise.alerts import actions
from entremise.alerts.content import SearchCriteria
from entremise.alerts.enums import AlertFrequency
from entremise.companies.queries import company_of_user

from .cast import Cast

DAYS_KEPT = 150
SAVED_SEARCHES = (
    ("Service client", SearchCriteria("service client"), AlertFrequency.MONTH),
    ("Près de chez nous", SearchCriteria("Paris"), AlertFrequency.WEEK),
)


def add_saved_searches(cast: Cast) -> None:
    """On the last day, when CVs are published."""
    stage, owner = cast.stage, cast.recruiter_of(cast.company_named("Bricolu"))
    company = company_of_user(owner)
    assert company is not None
    stage.clock = stage.days_ago(DAYS_KEPT)
    for name, criteria, frequency in SAVED_SEARCHES:
        actions.save_search(
            company, criteria, name=name, every_days=frequency, by=owner
        )
    stage.clock = stage.now
    actions.send_due_alerts()
