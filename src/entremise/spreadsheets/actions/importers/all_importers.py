"""The importer of each list."""

from collections.abc import Mapping

from entremise.foundation.accounts.models import User

from .base import Importer
from .candidates import CandidateImporter
from .coaches import CoachImporter
from .companies import CompanyImporter
from .hires import HireImporter
from .pairings import PairingImporter
from .sessions import SessionImporter

IMPORTERS: dict[str, type[Importer]] = {
    importer.declared.key: importer
    for importer in (
        CandidateImporter,
        CoachImporter,
        CompanyImporter,
        PairingImporter,
        HireImporter,
        SessionImporter,
    )
}


def importer_for(
    list_key: str, by: User, defaults: Mapping[str, str] | None = None
) -> Importer:
    return IMPORTERS[list_key](by, defaults)
