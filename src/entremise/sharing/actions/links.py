"""A person's links: made when missing, at publication before the first share."""

from entremise.candidates.models import Candidate
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareLink

PUBLIC_CHANNELS = [
    channel for channel in ShareChannel.values if channel != ShareChannel.KIT
]  # a kit has links of its own, see kits.py


def ensure_share_links(candidate: Candidate) -> dict[str, ShareLink]:
    """The person's links, one per channel, made when missing."""
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
            candidate=candidate, supporter=None, kit=""
        )
    }
