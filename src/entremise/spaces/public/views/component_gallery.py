"""Every interface component on one page, in the demonstration and in tests."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from entremise.foundation.kit.forms import (
    DateTimeField,
    EmailField,
    LineField,
    PhoneField,
    TextField,
)
from entremise.foundation.kit.icons import icon_markup
from entremise.foundation.web.decorators import anyone, reads

NAMES = ("Ali", "Billy", "Mariam", "Joséphine", "Ana Lucia", "Đặng", "Oksana", "ياسين")


class SampleForm(forms.Form):
    """Each kind of field once."""

    first_name = LineField(label="Prénom", help_text="Comme on vous appelle.")
    email = EmailField(label="E-mail", required=False)
    phone = PhoneField(label="Téléphone", required=False)
    at = DateTimeField(label="Quand ?")
    zone = forms.ChoiceField(
        label="Où ?", choices=[("", "Choisir"), ("paris", "Paris"), ("lyon", "Lyon")]
    )
    place = forms.ChoiceField(
        label="Comment vous rencontrer ?",
        choices=[
            ("there", "Sur place"),
            ("coffee", "Autour d’un café"),
            ("call", "À distance"),
        ],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Quelles langues parlez-vous ?",
        choices=[("fr", "Français"), ("ar", "Arabe"), ("it", "Italien")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = TextField(
        label="Votre histoire", help_text="Avec vos mots.", required=False
    )
    photo = forms.FileField(label="Votre photo", required=False)
    agreed = forms.BooleanField(label="J’ai lu ce que l’on va montrer de moi")


@reads(anyone)
def atelier(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMO or settings.TESTING):
        raise Http404
    now = timezone.now()
    context = {
        "form": SampleForm(),
        "wrong": SampleForm({"first_name": "Ali", "email": "ali@"}, auto_id="wrong_%s"),
        "names": NAMES,
        "icons": sorted(icon_markup()),
        "soon": now + timedelta(days=1),
        "later": now + timedelta(days=20),
        "page": Paginator(range(60), 24).page(2),
    }
    return render(request, "public/atelier.html", context)
