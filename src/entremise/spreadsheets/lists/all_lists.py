"""Every list that is imported and exported, in the order in which they are brought in."""

from entremise.spreadsheets.columns import SpreadsheetList

from .candidates import CANDIDATES
from .coaches import COACHES
from .companies import COMPANIES
from .hires import HIRES
from .pairings import PAIRINGS
from .sessions import SESSIONS

# People first: the other lists are about people who are there.
ALL_LISTS: dict[str, SpreadsheetList] = {
    declared.key: declared
    for declared in (CANDIDATES, COACHES, COMPANIES, PAIRINGS, HIRES, SESSIONS)
}
