from entremise.foundation.accounts.rules import is_staff
from entremise.spaces.shared.reach import build_reach_view

reach = build_reach_view("team", is_staff, is_access=True)
