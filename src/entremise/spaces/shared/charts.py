"""Bar charts drawn by templates: for each bar a label, the text of its value and a width."""

from dataclasses import dataclass
from typing import Any

from entremise.foundation.kit.text import Sentence


@dataclass(frozen=True)
class Bar:
    label: str
    value_text: str  # the value as it is read: "26 des 41"
    width: str  # percentage of the drawing


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list[Bar]


def bar_chart(title: Sentence, rows: list[tuple[Any, int, int, Any]]) -> Chart:
    """``rows``: label, value, total (the full width of that bar), text of the value."""
    return Chart(
        str(title),
        [
            Bar(str(label), str(value_text), _width(value, total))
            for label, value, total, value_text in rows
        ],
    )


def _width(value: int, total: int) -> str:
    return f"{min(100, 100 * value / total) if total else 0:.1f}%"
