"""Read who opened a candidate's file, to show it to the candidate."""

from dataclasses import dataclass
from typing import Any

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.queries import accesses_to


@dataclass(frozen=True)
class FileAccess:
    name: str
    opened_on: Any
    is_staff: bool


def file_accesses_of(candidate: Candidate) -> list[FileAccess]:
    """Who opened the file, the latest first, at most sixty."""
    seen = accesses_to(candidate.code, limit=60)
    people = {
        u.code: u
        for u in User.objects.filter(
            code__in={s.viewer_code for s in seen}
        ).prefetch_related("staff_roles")
    }
    return [
        FileAccess(
            person.first_name or person.full_name, s.on, bool(person.staff_roles.all())
        )
        for s in seen
        if (person := people.get(s.viewer_code))
    ]
