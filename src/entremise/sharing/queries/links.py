"""Share links of a person, and the link of a token."""

from collections.abc import Sequence

from entremise.candidates.models import Candidate
from entremise.sharing import rules
from entremise.sharing.models import ShareLink


def public_link_for(candidate: Candidate, channel: str) -> ShareLink | None:
    return ShareLink.objects.filter(
        candidate=candidate, channel=channel, supporter=None
    ).first()


def tokens_by_channel(code: str) -> dict[str, str]:
    """Channel → token, for the CV with this public code."""
    rows = ShareLink.objects.filter(candidate__publication__code=code, supporter=None)
    return dict(rows.values_list("channel", "token"))


def tokens_by_candidate(channel: str, candidates: Sequence[int]) -> dict[int, str]:
    """Row id of the candidate → token of the public link of this channel."""
    rows = ShareLink.objects.filter(
        candidate__in=candidates, channel=channel, supporter=None
    )
    return dict(rows.values_list("candidate_id", "token"))


def is_token_of(token: str, candidate: Candidate) -> bool:
    return (
        rules.is_share_token(token)
        and ShareLink.objects.filter(token=token, candidate=candidate).exists()
    )


def link_from_token(token: str) -> ShareLink | None:
    return (
        ShareLink.objects.filter(token=token).first()
        if rules.is_share_token(token)
        else None
    )
