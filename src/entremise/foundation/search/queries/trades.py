"""Which occupations are near to which."""

from entremise.foundation.search.models import Mobility


def mobility(code: str) -> dict[str, str]:
    """Occupations that who does this one may well do: {code: "near" | "evolution"}. Empty before the import."""
    return dict(Mobility.objects.filter(code=code).order_by("to").values_list("to", "kind"))
