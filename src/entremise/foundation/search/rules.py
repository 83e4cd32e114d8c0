"""Names of the indexes of those who read behind the scenes: one for each zone and each right."""

STAFF_READERS = "staff"  # the team, the senior advisors
TEAM_READERS = "team"  # the team alone
READER_GROUPS = (STAFF_READERS, TEAM_READERS)


def index_scope(readers: str, zone: int) -> str:
    return f"{readers}:{zone}"
