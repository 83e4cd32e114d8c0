"""Bar charts drawn on the server."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bar:
    label: str
    value_text: str  # the value as it is read: "26 des 41"
    width: str  # percentage of the drawing


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list[Bar]


def bar_chart(title: Any, rows: list[tuple[Any, int, int, Any]]) -> Chart:
    """``rows``: (label, value, value of the full width, value as text)."""
    return Chart(
        str(title),
        [
            Bar(str(label), str(text), _width(value, whole))
            for label, value, whole, text in rows
        ],
    )


def _width(value: int, whole: int) -> str:
    return f"{min(100, 100 * value / whole) if whole else 0:.1f}%"
