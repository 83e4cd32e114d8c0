from entremise.coaching.rules import is_coach
from entremise.spaces.shared.reach import build_reach_view

reach = build_reach_view("coach", is_coach, is_access=False)
