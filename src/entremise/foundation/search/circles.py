"""Names of the indexes of those who read behind the scenes: one for each zone and each right."""

STAFF = "staff"  # the team, the senior advisors
TEAM = "team"  # the team alone
READERS = (STAFF, TEAM)


def circle(readers: str, zone: int) -> str:
    return f"{readers}:{zone}"
