"""Forms about companies, approaches, introductions and meetings."""

from typing import Any

from django import forms

from entremise.companies.enums import CompanyState
from entremise.foundation.kit.forms import EmailField, LineField, TextField, set_choices
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _
from entremise.meetings.enums import MeetingKind
from entremise.meetings.forms import ProposeMeetingForm


class CompanyFilterForm(forms.Form):
    words = LineField(label=_("Nom, ville ou SIREN"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Toutes")), *CompanyState.choices],
    )


class OptionalMessageForm(forms.Form):
    message = TextField(
        label=_("Un mot pour l’entreprise"), required=False, rows=3, max_length=1000
    )


class RefusalMessageForm(forms.Form):
    message = TextField(
        label=_("Votre réponse"),
        rows=5,
        max_length=1000,
        help_text=_("La personne qui a écrit lira ces mots, signés de l’équipe."),
    )


class SuspensionMessageForm(forms.Form):
    message = TextField(
        label=_("Un mot pour l’entreprise"),
        rows=5,
        max_length=1000,
        help_text=_("Elle lira ces mots, signés de l’équipe. Dites pourquoi."),
    )


class CloseApproachForm(forms.Form):
    message = TextField(
        label=_("Un mot pour la personne"), required=False, rows=4, max_length=1000
    )
    to_sender = TextField(
        label=_("Un mot pour qui a proposé"), required=False, rows=4, max_length=1000
    )


class AskChampionForm(forms.Form):
    message = TextField(label=_("Ce que vous lui demandez"), rows=5, max_length=1000)
    with_kit = forms.BooleanField(
        label=_("Le message mène à son kit de partage"), required=False
    )
    again = forms.BooleanField(
        label=_("Je sais que nous lui avons déjà demandé quelque chose ce mois-ci"),
        required=False,
    )


class IntroductionForm(forms.Form):
    """Company, reason, and who the team knows there."""

    company = forms.ChoiceField(label=_("Dans quelle entreprise ?"))
    message = TextField(
        label=_("Pourquoi cette rencontre ?"),
        rows=5,
        help_text=_("La personne lira ces mots et dira oui ou non."),
    )
    job_idea = LineField(
        label=_("Une idée de ce qu’elles pourraient faire ensemble"),
        required=False,
        max_length=120,
    )
    contact_name = LineField(
        label=_("Qui connaissez-vous là-bas ?"), required=False, max_length=120
    )

    def __init__(self, *args: Any, companies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {company.code: company for company in companies}
        choices = [
            ("", "—"),
            *((code, company.name) for code, company in self.companies.items()),
        ]
        set_choices(self, "company", choices)

    def clean_company(self) -> Any:
        return self.companies[self.cleaned_data["company"]]


class PlanMeetingForm(ProposeMeetingForm):
    """A date and who attends: members of the company, and up to two people without account."""

    kind = forms.ChoiceField(label=_("Quelle rencontre ?"), choices=MeetingKind.choices)
    people = forms.MultipleChoiceField(
        label=_("Qui, dans l’entreprise ?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_guest = LineField(
        label=_("Une autre personne : prénom et nom"), required=False, max_length=120
    )
    first_title = LineField(label=_("Son métier"), required=False, max_length=120)
    first_email = EmailField(
        label=_("Son e-mail"),
        required=False,
        help_text=_("Avec un e-mail, elle pourra dire oui et confirmer elle-même."),
    )
    second_guest = LineField(
        label=_("Encore une personne : prénom et nom"), required=False, max_length=120
    )
    second_title = LineField(label=_("Son métier"), required=False, max_length=120)
    second_email = EmailField(label=_("Son e-mail"), required=False)
    comes_along = forms.BooleanField(
        label=_("Je viens avec la personne"), required=False
    )
    field_order = (
        *(
            "kind",
            "starts_at",
            "minutes",
            "place",
            "directions",
            "people",
            "first_guest",
            "first_title",
            "first_email",
        ),
        *(
            "second_guest",
            "second_title",
            "second_email",
            "comes_along",
            "remote",
            "remote_reason",
        ),
    )

    def __init__(
        self, *args: Any, members: Any = (), kinds: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.user.code: member for member in members}
        if kinds:
            kind: Any = self.fields["kind"]
            kind.choices = [(k, MeetingKind(k).label) for k in kinds]
        if self.members:
            set_choices(
                self,
                "people",
                [
                    (code, f"{m.user.full_name}, {m.job_title or m.get_role_display()}")
                    for code, m in self.members.items()
                ],
            )
        else:
            del self.fields["people"]
        if not members and kinds and MeetingKind.FIRST in kinds:
            for name in ("first_email", "second_email"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for which in ("first", "second"):
            if cleaned.get(f"{which}_email") and not cleaned.get(f"{which}_guest"):
                self.add_error(
                    f"{which}_guest",
                    _now("Écrivez le prénom et le nom de cette personne."),
                )
        return cleaned

    def meeting_values(self) -> dict[str, Any]:
        names = (
            "starts_at",
            "minutes",
            "place",
            "directions",
            "remote",
            "remote_reason",
            "kind",
        )
        return {name: self.cleaned_data[name] for name in names}

    def invited_users(self) -> list[Any]:
        return [self.members[code].user for code in self.cleaned_data.get("people", [])]

    def invited_guests(self) -> list[tuple[str, str, str]]:
        """(name, title, e-mail) of the people without account."""
        data = self.cleaned_data
        return [
            (data[f"{w}_guest"], data.get(f"{w}_title", ""), data.get(f"{w}_email", ""))
            for w in ("first", "second")
            if data.get(f"{w}_guest")
        ]
