"""Bars drawn on the server: a rectangle for what is, a paler one for the whole, the words beside."""

from dataclasses import dataclass
from typing import Any

ROW, BAR = 56, 20  # heights, in the drawing's units


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    said: str  # the value as it is read: "26 des 41"
    width: str  # percentage of the drawing
    text_y: int
    bar_y: int


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list[Bar]
    height: int


def bars(title: Any, rows: list[tuple[Any, int, int, Any]]) -> Chart:
    """``rows``: label, value, whole (the full width of that bar), words of the value."""
    drawn = [
        Bar(
            str(label),
            value,
            str(said),
            f"{min(100, 100 * value / whole) if whole else 0:.1f}%",
            n * ROW + 18,
            n * ROW + 26,
        )
        for n, (label, value, whole, said) in enumerate(rows)
    ]
    return Chart(str(title), drawn, len(rows) * ROW)
