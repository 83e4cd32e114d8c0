"""Map ROME occupation codes to job families, by the longest matching prefix."""

from dataclasses import asdict
from typing import Any

from entremise.candidates.enums import JobFamily as F

from .cv import MAX_GOALS, JobGoal

# The beginning of a code (the longest that fits) → our family. Whoever chose may change it.
JOB_FAMILY_BY_ROME_PREFIX = {
    "A": F.NATURE,
    "B": F.CRAFT,
    "B11": F.CULTURE,
    "C": F.FINANCE,
    "D": F.RETAIL,
    "D1101": F.CRAFT,
    "D1102": F.CRAFT,
    "D1103": F.CRAFT,
    "D1104": F.CRAFT,
    "E": F.COMMUNICATION,
    "E12": F.CULTURE,
    "E13": F.INDUSTRY,
    "F": F.CONSTRUCTION,
    "G": F.FOOD,
    "G12": F.SOCIAL,
    "H": F.INDUSTRY,
    "I": F.INDUSTRY,
    "J": F.HEALTH,
    "K": F.SOCIAL,
    "K13": F.CARE,
    "K14": F.ADMINISTRATION,
    "K15": F.ADMINISTRATION,
    "K16": F.CULTURE,
    "K17": F.SECURITY,
    "K18": F.ADMINISTRATION,
    "K19": F.FINANCE,
    "K22": F.CLEANING,
    "K23": F.CLEANING,
    "K25": F.SECURITY,
    "K26": F.CARE,
    "L": F.CULTURE,
    "M": F.FINANCE,
    "M11": F.LOGISTICS,
    "M16": F.ADMINISTRATION,
    "M17": F.COMMUNICATION,
    "M18": F.DIGITAL,
    "N": F.TRANSPORT,
    "N1": F.LOGISTICS,
}


def job_family_of_rome_code(code: str) -> str:
    return next(
        JOB_FAMILY_BY_ROME_PREFIX[code[:size]]
        for size in range(len(code), 0, -1)
        if code[:size] in JOB_FAMILY_BY_ROME_PREFIX
    )


def goals_with_trade(
    goals: list[dict[str, Any]], position: int, *, code: str, name: str
) -> list[dict[str, Any]]:
    """The goals with this trade put at ``position``."""
    wish = asdict(JobGoal(job_family_of_rome_code(code), name, code))
    return [*goals[:position], wish, *goals[position + 1 :]][:MAX_GOALS]
