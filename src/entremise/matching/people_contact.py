"""Being at ease with people: said in somebody's own words, and asked by a job. Only what is
plainly said counts.
"""

import re
from collections.abc import Iterable

_GIFT = re.compile(
    r"\bgens\b|\b(?:à l[’']|l[’'])écoute\b|\bj[’']écoute\b|\bécouter\b|\baccueil|\bj[’']aime aider\b|\bsouri"
    r"|\brelationnel|\bcontact humain|\bmettre .*à l[’']aise",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bclient|\baccueil|\bpublic\b|\busagers?\b|\bvisiteurs?\b|\brésidents?\b|\bpatients?\b|\bguichet",
    re.IGNORECASE,
)


def people_strengths(strengths: Iterable[str]) -> tuple[str, ...]:
    """Those that say somebody is at ease with people."""
    return tuple(words for words in strengths if _GIFT.search(words))


def mentions_people_contact(text: str) -> bool:
    """Does one meet customers, visitors, the public in this job?"""
    return bool(_ASKED.search(text))
