"""The alert of a saved search, without image nor tracking link."""

from collections.abc import Sequence
from typing import Any

from entremise.candidates.content.cv import PublicCV
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice

from . import signing
from .enums import AlertFrequency
from .models import SavedSearch

ALERT_PURPOSE = "lookout.letter"
SUBJECT_ONE = _("Une nouvelle personne pour « %(search)s »")
SUBJECT_MANY = _("%(count)s nouvelles personnes pour « %(search)s »")


def notify_search_newcomers(
    search: SavedSearch, people: Sequence[PublicCV], *, others: int, dedup_key: str
) -> None:
    """``people``: those to name; ``others``: how many more there are."""
    language = search.user.language
    stop = url_to("search_stop", language=language, key=signing.stop_key_of(search))
    context: dict[str, Any] = {
        "search": search.name,
        "people": [
            (cv.in_language(language), url_to("cv", code=cv.code, language=language))
            for cv in people
        ],
        "count": len(people) + others,
        "others": others,
        "see": url_to("company_search", code=search.code, language=language),
        "rhythm": AlertFrequency(search.every_days).label,
        "choose": url_to("company_searches", language=language),
        "stop": stop,
    }
    send_notice(
        ALERT_PURPOSE,
        to=search.user,
        subject=SUBJECT_MANY if context["count"] > 1 else SUBJECT_ONE,
        template="alerts/notices/letter",
        context=context,
        about=search.code,
        dedup_key=dedup_key,
        zone=search.company.zone,
        unsubscribe=stop,
    )
