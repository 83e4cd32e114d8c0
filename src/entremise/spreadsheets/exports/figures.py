"""The figures of the team's page as a workbook: a sheet for each table, each number typed."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.impact.enums import Outcome
from entremise.impact.queries.report import FiguresReport
from entremise.impact.wording import scope_in_words
from entremise.sharing.enums import ShareChannel
from entremise.spreadsheets.files.writing import WorkbookSheet, xlsx_bytes

Rows = Iterable[Sequence[Any]]


def figures_workbook(report: FiguresReport) -> bytes:
    """An XLSX file. It shows what the page shows to staff, small groups included."""
    return xlsx_bytes(
        [
            WorkbookSheet(_("À lire"), [_("Quoi"), _("Réponse")], _about(report)),
            _figures(report),
            _goals(report),
            _started(report),
            _steps(report),
            _channels(report),
            _origins(report),
            _stays(report),
            _zones(report),
            _cohorts(report),
        ]
    )


def _about(report: FiguresReport) -> Rows:
    return [
        (_("Association"), current_settings().association_name),
        (_("Ce qui est compté"), scope_in_words(report.scope)),
        (_("Jour"), timezone.localdate()),
        (_("Comment"), _("Chaque chiffre est recompté à partir des faits.")),
        (_("Comment nous comptons"), url_to("how_counting")),
        (
            _("À qui le montrer"),
            _(
                "À l’équipe : de petits groupes y sont comptés, où quelqu’un pourrait être"
                " reconnu. Pour un conseil, prenez le PDF."
            ),
        ),
    ]


def _figures(report: FiguresReport) -> WorkbookSheet:
    headings = [
        _("Chiffre"),
        _("Valeur"),
        _("Sur"),
        _("But"),
        _("Ce que l’on compte"),
        _("Remarque"),
    ]
    rows = [
        (f.label, f.value, f.total, f.target, f.definition, f.note)
        for f in report.figures
    ]
    return WorkbookSheet(_("Chiffres"), headings, rows)


def _goals(report: FiguresReport) -> WorkbookSheet:
    rows = [
        (
            goal.indicator.label,
            goal.place,
            goal.value,
            goal.reached,
            goal.starts_on,
            goal.ends_on,
        )
        for goal in report.goals
    ]
    headings = [_("Chiffre"), _("Où"), _("But"), _("Atteint"), _("Du"), _("Au")]
    return WorkbookSheet(_("Buts"), headings, rows)


def _started(report: FiguresReport) -> WorkbookSheet:
    started = report.started
    rows = [
        (Outcome(outcome).label, number, started.total)
        for outcome, number in zip(Outcome.values, started.cells, strict=True)
    ]
    headings = [_("Où elles en sont"), _("Personnes"), _("De celles qui ont commencé")]
    return WorkbookSheet(_("Parcours"), headings, rows)


def _steps(report: FiguresReport) -> WorkbookSheet:
    rows = [(step.label, step.value, step.definition) for step in report.steps]
    headings = [_("Étape"), _("Nombre"), _("Ce que l’on compte")]
    return WorkbookSheet(_("Du partage à l’embauche"), headings, rows)


def _channels(report: FiguresReport) -> WorkbookSheet:
    """Parts of a contact are decimal numbers here, words on the page."""
    reach = report.reach
    ends = (reach.contacts, reach.meetings, reach.hires)
    rows: list[Sequence[Any]] = [
        (
            row.label,
            row.shares,
            row.visits,
            *(_number(end.channels.get(ShareChannel(row.channel))) for end in ends),
        )
        for row in reach.rows
    ]
    if reach.plain_visits:
        plain = _("Ce site, ou l’adresse directe")
        rows.append((plain, None, reach.plain_visits, None, None, None))
    if reach.unknown:
        unknown = (_number(end.unknown) for end in ends)
        rows.append((reach.unknown.label, None, None, *unknown))
    headings = [
        _("Moyen"),
        _("Partages"),
        _("Visites"),
        _("Contacts"),
        _("Rencontres"),
        _("Embauches"),
    ]
    return WorkbookSheet(_("Moyens"), headings, rows)


def _number(part: Fraction | None) -> int | float:
    if not part:
        return 0
    return part.numerator if part.denominator == 1 else round(float(part), 4)


def _origins(report: FiguresReport) -> WorkbookSheet:
    total = sum(origin.value for origin in report.origins)
    rows = [(origin.label, origin.value, total) for origin in report.origins]
    headings = [_("Embauches nées"), _("Nombre"), _("De toutes les embauches")]
    return WorkbookSheet(_("Origine"), headings, rows)


def _stays(report: FiguresReport) -> WorkbookSheet:
    rows = [(s.label, s.total, s.stayed, s.left, s.unknown) for s in report.stays]
    headings = [
        _("Après"),
        _("Embauches"),
        _("En poste"),
        _("Terminées avant"),
        _("Sans nouvelles"),
    ]
    return WorkbookSheet(_("Encore en poste"), headings, rows)


def _zones(report: FiguresReport) -> WorkbookSheet:
    rows = [
        (line.zone.name, line.accompanied, line.companies, line.meetings, line.hires)
        for line in report.by_zone
    ]
    headings = [
        _("Zone"),
        _("Accompagnées"),
        _("Entreprises"),
        _("Rencontres"),
        _("Embauches"),
    ]
    return WorkbookSheet(_("Par zone"), headings, rows)


def _cohorts(report: FiguresReport) -> WorkbookSheet:
    rows = [
        (line.name, line.zone, line.starts_on, line.total, *line.cells)
        for line in report.by_cohort
    ]
    headings = [
        _("Promotion"),
        _("Zone"),
        _("Premier jour"),
        _("ont commencé"),
        *(str(outcome.label) for outcome in Outcome),
    ]
    return WorkbookSheet(_("Par promotion"), headings, rows)
