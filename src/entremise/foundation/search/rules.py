"""Names of the indexes of staff: one for each zone and group of readers."""

# Not an index: the kind under which the names of trades are versioned.
LABELS_KIND = "labels"

STAFF_READERS = "staff"  # the team, the senior advisors
TEAM_READERS = "team"  # the team alone
READER_GROUPS = (STAFF_READERS, TEAM_READERS)


def index_scope(readers: str, zone: int) -> str:
    """``readers``: one of READER_GROUPS. ``zone``: primary key of the zone."""
    return f"{readers}:{zone}"
