"""The seats of a cohort, in words."""

from entremise.foundation.kit.text import ngettext


def seats_label(taken: int, seats: int | None) -> str:
    """« 9 places prises sur 12, reste 3 ». ``seats``: None when nobody says how many."""
    if seats is None:
        words = ngettext("%(taken)d personne", "%(taken)d personnes", taken)
        return words % {"taken": taken}
    if taken > seats:
        words = ngettext(
            "%(taken)d personne, prévue pour %(seats)d",
            "%(taken)d personnes, prévue pour %(seats)d",
            taken,
        )
        return words % {"taken": taken, "seats": seats}
    if taken == seats:
        words = ngettext(
            "complète, %(seats)d place prise",
            "complète, %(seats)d places prises",
            seats,
        )
        return words % {"seats": seats}
    words = ngettext(
        "%(taken)d place prise sur %(seats)d, reste %(free)d",
        "%(taken)d places prises sur %(seats)d, reste %(free)d",
        taken,
    )
    return words % {"taken": taken, "seats": seats, "free": seats - taken}
