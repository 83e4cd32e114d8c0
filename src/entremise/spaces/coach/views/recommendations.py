"""Ask for recommendations of a coached candidate, who alone accepts them."""

from entremise.coaching.rules import is_coach
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.recommendations import build_recommendations_view

from .translations import editable_person_or_404

recommendations = build_recommendations_view(
    CVScreens("coach", is_coach, person_for=editable_person_or_404)
)
