"""Forms about candidates: referral, file, step of the path, review of the CV."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from entremise.candidates.enums import CVSection, LeavingReason, PathState
from entremise.candidates.queries.cohorts import joinable_cohorts_for
from entremise.candidates.wording import sections
from entremise.candidates.wording.seats import seats_label
from entremise.foundation.kit.forms import (
    EmailField,
    LineField,
    PhoneField,
    TextField,
    set_rows,
)
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entremise.foundation.accounts.models import Zone

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.models import Viewer


class ContactDetailsForm(forms.Form):
    """Name, and how to reach the person."""

    first_name = LineField(label=_("Prénom"), max_length=80)
    last_name = LineField(label=_("Nom de famille"), max_length=80, required=False)
    phone = PhoneField(label=_("Téléphone"), required=False)
    email = EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(
        label=_("Langue pour lui écrire"), choices=settings.LANGUAGES
    )


class TeamReferralForm(ContactDetailsForm):
    zone: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Zone"), queryset=None, to_field_name="code", empty_label=None
    )
    organization = LineField(
        label=_("Structure qui oriente"), max_length=120, required=False
    )
    referrer_first_name = LineField(
        label=_("Prénom de la personne qui oriente"), max_length=80, required=False
    )
    referrer_last_name = LineField(label=_("Son nom"), max_length=80, required=False)
    referrer_email = EmailField(label=_("Son e-mail"), required=False)
    referral_message = TextField(
        label=_("Ce que l’on sait déjà"),
        required=False,
        help_text=_("Seulement ce qui sert à l’accompagner. La personne peut le lire."),
    )

    def __init__(self, *args: Any, zones: QuerySet[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "zone", zones)


class CohortChoiceField(forms.ModelChoiceField):
    """« Promotion de mars : 9 places prises sur 12, reste 3 »."""

    def label_from_instance(self, obj: Any) -> str:
        return _now("%(cohort)s : %(seats)s") % {
            "cohort": obj,
            "seats": seats_label(obj.taken, obj.seats),
        }


class CandidateFileForm(ContactDetailsForm):
    cohort = CohortChoiceField(
        label=_("Promotion"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=_("Aucune"),
    )
    situation = TextField(
        label=_("Ce qui aide à l’accompagner"),
        required=False,
        rows=3,
        help_text=_(
            "Pour l’équipe. La personne le reçoit si elle demande ses données."
        ),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, candidate: Candidate, **kwargs: Any
    ) -> None:
        initial = {
            name: getattr(candidate, name)
            for name in (*ContactDetailsForm.base_fields, "situation")
        }
        initial["cohort"] = candidate.cohort.code if candidate.cohort else ""
        super().__init__(*args, **kwargs | {"initial": initial})
        cohorts = joinable_cohorts_for(viewer, candidate.zone, kept=candidate.cohort)
        set_rows(self, "cohort", cohorts)
        field: Any = self.fields["cohort"]
        # read on a phone too, where the names of a closed list are cut
        field.help_text = ". ".join(field.label_from_instance(one) for one in cohorts)


class PathMoveForm(forms.Form):
    comment = TextField(
        label=_("Ce qui a été décidé, en quelques mots"),
        required=False,
        rows=4,
        help_text=_("La personne peut le lire dans ses données."),
    )

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to == PathState.LEFT:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Pourquoi le parcours se termine"),
                choices=LeavingReason.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choisissez la raison la plus proche.")},
            )
            self.order_fields(["reason", "comment"])


class PaperReadForm(forms.Form):
    """What a second person says of a signed paper."""

    read = forms.BooleanField(
        label=_("J’ai lu ce papier : il est signé, et il dit exactement ces choix.")
    )


class PaperRefusalForm(forms.Form):
    remark = TextField(
        label=_("Pourquoi ce papier ne convient pas"),
        rows=2,
        help_text=_("Pour la personne de l’équipe qui l’a enregistré."),
    )


class PeopleField(forms.MultipleChoiceField):
    """People ticked in a list; the action says who has moved since it was shown."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return True


class PeopleForm(forms.Form):
    """Several people, all ticked at first; ``label_of``: how the list calls one of them."""

    people = PeopleField(
        label=_("Personnes"),
        error_messages={"required": _("Cochez au moins une personne.")},
    )

    def __init__(
        self,
        *args: Any,
        people: list[Any],
        label_of: Callable[[Any], str],
        **kwargs: Any,
    ) -> None:
        codes = [person.code for person in people]
        super().__init__(*args, **{"initial": {"people": codes}, **kwargs})
        field: Any = self.fields["people"]
        field.choices = [(person.code, label_of(person)) for person in people]


class TogetherForm(PeopleForm):
    comment = TextField(
        label=_("Ce qui a été décidé, en quelques mots"),
        required=False,
        rows=3,
        help_text=_("Écrit dans chaque dossier. La personne peut le lire."),
    )

    def __init__(self, *args: Any, people: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, people=people, label_of=_person_label, **kwargs)


def _person_label(person: Candidate) -> str:
    """« Ali Haddad · Lyon · Promotion de mars »."""
    name = f"{person.first_name} {person.last_name}".strip()
    cohort = person.cohort.name if person.cohort else ""
    return " · ".join(filter(None, [name, person.zone.name, cohort]))


class CVReviewForm(forms.Form):
    """A remark for each section, and one for the whole CV."""

    freely = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "r_%s"})
        self.fields["whole"] = TextField(
            label=_("Sur le CV en entier"), required=False, rows=3
        )
        for section in CVSection:
            self.fields[section.value] = TextField(
                label=_("Remarque sur « %(title)s »")
                % {"title": sections.section_title(section)},
                required=False,
                rows=2,
            )

    def comments(self) -> list[tuple[str, str]]:
        by_section = [
            (section.value, self.cleaned_data[section.value]) for section in CVSection
        ]
        return [
            (section, text)
            for section, text in [("", self.cleaned_data["whole"]), *by_section]
            if text
        ]
