"""Forms of the settings: zones, cohorts, goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from entremise.candidates.queries.cohorts import cohorts_with_seats_for
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.validators import (
    departement_label,
    number_among_words,
    parse_departements,
    parse_phone_number,
    similar_departement,
)
from entremise.foundation.association.queries import digest_of
from entremise.foundation.kit.forms import (
    DateField,
    EditForm,
    EmailField,
    LineField,
    PhoneField,
)
from entremise.foundation.kit.text import Sentence, gettext as _now, gettext_lazy as _
from entremise.impact.enums import Indicator

if TYPE_CHECKING:
    from entremise.candidates.models import Cohort
    from entremise.foundation.accounts.models import Viewer, Zone
    from entremise.impact.models import Target

# The clocks of France, with a town that people know.
CLOCKS: list[tuple[str, Sentence]] = [
    ("Europe/Paris", _("France métropolitaine")),
    ("America/Guadeloupe", _("Guadeloupe")),
    ("America/Martinique", _("Martinique")),
    ("America/Cayenne", _("Guyane")),
    ("Indian/Reunion", _("La Réunion")),
    ("Indian/Mayotte", _("Mayotte")),
    ("America/Miquelon", _("Saint-Pierre-et-Miquelon")),
    ("America/St_Barthelemy", _("Saint-Barthélemy")),
    ("America/Marigot", _("Saint-Martin")),
    ("Pacific/Wallis", _("Wallis-et-Futuna")),
    ("Pacific/Tahiti", _("Polynésie : Tahiti")),
    ("Pacific/Marquesas", _("Polynésie : Marquises")),
    ("Pacific/Gambier", _("Polynésie : Gambier")),
    ("Pacific/Noumea", _("Nouvelle-Calédonie")),
]
PLACE_ALL = ""
PLACE_ZONE, PLACE_COHORT = "zone", "promotion"


class ProgrammeForm(EditForm):
    """A form over something that another administrator may change while it is filled in.

    ``seen`` says what the page showed. What was saved in between is told beside its field;
    saving again replaces it.
    """

    def watch_changes(self) -> None:
        """Called with the fields and the values that are stored now."""
        self.shown = [name for name in self.fields if name in self.initial]
        marks = [digest_of(str(self.initial[name])) for name in self.shown]
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=" ".join(marks)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = cleaned.pop("seen", "").split()
        if not seen or len(seen) != len(self.shown):
            return cleaned
        stored = str(self.fields["seen"].initial)
        changed = [
            name
            for name, before, now in zip(self.shown, seen, stored.split(), strict=True)
            if before != now and str(self[name].value()) != str(self.initial[name])
        ]
        for name in changed:
            self.add_error(
                name,
                _now("Valeur enregistrée entre-temps : « %(value)s ».")
                % {"value": self.initial[name] or _now("rien")},
            )
        if changed:
            self.replace_sent({"seen": stored})
        return cleaned


class ZoneForm(ProgrammeForm):
    name = LineField(
        label=_("Nom de la zone"),
        max_length=80,
        help_text=_("Tel que le public le lit : « Lyon », « Seine-Saint-Denis »."),
    )
    departements = LineField(
        label=_("Départements"),
        max_length=1000,
        required=False,
        help_text=_("Numéros ou noms, séparés par des virgules : 75, 93, Guadeloupe."),
    )
    email = EmailField(
        label=_("E-mail montré au public"),
        required=False,
        help_text=_("L’adresse de l’équipe. Vide : celle de l’association."),
    )
    phone = PhoneField(label=_("Téléphone montré au public"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Heure"),
        help_text=_(
            "Gardée avec la zone. Les heures des rencontres restent pour l’instant à l’heure"
            " du site."
        ),
    )

    def __init__(self, *args: Any, zone: Zone | None = None, **kwargs: Any) -> None:
        named = kwargs.pop("initial", {})
        initial = {"time_zone": settings.TIME_ZONE, **named}
        if zone is not None:
            initial = {
                "name": zone.name,
                "departements": ", ".join(zone.departements),
                "email": zone.email,
                "phone": zone.readable_phone,
                "time_zone": zone.time_zone or settings.TIME_ZONE,
            }
        super().__init__(*args, **{"initial": initial, **kwargs})
        clock: Any = self.fields["time_zone"]
        clock.choices = clock_choices(initial["time_zone"])
        if zone is not None:
            self.watch_changes()

    def clean_departements(self) -> list[str]:
        typed = parse_departements(self.cleaned_data["departements"])
        if typed.unknown:
            raise forms.ValidationError(
                [_unknown_departement(words) for words in typed.unknown]
            )
        return typed.codes

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        number = parse_phone_number(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(
                number_among_words(typed)
                or _now("Ce numéro ne semble pas complet. Vérifiez, ou laissez vide.")
            )
        return number


def clock_choices(kept: str) -> list[tuple[str, str]]:
    """« La Réunion (14:05) »; with the clock of the zone, or of the site, if it is another one."""
    names = {name: str(label) for name, label in CLOCKS}
    names.setdefault(settings.TIME_ZONE, settings.TIME_ZONE)
    names.setdefault(kept, kept)
    return [(name, f"{label} ({clock_hour(name)})") for name, label in names.items()]


def clock_hour(time_zone: str) -> str:
    return f"{timezone.localtime(timezone=ZoneInfo(time_zone)):%H:%M}"


def _unknown_departement(words: str) -> str:
    close = similar_departement(words)
    if close:
        return _now("« %(words)s » : voulez-vous dire %(close)s ?") % {
            "words": words,
            "close": close,
        }
    return _now(
        "« %(words)s » n’est pas un département. Écrivez son numéro ou son nom."
    ) % {"words": words}


class CloseZoneForm(forms.Form):
    into: Any = forms.ModelChoiceField(
        label=_("La zone qui reprend tout"),
        queryset=None,
        to_field_name="code",
        empty_label=_("Choisir une zone"),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, zone: Zone, is_empty: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_empty:
            del self.fields["into"]
            return
        into: Any = self.fields["into"]
        into.queryset = zones_for(viewer).exclude(pk=zone.pk)

    @property
    def target(self) -> Zone | None:
        return self.cleaned_data.get("into")


class CohortForm(ProgrammeForm):
    zone: Any = forms.ModelChoiceField(
        label=_("Zone"),
        queryset=None,
        to_field_name="code",
        empty_label=_("Choisir une zone"),
    )
    name = LineField(
        label=_("Nom de la promotion"),
        max_length=80,
        help_text=_("Par exemple « Promotion de mars 2027 »."),
    )
    starts_on = DateField(label=_("Premier jour"))
    ends_on = DateField(
        label=_("Dernier jour"), help_text=_("Un parcours dure six mois.")
    )
    seats = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_(
            "Vide : sans limite. Au-delà, l’équipe est prévenue ; rien n’est refusé."
        ),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, cohort: Cohort | None = None, **kwargs: Any
    ) -> None:
        initial = (
            {
                name: getattr(cohort, name)
                for name in ("name", "starts_on", "ends_on", "seats")
            }
            if cohort is not None
            else {}
        )
        super().__init__(*args, **{"initial": initial, **kwargs})
        if cohort is not None:
            del self.fields["zone"]  # a cohort stays in its zone
            self.watch_changes()
            return
        zone: Any = self.fields["zone"]
        zone.queryset = zones_for(viewer)


class GoalForm(ProgrammeForm):
    """A new goal: which figure, for whom, how many, from when to when."""

    indicator = forms.ChoiceField(label=_("Chiffre"), choices=Indicator.choices)
    place = forms.ChoiceField(label=_("Pour"), required=False)
    value = forms.IntegerField(label=_("But"), min_value=1, max_value=1_000_000)
    starts_on = DateField(label=_("Du"))
    ends_on = DateField(label=_("Au"))

    def __init__(
        self, *args: Any, viewer: Viewer, target: Target | None = None, **kwargs: Any
    ) -> None:
        today = timezone.localdate()
        initial: dict[str, Any] = {
            "starts_on": today.replace(month=1, day=1),
            "ends_on": today.replace(month=12, day=31),
        }
        if target is not None:
            initial = {
                name: getattr(target, name)
                for name in ("value", "starts_on", "ends_on")
            }
        super().__init__(*args, **{"initial": initial, **kwargs})
        if target is not None:
            del self.fields["indicator"], self.fields["place"]
            self.watch_changes()
            return
        zones = list(zones_for(viewer))
        cohorts = list(cohorts_with_seats_for(viewer).filter(closed_at=None))
        self._places: dict[str, dict[str, Any]] = {
            PLACE_ALL: {},
            **{f"{PLACE_ZONE}:{zone.code}": {"zone": zone} for zone in zones},
            **{f"{PLACE_COHORT}:{one.code}": {"cohort": one} for one in cohorts},
        }
        place: Any = self.fields["place"]
        place.choices = [
            (PLACE_ALL, _now("Tout le programme")),
            (
                _now("Une zone"),
                [(f"{PLACE_ZONE}:{zone.code}", zone.name) for zone in zones],
            ),
            (
                _now("Une promotion"),
                [(f"{PLACE_COHORT}:{one.code}", str(one)) for one in cohorts],
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _now("Le dernier jour vient après le premier."))
        if "place" in self.fields and "place" in cleaned:
            cleaned |= self._places[cleaned.pop("place")]
        return cleaned


def shared_departements(zone: Zone, others: list[Zone]) -> list[tuple[str, str]]:
    """(label of a département, name of the other open zone that has it too)."""
    return [
        (departement_label(code), other.name)
        for other in others
        if other.pk != zone.pk
        for code in zone.departements
        if code in other.departements
    ]
