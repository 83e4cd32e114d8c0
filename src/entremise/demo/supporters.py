"""Supporters: a digest from time to time, share links of their own, and visits by these."""

from collections.abc import Iterator

from entremise.candidates.models import Publication
from entremise.foundation.accounts.models import Zone
from entremise.sharing.actions.counting import record_visit
from entremise.sharing.actions.supporters import (
    confirm_supporter,
    ensure_supporter_link,
    subscribe_supporter,
)
from entremise.sharing.enums import DigestFrequency
from entremise.sharing.models import Supporter

from .cast import Cast
from .stage import Story

# First name, zones and families followed, how often, since how many days, how many links of
# their own.
SUPPORTERS: tuple[tuple[str, list[str], list[str], DigestFrequency, int, int], ...] = (
    ("Inès", ["Paris"], [], DigestFrequency.FORTNIGHT, 150, 7),
    ("Thomas", ["Lyon", "Lille"], ["food", "retail"], DigestFrequency.MONTH, 90, 2),
    ("Odile", [], [], DigestFrequency.QUARTER, 60, 0),
)


def supporter_stories(cast: Cast) -> Iterator[Story]:
    for first_name, zones, families, frequency, ago, links in SUPPORTERS:
        yield _supporter_story(cast, first_name, zones, families, frequency, ago, links)


def _supporter_story(
    cast: Cast,
    first_name: str,
    zones: list[str],
    families: list[str],
    frequency: DigestFrequency,
    ago: int,
    links: int,
) -> Story:
    stage, dice = cast.stage, cast.stage.dice
    yield stage.days_ago(ago)
    email = f"{first_name.lower().replace('è', 'e')}.soutien@exemple.test"
    followed = Zone.objects.filter(name__in=zones)
    subscribe_supporter(
        email=email,
        first_name=first_name,
        families=families,
        zones=followed,
        every_days=frequency,
    )
    supporter = Supporter.objects.get(email=email)
    yield stage.days_later(0, 1)
    confirm_supporter(supporter)
    while supporter.links.values("candidate").distinct().count() < links:
        yield stage.days_later(4, 9)
        supporter.refresh_from_db()
        shown = list(
            Publication.objects.live()
            .exclude(candidate__share_links__supporter=supporter)
            .order_by("pk")
        )
        if shown:
            _shares(cast, supporter, dice.choice(shown))


def _shares(cast: Cast, supporter: Supporter, publication: Publication) -> None:
    """The supporter asks for a link and sends it; some who receive it visit the CV."""
    moment = cast.stage.clock
    link = ensure_supporter_link(
        supporter, publication.code, visitor_key=f"{moment} {supporter.first_name}"
    )
    for number in range(cast.stage.dice.randint(1, 5)):
        record_visit(
            publication.code,
            token=link.token,
            visitor_key=f"{moment} {supporter.first_name} {number}",
        )
