"""What can be done with people, their path, their CV and what they agreed to show."""

from .consent import (
    end_expired_publications,
    publish_cv,
    publish_cv_with_code,
    publish_cv_with_paper_consent,
    publish_translation,
    renew_publication,
    send_consent_code,
    send_publication_expiry_notices,
    unpublish_cv,
    unpublish_translation,
    withdraw_cv,
)
from .data import request_data_change
from .path import (
    assign_candidate_owner,
    give_candidate_access,
    move_candidate_path,
    record_candidate_contact,
    refer_candidate,
    update_candidate,
)
from .recommendations import (
    accept_recommendation,
    delete_unwritten_recommendations,
    put_recommendation_aside,
    request_recommendation,
    write_recommendation,
)
from .review import approve_cv, request_cv_changes
from .translations import (
    approve_translation,
    cancel_translation_submission,
    request_translation_changes,
    save_translation,
    start_translation,
    submit_translation,
)
from .writing import (
    cancel_cv_submission,
    remove_cv_photo,
    save_cv_section,
    set_cv_language,
    set_cv_photo,
    submit_cv,
)

__all__ = [
    "accept_recommendation",
    "approve_cv",
    "approve_translation",
    "assign_candidate_owner",
    "cancel_cv_submission",
    "cancel_translation_submission",
    "delete_unwritten_recommendations",
    "end_expired_publications",
    "give_candidate_access",
    "move_candidate_path",
    "publish_cv",
    "publish_cv_with_code",
    "publish_cv_with_paper_consent",
    "publish_translation",
    "put_recommendation_aside",
    "record_candidate_contact",
    "refer_candidate",
    "remove_cv_photo",
    "renew_publication",
    "request_cv_changes",
    "request_data_change",
    "request_recommendation",
    "request_translation_changes",
    "save_cv_section",
    "save_translation",
    "send_consent_code",
    "send_publication_expiry_notices",
    "set_cv_language",
    "set_cv_photo",
    "start_translation",
    "submit_cv",
    "submit_translation",
    "unpublish_cv",
    "unpublish_translation",
    "update_candidate",
    "withdraw_cv",
    "write_recommendation",
]
