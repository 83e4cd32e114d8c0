"""What the shares of a CV did, drawn: the same picture for the person, their coach and the team."""

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import ngettext
from entremise.impact import charts
from entremise.impact.queries import Reach


def picture(reach: Reach) -> charts.Chart:
    """A bar for each way by which people came."""
    came = [(row.label, row.visits or 0) for row in reach.rows]
    if reach.plain_visits:
        came.append((_("Ce site, ou l’adresse directe"), reach.plain_visits))
    most = max((number for _label, number in came), default=0)
    return charts.bars(
        _("Par où les visites sont venues"), [(label, number, most, visits(number)) for label, number in came]
    )


def visits(number: int) -> str:
    return ngettext("%(number)d visite", "%(number)d visites", number) % {"number": number}
