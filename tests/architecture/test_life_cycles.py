"""Each life-cycle moves as its table says: every pair of states, on a stored row."""

import importlib
import re
from collections.abc import Callable
from itertools import product

import pytest
from django.db import models

from entremise.candidates.enums import (
    CV_MOVES,
    PAPER_CONSENT_MOVES,
    PATH_MOVES,
    CVState,
    PaperConsentState,
    PathState,
)
from entremise.candidates.models import PaperConsent
from entremise.coaching.enums import (
    COACH_APPLICATION_MOVES,
    COACH_MOVES,
    CoachApplicationState,
    CoachState,
)
from entremise.companies.enums import COMPANY_MOVES, CompanyState
from entremise.foundation.kit.errors import MoveRefused
from entremise.meetings.enums import (
    APPROACH_MOVES,
    MEETING_MOVES,
    ApproachState,
    MeetingState,
)
from entremise.opportunities.actions.proposals import move_proposal
from entremise.opportunities.enums import (
    OPPORTUNITY_MOVES,
    PROPOSAL_MOVES,
    ClosingReason,
    OpportunityState,
    ProposalState,
)
from entremise.opportunities.models import Proposal
from entremise.spreadsheets.enums import IMPORT_MOVES, ImportState
from entremise.spreadsheets.models import ImportRun
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    meetings,
    opportunities,
    spreadsheets,
)

from .sources import PYTHON, SOURCE, relative_name


def paper_to_read() -> PaperConsent:
    return candidates.paper_consent(candidates.candidate(account=False))


def closed_proposal() -> Proposal:
    row = opportunities.proposal()
    return move_proposal(
        row,
        to=ProposalState.CLOSED,
        reason=ClosingReason.OTHER,
        message="Le poste a changé.",
        by=row.owner,
    )


def import_to_confirm() -> ImportRun:
    where = accounts.zone()
    rows = [["Prénom"], ["Awa"]]
    return spreadsheets.checked(rows, by=accounts.team_member(where), zone=where)


Moves = dict[str, tuple[str, ...]]
# A row of each life-cycle, its states, its table.
LIFE_CYCLES: dict[
    str, tuple[Callable[[], models.Model], type[models.TextChoices], Moves]
] = {
    "path": (candidates.candidate, PathState, PATH_MOVES),
    "paper consent": (paper_to_read, PaperConsentState, PAPER_CONSENT_MOVES),
    "cv": (candidates.draft_cv, CVState, CV_MOVES),
    "translation": (
        lambda: candidates.translated_cv(candidates.draft_cv().candidate, "ar"),
        CVState,
        CV_MOVES,
    ),
    "coach application": (
        coaching.coach_application,
        CoachApplicationState,
        COACH_APPLICATION_MOVES,
    ),
    "coach": (coaching.coach, CoachState, COACH_MOVES),
    "company": (companies.company, CompanyState, COMPANY_MOVES),
    "approach": (meetings.approach, ApproachState, APPROACH_MOVES),
    "meeting": (meetings.held_meeting, MeetingState, MEETING_MOVES),
    "opportunity": (opportunities.posted_job, OpportunityState, OPPORTUNITY_MOVES),
    "import": (import_to_confirm, ImportState, IMPORT_MOVES),
    "proposal": (closed_proposal, ProposalState, PROPOSAL_MOVES),
}


def stored(row: models.Model) -> str:
    return type(row)._default_manager.values_list("state", flat=True).get(pk=row.pk)


@pytest.mark.parametrize("name", LIFE_CYCLES)
def test_what_the_table_allows_moves_and_the_rest_is_refused(
    name: str, db: None
) -> None:
    make, states, moves = LIFE_CYCLES[name]
    row = make()
    rows = type(row).objects
    assert set(moves) == set(states)
    for was, to in product(states, states):
        rows.filter(pk=row.pk).update(state=was)
        row.state = "what the reader's page says does not count"
        if to in moves[was]:
            rows.move(row, to=to, moves=moves)
            assert (stored(row), row.state) == (to, to)
        else:
            with pytest.raises(MoveRefused):
                rows.move(row, to=to, moves=moves)
            assert not rows.move_if_allowed(row, to=to, moves=moves)
            assert stored(row) == was


def test_a_move_keeps_to_the_states_it_may_leave_and_says_why_not(db: None) -> None:
    row = candidates.candidate(state=PathState.ACTIVE, account=False)
    move = {"to": PathState.LEFT, "moves": PATH_MOVES, "refusal": "Non."}
    with pytest.raises(MoveRefused, match="Rechargez la page"):
        type(row).objects.move(row, only_from=[PathState.MET], **move)
    with pytest.raises(MoveRefused, match=r"^Non\.$"):
        type(row).objects.move(row, only_from=[PathState.LEFT], **move)
    assert stored(row) == PathState.ACTIVE
    type(row).objects.move(row, only_from=[PathState.ACTIVE], first_name="Awa", **move)
    assert row.first_name == "Awa"
    assert stored(row) == PathState.LEFT


def test_a_state_of_no_table_and_a_row_of_another_model_are_mistakes(db: None) -> None:
    row = candidates.draft_cv()
    for move in (type(row).objects.move, type(row).objects.move_if_allowed):
        with pytest.raises(ValueError, match="table of moves"):
            move(row, to=MeetingState.HELD, moves=CV_MOVES)
        # Nothing else would tell: another row may have this key.
        with pytest.raises(TypeError, match="is no CV"):
            move(row.candidate, to=CVState.SUBMITTED, moves=CV_MOVES)
    assert stored(row) == CVState.DRAFT


def test_every_table_of_moves_is_walked_here() -> None:
    walked = [id(moves) for _make, _states, moves in LIFE_CYCLES.values()]
    for path in sorted(SOURCE.rglob("enums.py")):
        module = importlib.import_module(
            ".".join(("entremise", *path.relative_to(SOURCE).with_suffix("").parts))
        )
        for name, table in vars(module).items():
            if name.endswith("_MOVES") and isinstance(table, dict):
                whole = set(table) == set(type(next(iter(table))))
                assert not whole or id(table) in walked, (path, name)


def test_actions_move_through_the_door() -> None:
    """No action reads a table backwards nor writes a state beside it."""
    around = re.compile(r"_MOVES\.items\(\)|\.update\(\s*state=")
    assert [
        relative_name(path)
        for path in PYTHON
        if path.name != "enums.py"
        and path.parent.name != "kit"
        and around.search(path.read_text())
    ] == []
