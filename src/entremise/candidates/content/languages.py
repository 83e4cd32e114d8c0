"""Languages people speak: code, name in the reader's language, native name."""

from typing import Any

from django.conf import settings

from entremise.foundation.kit.text import gettext_lazy as _

# Those of the people met by such associations first; then alphabetically in French on the page.
LANGUAGES: dict[str, tuple[Any, str]] = {
    "fr": (_("français"), "français"),
    "en": (_("anglais"), "English"),
    "ar": (_("arabe"), "العربية"),
    "es": (_("espagnol"), "español"),
    "pt": (_("portugais"), "português"),
    "it": (_("italien"), "italiano"),
    "de": (_("allemand"), "Deutsch"),
    "sq": (_("albanais"), "shqip"),
    "am": (_("amharique"), "አማርኛ"),
    "hy": (_("arménien"), "հայերեն"),
    "bm": (_("bambara"), "bamanankan"),
    "bn": (_("bengali"), "বাংলা"),
    "ber": (_("berbère, kabyle"), "taqbaylit"),
    "bg": (_("bulgare"), "български"),
    "zh": (_("chinois"), "中文"),
    "ckb": (_("kurde sorani"), "کوردیی ناوەندی"),
    "ku": (_("kurde kurmandji"), "kurmancî"),
    "prs": (_("dari"), "دری"),
    "dyu": (_("dioula"), "julakan"),
    "ka": (_("géorgien"), "ქართული"),
    "el": (_("grec"), "ελληνικά"),
    "ht": (_("créole haïtien"), "kreyòl ayisyen"),
    "ha": (_("haoussa"), "Hausa"),
    "hi": (_("hindi"), "हिन्दी"),
    "hu": (_("hongrois"), "magyar"),
    "ln": (_("lingala"), "lingála"),
    "mg": (_("malgache"), "malagasy"),
    "mn": (_("mongol"), "монгол"),
    "nl": (_("néerlandais"), "Nederlands"),
    "ne": (_("népalais"), "नेपाली"),
    "om": (_("oromo"), "Afaan Oromoo"),
    "ur": (_("ourdou"), "اردو"),
    "ps": (_("pachto"), "پښتو"),
    "fa": (_("persan"), "فارسی"),
    "ff": (_("peul"), "pulaar"),
    "pl": (_("polonais"), "polski"),
    "pa": (_("pendjabi"), "ਪੰਜਾਬੀ"),
    "ro": (_("roumain"), "română"),
    "rom": (_("romani"), "romani čhib"),
    "ru": (_("russe"), "русский"),
    "sr": (_("serbe, croate, bosnien"), "srpski / hrvatski / bosanski"),
    "so": (_("somali"), "Soomaali"),
    "snk": (_("soninké"), "sooninkanxanne"),
    "sw": (_("swahili"), "Kiswahili"),
    "ta": (_("tamoul"), "தமிழ்"),
    "cs": (_("tchèque"), "čeština"),
    "ce": (_("tchétchène"), "нохчийн мотт"),
    "th": (_("thaï"), "ไทย"),
    "bo": (_("tibétain"), "བོད་སྐད་"),
    "ti": (_("tigrigna"), "ትግርኛ"),
    "tr": (_("turc"), "Türkçe"),
    "uk": (_("ukrainien"), "українська"),
    "vi": (_("vietnamien"), "Tiếng Việt"),
    "wo": (_("wolof"), "wolof"),
    "yo": (_("yoruba"), "Yorùbá"),
    "fsl": (_("langue des signes française"), "LSF"),
}

RIGHT_TO_LEFT_LANGUAGES = frozenset(["ar", "ckb", "fa", "he", "prs", "ps", "ur"])
SIGN_LANGUAGES = frozenset(["fsl"])


def is_right_to_left(code: str) -> bool:
    return code.split("-")[0] in RIGHT_TO_LEFT_LANGUAGES


def written_language_choices() -> list[tuple[str, str]]:
    """Languages in which a text can be written."""
    return [choice for choice in language_choices() if choice[0] not in SIGN_LANGUAGES]


def language_of_new_cv(spoken: str) -> str:
    """The language of the person when the site speaks it, else French."""
    return spoken if spoken in dict(settings.LANGUAGES) else "fr"


def language_name(code: str) -> str:
    """Name in the reader's language; an unknown code is returned as it is."""
    return str(LANGUAGES[code][0]) if code in LANGUAGES else code


def native_language_name(code: str) -> str:
    return LANGUAGES[code][1] if code in LANGUAGES else code


def language_choices() -> list[tuple[str, str]]:
    """« arabe – العربية », sorted in the reader's language."""
    named = [
        (code, language_name(code), own) for code, (_name, own) in LANGUAGES.items()
    ]
    return [
        (code, name if name == own else f"{name} – {own}")
        for code, name, own in sorted(named, key=lambda n: n[1])
    ]
