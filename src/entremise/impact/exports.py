"""The figures on paper, for a board. Paper leaves the team: it shows what the public may read.

Groups below ``MIN_GROUP_SIZE`` are not told apart, as on the public page.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language

from entremise.candidates.content.languages import is_right_to_left
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.rendering import typesetting

from . import rules
from .enums import Outcome
from .queries.report import FiguresReport
from .wording import scope_in_words

Bar = tuple[str, str, float]  # label, value in words, share of the full width


def board_pdf(report: FiguresReport) -> bytes:
    """A tagged A4 PDF in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    today = timezone.localdate()
    data = {
        "lang": language,
        "rtl": is_right_to_left(language),
        "title": _("Les chiffres du programme"),
        "scope": scope_in_words(report.scope),
        "day": formats.date_format(today, "j F Y"),
        "lead": _("Chaque chiffre est recompté à partir des faits."),
        "address": url_to("how_counting"),
        "address_read": url_to("how_counting").partition("://")[2],
        "how": _("Comment nous comptons :"),
        "small": _(
            "Les groupes de moins de %(number)d personnes ne sont pas montrés :"
            " quelqu’un pourrait y être reconnu."
        )
        % {"number": rules.MIN_GROUP_SIZE},
        "page_words": _("Page"),
        "sections": [section for section in _sections(report) if section],
    }
    made_at = int(timezone.now().timestamp())
    return typesetting.typeset_pdf("board", data, made_at=made_at)


def _section(
    title: str,
    *,
    lead: str = "",
    bars: Sequence[Bar] = (),
    headings: Sequence[str] = (),
    rows: Sequence[Sequence[Any]] = (),
    words: Sequence[int] = (0,),
) -> dict[str, Any]:
    """``words``: positions of the columns that hold text; the others hold numbers."""
    return {
        "title": title,
        "lead": lead,
        "bars": [{"label": bar[0], "text": bar[1], "share": bar[2]} for bar in bars],
        "headings": list(headings),
        "rows": [[_cell(value) for value in row] for row in rows],
        "words": list(words),
    }


def _cell(value: Any) -> str:
    if value is None:
        return _("moins de %(number)d") % {"number": rules.MIN_GROUP_SIZE}
    return str(value)


def _share(value: int, total: int) -> float:
    return round(min(1.0, value / total), 4) if total else 0.0


def _sections(report: FiguresReport) -> list[dict[str, Any] | None]:
    return [
        _goals(report),
        _figures(report),
        _started(report),
        _stays(report),
        _steps(report),
        _origins(report),
        _zones(report),
        _cohorts(report),
    ]


def _goals(report: FiguresReport) -> dict[str, Any] | None:
    words = _("%(value)s sur %(target)d")
    bars = [
        (
            f"{goal.indicator.label}, {goal.place}",
            words % {"value": _cell(goal.public_reached), "target": goal.value},
            _share(goal.public_reached or 0, goal.value),
        )
        for goal in report.goals
    ]
    return _section(_("Où nous en sommes de nos buts"), bars=bars) if bars else None


def _figures(report: FiguresReport) -> dict[str, Any]:
    rows = [
        (
            f"{figure.label} ({figure.note})" if figure.note else figure.label,
            figure.value
            if figure.total is None
            else f"{figure.value} / {figure.total}",
            figure.target or "–",
            figure.definition,
        )
        for figure in report.figures
    ]
    headings = [_("Chiffre"), _("Valeur"), _("But"), _("Ce que l’on compte")]
    return _section(_("Les chiffres"), headings=headings, rows=rows, words=(0, 3))


def _started(report: FiguresReport) -> dict[str, Any] | None:
    started = report.started
    if not started.total or started.is_small:
        return None
    part = _("%(number)s des %(whole)d")
    bars = [
        (
            str(Outcome(outcome).label),
            part % {"number": _cell(number), "whole": started.total},
            _share(number or 0, started.total),
        )
        for outcome, number in zip(Outcome.values, started.public_cells, strict=True)
    ]
    return _section(
        _("Toutes les personnes qui ont commencé"),
        lead=_("Personne n’est retiré du compte."),
        bars=bars,
    )


def _stays(report: FiguresReport) -> dict[str, Any] | None:
    stays = [stay for stay in report.stays if not stay.is_small]
    if not stays:
        return None
    part = _("%(stayed)d des %(whole)d, %(unknown)d sans nouvelles")
    bars = [
        (
            _("Après %(time)s :") % {"time": stay.label},
            part
            % {"stayed": stay.stayed, "whole": stay.total, "unknown": stay.unknown},
            _share(stay.stayed, stay.total),
        )
        for stay in stays
    ]
    return _section(
        _("Encore en poste"),
        lead=_("De toutes les embauches assez anciennes pour que la question se pose."),
        bars=bars,
    )


def _steps(report: FiguresReport) -> dict[str, Any]:
    rows = [(step.label, step.value, step.definition) for step in report.steps]
    headings = [_("Étape"), _("Nombre"), _("Ce que l’on compte")]
    return _section(
        _("Du partage à l’embauche"), headings=headings, rows=rows, words=(0, 2)
    )


def _origins(report: FiguresReport) -> dict[str, Any] | None:
    total = sum(origin.value for origin in report.origins)
    if not total:
        return None
    part = _("%(number)s des %(whole)d")
    bars = [
        (
            origin.label,
            part % {"number": origin.value, "whole": total},
            _share(origin.value, total),
        )
        for origin in report.origins
    ]
    return _section(_("Les embauches sont nées :"), bars=bars)


def _zones(report: FiguresReport) -> dict[str, Any] | None:
    """Only when the whole programme is counted."""
    if report.scope.zone or report.scope.cohort or len(report.by_zone) < 2:
        return None
    most = max(line.hires for line in report.by_zone)
    return _section(
        _("Par zone"),
        lead=_("Embauches par zone"),
        bars=[
            (line.zone.name, str(line.hires), _share(line.hires, most))
            for line in report.by_zone
        ],
        headings=[
            _("Zone"),
            _("Accompagnées"),
            _("Entreprises"),
            _("Rencontres"),
            _("Embauches"),
        ],
        rows=[
            (z.zone.name, z.accompanied, z.companies, z.meetings, z.hires)
            for z in report.by_zone
        ],
    )


def _cohorts(report: FiguresReport) -> dict[str, Any] | None:
    lines = [line for line in report.by_cohort if not line.is_small]
    if not lines or report.scope.cohort:
        return None
    return _section(
        _("Par promotion"),
        headings=[
            _("Promotion"),
            _("ont commencé"),
            *(str(outcome.label) for outcome in Outcome),
        ],
        rows=[(line.name, line.total, *line.public_cells) for line in lines],
    )
