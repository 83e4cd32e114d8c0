"""What the refused rows of a file speak of and that is not there, said once with their number."""

from collections import Counter

from entremise.foundation.accounts.models import Zone
from entremise.foundation.kit.text import ngettext
from entremise.spreadsheets.models import ImportRun
from entremise.spreadsheets.queries import refused_rows

from .importers.base import FileNote


def missing_notes(run: ImportRun) -> list[FileNote]:
    """One note for each thing, that of most rows first."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for reasons in refused_rows(run).values_list("reasons", flat=True):
        counted.update({tuple(r["missing"]) for r in reasons if "missing" in r})
    zones = dict(Zone.objects.values_list("code", "name"))
    return [
        FileNote(_sentence(kind, name, zones.get(zone, ""), number), kind, name, zone)
        for (kind, name, zone), number in counted.most_common()
    ]


def _sentence(kind: str, name: str, zone: str, number: int) -> str:
    sentences = {
        "cohort": ngettext(
            "La promotion « %(name)s » n’existe pas dans la zone %(zone)s : %(number)d ligne "
            "l’attend.",
            "La promotion « %(name)s » n’existe pas dans la zone %(zone)s : %(number)d lignes "
            "l’attendent.",
            number,
        ),
        "zone": ngettext(
            "« %(name)s » n’est pas une de vos zones : %(number)d ligne l’attend.",
            "« %(name)s » n’est pas une de vos zones : %(number)d lignes l’attendent.",
            number,
        ),
        "candidate": ngettext(
            "%(number)d ligne parle de quelqu’un qui n’est pas encore candidat ici.",
            "%(number)d lignes parlent de gens qui ne sont pas encore candidats ici.",
            number,
        ),
        "coach": ngettext(
            "%(number)d ligne parle de quelqu’un qui n’est pas encore coach ici.",
            "%(number)d lignes parlent de gens qui ne sont pas encore coachs ici.",
            number,
        ),
        "company": ngettext(
            "%(number)d ligne parle d’une entreprise qui n’est pas encore ici.",
            "%(number)d lignes parlent d’entreprises qui ne sont pas encore ici.",
            number,
        ),
        "pairing": ngettext(
            "%(number)d ligne parle d’un binôme qui n’est pas encore ici.",
            "%(number)d lignes parlent de binômes qui ne sont pas encore ici.",
            number,
        ),
    }
    return sentences[kind] % {"name": name, "zone": zone, "number": number}
