"""The questions of a CV and the choices of a consent as forms, the same in every space that
shows them.
"""

from .consent import ConsentCodeForm, ConsentForm, PaperConsentForm
from .recommendations import RecommendationForm, RecommendationRequestForm
from .sections import (
    SECTION_FORMS,
    ExperienceForm,
    PhotoForm,
    RemoveExperienceForm,
    SectionForm,
    section_template,
    uploaded_bytes,
)
from .translations import NewTranslationForm, TranslationChangesForm, TranslationForm

__all__ = [
    "SECTION_FORMS",
    "ConsentCodeForm",
    "ConsentForm",
    "ExperienceForm",
    "NewTranslationForm",
    "PaperConsentForm",
    "PhotoForm",
    "RecommendationForm",
    "RecommendationRequestForm",
    "RemoveExperienceForm",
    "SectionForm",
    "TranslationChangesForm",
    "TranslationForm",
    "section_template",
    "uploaded_bytes",
]
