"""The questions of a CV and the choices of a consent as forms, the same in every space that
shows them.
"""

from .consent import ConsentCodeForm, ConsentForm, PaperForm
from .recommendations import AskForm, LetterForm
from .sections import (
    SECTION_FORMS,
    ExperienceForm,
    PhotoForm,
    RemoveExperienceForm,
    SectionForm,
    bytes_of,
    template_of,
)
from .translations import ChangesForm, NewLanguageForm, TranslationForm

__all__ = [
    "SECTION_FORMS",
    "AskForm",
    "ChangesForm",
    "ConsentCodeForm",
    "ConsentForm",
    "ExperienceForm",
    "LetterForm",
    "NewLanguageForm",
    "PaperForm",
    "PhotoForm",
    "RemoveExperienceForm",
    "SectionForm",
    "TranslationForm",
    "bytes_of",
    "template_of",
]
