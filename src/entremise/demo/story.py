"""Fills the demonstration: two years of a programme, up to today."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation

from entremise.companies.enums import MemberRole
from entremise.foundation.accounts import demo as demo_accounts
from entremise.foundation.accounts.models import User
from entremise.foundation.kit import periodic_jobs
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.search.actions.scoped_index import batch_reindexing
from entremise.foundation.tasks.actions import close_task
from entremise.foundation.tasks.models import Task
from entremise.impact.demo import set_demo_targets

from . import companies, people
from .association import say_what_the_law_asks
from .candidate_paths import Fate, path_story
from .cast import (
    RESERVED_COACHES,
    Cast,
    close_past_cohorts,
    coach_story,
    company_account_story,
    create_zones_and_staff,
    reload_user,
    set_goals_of_zones_and_cohorts,
)
from .impressions import add_impressions
from .open_jobs import add_open_jobs
from .progress import Progress, Step
from .saved_searches import add_saved_searches
from .share_kits import add_share_kits
from .stage import DemoStage, Story
from .supporters import supporter_stories
from .trades import DEMO_TRADES
from .translations import add_translations

DAYS = 730
# How many people, coaches: zone by zone, the largest first.
CANDIDATES = {"Paris": 44, "Lyon": 29, "Lille": 22, "Rennes": 14, "Lorient": 11}
COACHES = {"Paris": 22, "Lyon": 14, "Lille": 11, "Rennes": 7, "Lorient": 6}
CITIES = {
    "Paris": [
        ("Paris", "75"),
        ("Paris", "75"),
        ("Saint-Denis", "93"),
        ("Montreuil", "93"),
        ("Créteil", "94"),
        ("Nanterre", "92"),
    ],
    "Lyon": [("Lyon", "69"), ("Villeurbanne", "69"), ("Vénissieux", "69")],
    "Lille": [("Lille", "59"), ("Roubaix", "59"), ("Tourcoing", "59")],
    "Rennes": [("Rennes", "35")],
    "Lorient": [("Lorient", "56"), ("Lanester", "56")],
}
OTHER_COACHES = ("Marc Deville", "Philippe Sanchez", "Paul Giraud", "Benoît Leclerc")
RECENT_CANDIDATES = 9
HIRED, LEFT, PAUSED, TURNED_AWAY, WITHDRAWS, UNPUBLISHED = 27, 14, 5, 6, 4, 8
OLDEST_OPEN_TASK = timedelta(days=24)
# What each step takes of the whole, measured.
STEPS = (
    Step("zones, team, goals", 1),
    Step("two years of paths, coaches and companies", 84),
    Step("pages read, companies that share, searches kept", 4),
    Step("CVs in other languages", 5),
    Step("open jobs, messages, who can be visited", 3),
    Step("words of the index", 3),
)


def fill_demo(*, seed: int, progress: Progress | None = None) -> None:
    """The same seed gives the same data on the same day."""
    progress = progress or Progress(STEPS)
    with transaction.atomic(), ExitStack() as last, batch_reindexing():
        _tell(seed=seed, progress=progress)
        # the index is written when the context above ends
        last.enter_context(progress.step())


def _tell(*, seed: int, progress: Progress) -> None:
    today = timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)
    stage = DemoStage(seed=seed, now=today)
    cast = Cast(stage)
    with (
        translation.override("fr"),
        stage.control_time_and_chance(stage.days_ago(DAYS + 10)),
    ):
        with progress.step():
            create_zones_and_staff(cast)
            assert cast.administrator is not None
            say_what_the_law_asks(by=reload_user(cast.administrator))
            set_demo_targets(
                starts_on=stage.days_ago(DAYS).date(),
                ends_on=date(today.year, 12, 31),
                by=reload_user(cast.administrator),
            )
        with progress.step():
            stage.run_stories(
                [
                    *_coach_and_company_stories(cast),
                    *_candidate_stories(cast),
                    *_persona_stories(cast),
                    *supporter_stories(cast),
                    _worker_story(cast),
                ],
                passed=progress.advance,
            )
        stage.clock = stage.now
        with progress.step():
            add_impressions(cast)
            add_share_kits(cast)
            add_saved_searches(cast)
        with progress.step():
            add_translations(cast)
        with progress.step():
            add_open_jobs(cast)
            close_past_cohorts(cast)
            set_goals_of_zones_and_cohorts(cast)
            _mark_messages_sent(cast)
            demo_accounts.mark_demo_filled(_personas(cast))


def _coach_and_company_stories(cast: Cast) -> Iterator[Story]:
    """Most coaches and companies come in the first year."""
    stage, dice = cast.stage, cast.stage.dice
    names = iter(people.COACH_NAMES)
    for zone, number in COACHES.items():
        for index in range(number):
            fate = "kept"
            if index == number - 1:
                fate = "waiting"
            elif index == number - 2 and number > 6:
                fate = "declined"
            elif index == number - 3 and number > 10:
                fate = "paused"
            began = (
                dice.randint(2, 12)
                if fate == "waiting"
                else DAYS - index * 400 // number - dice.randint(0, 20)
            )
            yield coach_story(cast, zone, next(names), stage.days_ago(began), fate)
    for demo_company in companies.demo_companies(dice):
        new = companies.STATES.get(demo_company.name) == "new"
        began = (
            dice.randint(1, 6)
            if new
            else DAYS
            - (2 if demo_company.zone == "Paris" else 0)
            - dice.randint(5, 420)
        )
        yield company_account_story(
            cast,
            demo_company,
            stage.days_ago(
                DAYS
                if demo_company.name in ("Bricolu", "Plurielle Immobilier")
                else began
            ),
        )


def _candidate_stories(cast: Cast) -> Iterator[Story]:
    stage, dice = cast.stage, cast.stage.dice
    zones = [zone for zone, number in CANDIDATES.items() for _ in range(number)]
    dice.shuffle(zones)
    profiles = people.make_profiles(
        dice, len(zones), cities=[dice.choice(CITIES[zone]) for zone in zones]
    )
    recent_days = [dice.uniform(1, 12) for _ in zones[:RECENT_CANDIDATES]]
    days = sorted(
        [dice.uniform(14, DAYS - 20) for _ in zones[RECENT_CANDIDATES:]] + recent_days,
        reverse=True,
    )
    fates = _fates(cast, days)
    for profile, zone, ago, fate in zip(profiles, zones, days, fates, strict=True):
        yield path_story(
            cast, profile, zone, stage.days_ago(ago, dice.randint(9, 17)), fate
        )


def _fates(cast: Cast, days: list[float]) -> list[Fate]:
    """The oldest paths have the hires and departures; the newest ones wait to be met."""
    dice, fates = cast.stage.dice, [Fate() for _ in days]
    old = [index for index, ago in enumerate(days) if ago > 190]
    dice.shuffle(old)
    for ends, number in (
        ("hired", HIRED),
        ("left", LEFT),
        ("paused", PAUSED),
        ("turned_away", TURNED_AWAY),
        ("withdraws", WITHDRAWS),
        ("unpublished", UNPUBLISHED),
    ):
        for _ in range(number):
            fates[old.pop()] = Fate(
                ends, by=dice.choice(["share", "search", "introduction"])
            )
    for index, ago in enumerate(days):
        if ago < 9:
            fates[index].ending = "waiting"
    return fates


def _persona_stories(cast: Cast) -> Iterator[Story]:
    """Three people whose stories visitors follow."""
    stage = cast.stage
    trades_by_name = {c.names[1]: c for c in DEMO_TRADES}
    for name, womanly, trade, spoken, ago, fate in (
        (
            "Mariam Diallo",
            True,
            "chargé d’accueil",
            [("ff", "native"), ("fr", "fluent"), ("en", "everyday")],
            64,
            Fate("going", "Bricolu", coach=RESERVED_COACHES[0], quick=True),
        ),
        (
            "Ali Mansour",
            False,
            "conseiller clientèle",
            [("ar", "native"), ("it", "fluent"), ("en", "work"), ("fr", "notions")],
            170,
            Fate("hired", "Bricolu", coach=RESERVED_COACHES[1], quick=True),
        ),
        (
            "Billy Okoro",
            False,
            "technicien support informatique",
            [("en", "native"), ("fr", "fluent")],
            260,
            Fate(
                "hired",
                "Plurielle Immobilier",
                by="introduction",
                coach=RESERVED_COACHES[1],
                quick=True,
            ),
        ),
    ):
        profile = people.make_named_profile(
            stage.dice, name, trades_by_name[trade], womanly=womanly, spoken=spoken
        )
        yield path_story(cast, profile, "Paris", stage.days_ago(ago), fate)


def _worker_story(cast: Cast) -> Story:
    """Runs the periodic jobs and closes old tasks.

    Every 3 weeks; every week in the last 60 days.
    """
    while True:
        yield cast.stage.days_later(
            21 if cast.stage.clock < cast.stage.days_ago(60) else 7
        )
        for job in periodic_jobs.all_jobs():
            job.run()
        _close_old_tasks(cast, before=cast.stage.clock - OLDEST_OPEN_TASK)


def _close_old_tasks(cast: Cast, *, before: object) -> None:
    """Only recent tasks stay open."""
    for task in (
        Task.objects.filter(done_at=None, since__lt=before)
        .select_related("zone")
        .order_by("pk")
    ):
        by = (
            cast.pick_team_member(task.zone.name)
            if task.zone
            else reload_user(cast.administrator)  # type: ignore[arg-type]
        )
        close_task(task, by=by, note="Fait, au téléphone.")


def _mark_messages_sent(cast: Cast) -> None:
    """All messages of the story are marked as sent."""
    past = OutboxMessage.objects.filter(sent_at=None, parked_at=None)
    past.update(sent_at=cast.stage.now, leased_until=None)


def _personas(cast: Cast) -> dict[str, User]:
    mariam = User.objects.get(first_name="Mariam", last_name="Diallo")
    coach = mariam.candidate.pairings.get(ended_at=None).coach
    with_somebody = [
        c
        for c in cast.coaches["Paris"]
        if c.pk != coach.pk and c.pairings.filter(ended_at=None).exists()
    ]
    other = next(
        (c for c in with_somebody if str(c.user) in OTHER_COACHES), with_somebody[0]
    )
    plurielle, bricolu = (
        cast.company_named("Plurielle Immobilier"),
        cast.company_named("Bricolu"),
    )
    return {
        "candidate": mariam,
        "coach": coach.user,
        "other_coach": other.user,
        "recruiter": cast.recruiter_of(bricolu),
        "other_recruiter": cast.recruiter_of(plurielle),
        "champion": plurielle.members.get(role=MemberRole.CHAMPION).user,
        "team": cast.team["Paris"][0],
        "other_team": cast.team["Lyon"][0],
        "administrator": cast.administrator or cast.team["Paris"][0],
    }
