"""Archive of a candidate's own data: a ZIP with JSON, HTML and the photo."""

import json
import zipfile
from io import BytesIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import has_signed_in_by_card
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _

from .enums import GrantChannel, GrantField
from .models import Candidate
from .privacy import FIELDS
from .queries.candidates import path_moves_for
from .queries.consent import grants_for
from .queries.cv_drafts import candidate_cv_for
from .queries.file_accesses import file_accesses_of
from .queries.publications import stored_photo_bytes
from .wording import sections


def personal_data_purposes() -> list[str]:
    """Purposes of the exported fields, from privacy.py."""
    return list(
        dict.fromkeys(str(field.purpose) for field in FIELDS.values() if field.export)
    )


def personal_data_archive(viewer: Viewer, candidate: Candidate) -> bytes:
    """A ZIP: an HTML page, the same data as JSON, the photo. Never by a printed card."""
    if has_signed_in_by_card(viewer):
        raise NotAllowed(_("Une carte n’ouvre pas cette page"))
    held = personal_data_of(viewer, candidate)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(
            "donnees.json",
            json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        )
        zipped.writestr(
            "donnees.html",
            render_to_string(
                "candidates/export.html", {"held": held, "candidate": candidate}
            ),
        )
        cv = candidate_cv_for(viewer, candidate)
        if cv and cv.photo:
            zipped.writestr("photo.jpg", stored_photo_bytes(cv.photo.name))
    return out.getvalue()


def personal_data_of(viewer: Viewer, candidate: Candidate) -> dict[str, Any]:
    cv = candidate_cv_for(viewer, candidate)
    data = cv.document.dump() if cv else {}
    return {
        _("Qui vous êtes"): {
            _("Prénom"): candidate.first_name,
            _("Nom"): candidate.last_name,
            _("Téléphone"): candidate.phone,
            _("E-mail"): candidate.email,
            _("Langue"): candidate.language,
            _("Zone"): candidate.zone.name,
            _("Situation"): candidate.situation,
            _("Ce que la structure a écrit"): candidate.referral_message,
        },
        _("Votre parcours"): [
            {"le": move.at, "étape": move.get_became_display(), "mots": move.comment}
            for move in path_moves_for(viewer, candidate)
        ],
        _("Votre CV"): {
            sections.section_title(s): sections.section_lines(s, value)
            for s, value in data.items()
        },
        _("Ce que vous avez accepté de montrer"): [
            {
                "du": grant.granted_at,
                "au": grant.ended_at or grant.until,
                "choix": [str(GrantField(f).label) for f in grant.fields]
                + [str(GrantChannel(c).label) for c in grant.channels],
                "texte": grant.consent_version,
            }
            for grant in grants_for(viewer, candidate)
        ],
        _("Ce que d’autres disent de vous"): [
            {"auteur": r.author, "mots": r.text}
            for r in candidate.recommendations.all()
        ],
        _("Ce qui s’est passé"): [
            {"le": line.at, "quoi": line.sentence}
            for line in timeline_of(candidate.code)
        ],
        _("Qui a regardé votre dossier"): [
            {"le": seen.opened_on, "qui": seen.name}
            for seen in file_accesses_of(candidate)
        ],
    }
