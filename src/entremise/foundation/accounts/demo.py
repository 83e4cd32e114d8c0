"""The demonstration: the personas that visitors may sign in as, and the messages it wrote."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.outbox.models import OutboxMessage

from .models import User

DEMO_FILLED = "accounts.demonstration_filled"

# Role → label and sentence on the page of personas.
PERSONA_TEXTS: dict[str, tuple[Any, Any]] = {
    "candidate": (
        _("Une candidate"),
        _(
            "Son CV est publié. Elle a rencontré une entreprise et y retourne dans quelques jours."
        ),
    ),
    "coach": (_("Son coach"), _("Accompagne cette candidate deux heures par semaine.")),
    "other_coach": (
        _("Un autre coach"),
        _("Accompagne quelqu’un d’autre : le dossier de la candidate lui est fermé."),
    ),
    "recruiter": (
        _("Un recruteur qui l’a rencontrée"),
        _("Leur rencontre a eu lieu. La suite se décide maintenant."),
    ),
    "other_recruiter": (
        _("Une recruteuse qui ne l’a pas rencontrée"),
        _("Voit seulement ce qui est publié. L’équipe relit ses propositions."),
    ),
    "champion": (
        _("Une personne moteur"),
        _("Ouvre les portes de son entreprise, accueille les personnes embauchées."),
    ),
    "team": (
        _("L’équipe de Paris"),
        _("Relit les CV, prépare les rencontres, suit les embauches de sa zone."),
    ),
    "other_team": (
        _("L’équipe de Lyon"),
        _(
            "Le même travail, dans une autre zone : elle n’ouvre pas les dossiers de Paris."
        ),
    ),
    "administrator": (
        _("L’administration"),
        _("Voit toutes les zones et règle la plateforme."),
    ),
    "passer_by": (
        _("Une personne de passage"),
        _("Sans compte : elle lit les CV publiés et les partage."),
    ),
}


@dataclass(frozen=True)
class Persona:
    role: str
    label: Any
    sentence: Any
    user: User | None  # None: the passer-by


def mark_demo_filled(people: dict[str, User]) -> None:
    """Record that this database is a demonstration; ``people``: the account of each role."""
    record_in_journal(
        DEMO_FILLED,
        by=None,
        about=(),
        **{role: person.code for role, person in people.items()},
    )


def is_demo_filled() -> bool:
    return JournalEntry.objects.filter(verb=DEMO_FILLED).exists()


def personas() -> list[Persona]:
    """The personas of the demonstration; empty elsewhere."""
    entry = (
        JournalEntry.objects.filter(verb=DEMO_FILLED).first() if settings.DEMO else None
    )
    if entry is None:
        return []
    people = {
        person.code: person
        for person in User.objects.filter(code__in=entry.data.values())
    }
    return [
        Persona(role, label, sentence, people.get(entry.data.get(role, "")))
        for role, (label, sentence) in PERSONA_TEXTS.items()
        if role == "passer_by" or entry.data.get(role) in people
    ]


def persona_with_role(role: str) -> Persona | None:
    return next((one for one in personas() if one.role == role), None)


def demo_messages() -> Any:
    """The messages written, the newest first; none outside the demonstration."""
    return (
        OutboxMessage.objects.order_by("-created_at", "-pk")
        if settings.DEMO
        else OutboxMessage.objects.none()
    )


def demo_message(code: str) -> OutboxMessage | None:
    return demo_messages().filter(code=code).first()
