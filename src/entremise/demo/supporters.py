"""People who lend their network: a letter from time to time, links of their own, and what
these did.
"""

from collections.abc import Iterator

from entremise.candidates.models import Publication
from entremise.foundation.accounts.models import Zone
from entremise.sharing import actions as sharing
from entremise.sharing.enums import Rhythm
from entremise.sharing.models import Supporter

from .cast import Cast
from .stage import Story

# First name, zones and families followed, how often, since how many days, how many links of
# their own.
KNOWN = (
    ("Inès", ["Paris"], [], Rhythm.FORTNIGHT, 150, 7),
    ("Thomas", ["Lyon", "Lille"], ["food", "retail"], Rhythm.MONTH, 90, 2),
    ("Odile", [], [], Rhythm.QUARTER, 60, 0),
)


def supporters(cast: Cast) -> Iterator[Story]:
    for first_name, zones, families, rhythm, ago, links in KNOWN:
        yield _story(cast, first_name, zones, families, rhythm, ago, links)


def _story(
    cast: Cast,
    first_name: str,
    zones: list[str],
    families: list[str],
    rhythm: Rhythm,
    ago: int,
    links: int,
) -> Story:
    stage, dice = cast.stage, cast.stage.dice
    yield stage.ago(ago)
    email = f"{first_name.lower().replace('è', 'e')}.soutien@exemple.test"
    followed = Zone.objects.filter(name__in=zones)
    sharing.ask(
        email=email,
        first_name=first_name,
        families=families,
        zones=followed,
        every_days=rhythm,
    )
    supporter = Supporter.objects.get(email=email)
    yield stage.after(0, 1)
    sharing.confirm_supporter(supporter)
    while supporter.links.values("candidate").distinct().count() < links:
        yield stage.after(4, 9)
        supporter.refresh_from_db()
        shown = list(
            Publication.objects.live()
            .exclude(candidate__share_links__supporter=supporter)
            .order_by("pk")
        )
        if shown:
            _shares(cast, supporter, dice.choice(shown))


def _shares(cast: Cast, supporter: Supporter, publication: Publication) -> None:
    """They ask for their link and send it; some of those who receive it come and look."""
    moment = cast.stage.clock
    link = sharing.own_link(
        supporter, publication.code, trace=f"{moment} {supporter.first_name}"
    )
    for number in range(cast.stage.dice.randint(1, 5)):
        sharing.visit(
            publication.code,
            token=link.token,
            trace=f"{moment} {supporter.first_name} {number}",
        )
