"""Contact with people: in somebody's strengths, and in the text of a job.

Found by a few plain words only.
"""

import re
from collections.abc import Iterable

_STRENGTH = re.compile(
    r"\bgens\b|\b(?:à l[’']|l[’'])écoute\b|\bj[’']écoute\b|\bécouter\b|\baccueil|\bj[’']aime "
    r"aider\b|\bsouri"
    r"|\brelationnel|\bcontact humain|\bmettre .*à l[’']aise",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\bclient|\baccueil|\bpublic\b|\busagers?\b|\bvisiteurs?\b|\brésidents?\b"
    r"|\bpatients?\b|\bguichet",
    re.IGNORECASE,
)


def people_strengths(strengths: Iterable[str]) -> tuple[str, ...]:
    """The strengths that say somebody is at ease with people."""
    return tuple(words for words in strengths if _STRENGTH.search(words))


def mentions_people_contact(text: str) -> bool:
    """Does this job mean meeting customers, visitors or the public?"""
    return bool(_CONTACT.search(text))
