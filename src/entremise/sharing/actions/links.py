"""The public share links of a person."""

from entremise.candidates.models import Candidate
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareLink

# The links of a kit are made with it (``kits``).
PUBLIC_CHANNELS = [
    channel for channel in ShareChannel.values if channel != ShareChannel.KIT
]


def ensure_share_links(candidate: Candidate) -> dict[str, ShareLink]:
    """Channel → the person's public link, made when missing."""
    ShareLink.objects.bulk_create(
        [
            ShareLink(candidate=candidate, channel=channel)
            for channel in PUBLIC_CHANNELS
        ],
        ignore_conflicts=True,
    )
    return {
        link.channel: link
        for link in ShareLink.objects.filter(
            candidate=candidate, supporter=None, kit_company_code=""
        )
    }
