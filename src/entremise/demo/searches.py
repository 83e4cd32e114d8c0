"""Two searches that a recruiter has kept for a while, and the letters about who came meanwhile."""

from entremise.alerts import actions
from entremise.alerts.content import Asked
from entremise.alerts.enums import Rhythm
from entremise.companies.queries import company_of

from .cast import Cast

SINCE = 150  # days
KEPT = (
    ("Service client", Asked("service client"), Rhythm.MONTH),
    ("Près de chez nous", Asked("Paris"), Rhythm.WEEK),
)


def saved_searches(cast: Cast) -> None:
    """On the last day, when the people can be found."""
    stage, owner = cast.stage, cast.recruiter(cast.company_named("Bricolu"))
    house = company_of(owner)
    assert house is not None
    stage.clock = stage.ago(SINCE)
    for name, asked, rhythm in KEPT:
        actions.keep(house, asked, name=name, every_days=rhythm, by=owner)
    stage.clock = stage.now
    actions.send_letters()
