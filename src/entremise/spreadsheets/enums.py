from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class ImportState(models.TextChoices):
    """Where an import is. Those in WORKING_STATES move on by the worker."""

    READING = "reading", _("Le fichier s’ouvre")
    UNREADABLE = "unreadable", _("Fichier non lu")
    COLUMNS = "columns", _("Colonnes à vérifier")
    CHECKING = "checking", _("Les lignes sont vérifiées")
    CHECKED = "checked", _("À confirmer")
    RUNNING = "running", _("En cours")
    DONE = "done", _("Terminé")
    UNDOING = "undoing", _("En train d’être défait")
    UNDONE = "undone", _("Défait")
    DISCARDED = "discarded", _("Abandonné")
    STOPPED = "stopped", _("Arrêté")


IMPORT_MOVES: dict[str, tuple[str, ...]] = {
    ImportState.READING: (
        ImportState.COLUMNS,
        ImportState.UNREADABLE,
        ImportState.DISCARDED,
    ),
    ImportState.UNREADABLE: (),
    ImportState.COLUMNS: (
        ImportState.READING,  # another sheet
        ImportState.CHECKING,
        ImportState.DISCARDED,
    ),
    ImportState.CHECKING: (ImportState.CHECKED, ImportState.STOPPED),
    ImportState.CHECKED: (
        ImportState.COLUMNS,
        ImportState.CHECKING,  # again: something that was missing is there
        ImportState.RUNNING,
        ImportState.DISCARDED,
    ),
    ImportState.RUNNING: (ImportState.DONE, ImportState.STOPPED),
    ImportState.DONE: (ImportState.UNDOING,),
    ImportState.UNDOING: (ImportState.UNDONE, ImportState.STOPPED),
    ImportState.STOPPED: (ImportState.UNDOING,),
    ImportState.UNDONE: (),
    ImportState.DISCARDED: (),
}
# What their rows made is there.
IMPORTED_STATES = (ImportState.DONE, ImportState.STOPPED)
WORKING_STATES = (
    ImportState.READING,
    ImportState.CHECKING,
    ImportState.RUNNING,
    ImportState.UNDOING,
)


class RowOutcome(models.TextChoices):
    """What an import does, or did, of one row."""

    NEW = "new", _("Nouveau")
    COMPLETED = "completed", _("Connu, complété")
    SAME = "same", _("Connu, inchangé")
    REFUSED = "refused", _("Refusé")


class UndoneRow(models.TextChoices):
    """What undoing did of one row."""

    REMOVED = "removed", _("Retiré")
    KEPT = "kept", _("Gardé")
