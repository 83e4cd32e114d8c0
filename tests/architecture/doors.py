"""Who may come through which door. An address that is not in this table fails the tests.

``Door(room, who, code="meeting")``: ``room`` are the people whom the view's own test lets
in; ``who`` (the same when left out) are those of them who may see this very thing; the last
arguments fill the address, with the names of ``world.things`` replaced by their codes.
Everybody else gets 404, or is asked to sign in.
"""

from dataclasses import dataclass
from typing import Any

People = frozenset[str]

EVERYONE = frozenset(
    [
        "passer_by",
        "candidate",
        "other_candidate",
        "hired",
        "coach",
        "other_coach",
        "hired_coach",
        "recruiter",
        "other_recruiter",
        "champion",
        "team",
        "other_team",
        "advisor",
        "administrator",
    ]
)
SIGNED_IN = EVERYONE - {"passer_by"}
NOBODY: People = frozenset()

CANDIDATES = frozenset(["candidate", "other_candidate", "hired"])
ALI = frozenset(["candidate"])
HIRED = frozenset(["hired"])

COACHES = frozenset(["coach", "other_coach", "hired_coach"])
HER_COACH = frozenset(["coach"])
HIRED_COACH = frozenset(["hired_coach"])

MEMBERS = frozenset(["recruiter", "other_recruiter", "champion"])
HOUSE = MEMBERS - {"other_recruiter"}

STAFF = frozenset(["team", "other_team", "advisor", "administrator"])
STAFF_HERE = STAFF - {"other_team"}
TEAM = STAFF - {"advisor"}
TEAM_HERE = TEAM - {"other_team"}
ADMINISTRATORS = frozenset(["administrator"])


@dataclass
class Door:
    room: People
    who: People
    address: dict[str, Any]

    def __init__(self, room: People, who: People | None = None, **address: Any) -> None:
        self.room, self.who, self.address = room, room if who is None else who, address


DOORS: dict[str, Door] = {
    # candidate
    "candidate:accept_approach": Door(CANDIDATES, ALI, code="approach"),
    "candidate:accept_proposal": Door(CANDIDATES, ALI, code="proposal"),
    "candidate:accept_recommendation": Door(CANDIDATES, ALI, code="recommendation"),
    "candidate:accept_translation": Door(CANDIDATES, ALI, language="ar"),
    "candidate:accept_words": Door(CANDIDATES, language="fr", tone="pro"),
    "candidate:put_words_aside": Door(CANDIDATES, language="fr", tone="pro"),
    "candidate:put_words_back": Door(CANDIDATES, language="fr", tone="pro"),
    "candidate:refuse_words": Door(CANDIDATES, language="fr", tone="pro"),
    "candidate:share_words": Door(CANDIDATES),
    "candidate:write_words": Door(CANDIDATES, language="fr", tone="pro"),
    "candidate:agree_meeting": Door(CANDIDATES, ALI, code="meeting"),
    "candidate:approach": Door(CANDIDATES, ALI, code="approach"),
    "candidate:ask_about_data": Door(CANDIDATES, wish="rectify"),
    "candidate:cancel_meeting": Door(CANDIDATES, ALI, code="meeting"),
    "candidate:check_in": Door(CANDIDATES, HIRED, code="check_in_employee"),
    "candidate:confirm_meeting": Door(CANDIDATES, ALI, code="begun"),
    "candidate:confirm_meeting_without_code": Door(CANDIDATES, ALI, code="begun"),
    "candidate:consent": Door(CANDIDATES),
    "candidate:consent_code": Door(CANDIDATES),
    "candidate:consent_image": Door(CANDIDATES),
    "candidate:consent_look": Door(CANDIDATES),
    "candidate:consent_pdf": Door(CANDIDATES),
    "candidate:consent_photo": Door(
        CANDIDATES, NOBODY
    ),  # shown when the photo is among the choices of the address
    "candidate:cv": Door(CANDIDATES),
    "candidate:cv_experience": Door(CANDIDATES, number=0),
    "candidate:cv_experiences": Door(CANDIDATES),
    "candidate:cv_new_experience": Door(CANDIDATES),
    "candidate:cv_photo": Door(CANDIDATES),
    "candidate:cv_photo_file": Door(CANDIDATES, ALI, code="cv"),
    "candidate:cv_question": Door(CANDIDATES, section="strengths"),
    "candidate:cv_remove_experience": Door(CANDIDATES, number=0),
    "candidate:cv_remove_photo": Door(CANDIDATES),
    "candidate:cv_submit": Door(CANDIDATES),
    "candidate:cv_take_back": Door(CANDIDATES),
    "candidate:data": Door(CANDIDATES),
    "candidate:debrief_meeting": Door(CANDIDATES, ALI, code="held"),
    "candidate:decline_approach": Door(CANDIDATES, ALI, code="approach"),
    "candidate:decline_proposal": Door(CANDIDATES, ALI, code="proposal"),
    "candidate:drop_translation": Door(CANDIDATES, ALI, language="ar"),
    "candidate:export": Door(CANDIDATES),
    "candidate:home": Door(CANDIDATES),
    "candidate:job": Door(CANDIDATES),
    "candidate:look_translation": Door(CANDIDATES, ALI, language="ar"),
    "candidate:lookers": Door(CANDIDATES),
    "candidate:meeting": Door(CANDIDATES, ALI, code="meeting"),
    "candidate:meetings": Door(CANDIDATES),
    "candidate:miss_meeting": Door(CANDIDATES, ALI, code="begun"),
    "candidate:move_meeting": Door(CANDIDATES, ALI, code="meeting"),
    "candidate:prepare_meeting": Door(CANDIDATES, ALI, code="meeting"),
    "candidate:proposal": Door(CANDIDATES, ALI, code="proposal"),
    "candidate:proposals": Door(CANDIDATES),
    "candidate:put_recommendation_aside": Door(CANDIDATES, ALI, code="recommendation"),
    "candidate:recommendations": Door(CANDIDATES),
    "candidate:reach": Door(CANDIDATES),
    "candidate:renew": Door(CANDIDATES),
    "candidate:sketch": Door(CANDIDATES, ALI, code="sketch"),
    "candidate:set_aside_lead": Door(CANDIDATES, kind="poste", lead="opened"),
    "candidate:pick_trade": Door(
        CANDIDATES, NOBODY
    ),  # a trade of the list has to be sent
    "candidate:trades": Door(CANDIDATES),
    "candidate:suggestions": Door(CANDIDATES),
    "candidate:take_back_lead": Door(CANDIDATES, ALI, aside="aside"),
    "candidate:submit_translation": Door(CANDIDATES, ALI, language="ar"),
    "candidate:take_translation_back": Door(CANDIDATES, ALI, language="en"),
    "candidate:tick_step": Door(CANDIDATES, HIRED, code="step_employee"),
    "candidate:translation": Door(CANDIDATES, ALI, language="ar"),
    "candidate:translations": Door(CANDIDATES),
    "candidate:untick_step": Door(CANDIDATES, HIRED, code="step_employee"),
    "candidate:want_lead": Door(CANDIDATES, kind="poste", lead="opened"),
    "candidate:withdraw": Door(CANDIDATES),
    "candidate:withdrawn": Door(CANDIDATES),
    "candidate:write_sketch": Door(CANDIDATES, ALI, code="sketch"),
    # coach
    "coach:agree_meeting": Door(COACHES, HER_COACH, code="meeting"),
    "coach:cancel_meeting": Door(COACHES, HER_COACH, code="meeting"),
    "coach:candidate": Door(COACHES, HER_COACH, code="ali"),
    "coach:charter": Door(COACHES),
    "coach:check_in": Door(COACHES, HIRED_COACH, code="check_in_coach"),
    "coach:confirm_meeting": Door(COACHES, HER_COACH, code="begun"),
    "coach:confirm_meeting_without_code": Door(COACHES, HER_COACH, code="begun"),
    "coach:consent_code": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv_experience": Door(COACHES, HER_COACH, code="ali", number=0),
    "coach:cv_experiences": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv_new_experience": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv_photo": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv_photo_file": Door(COACHES, HER_COACH, code="ali"),
    "coach:cv_question": Door(COACHES, HER_COACH, code="ali", section="strengths"),
    "coach:cv_remove_experience": Door(COACHES, HER_COACH, code="ali", number=0),
    "coach:cv_submit": Door(COACHES, HER_COACH, code="ali"),
    "coach:debrief_meeting": Door(COACHES, HER_COACH, code="held"),
    "coach:hires": Door(COACHES),
    "coach:home": Door(COACHES),
    "coach:log_session": Door(COACHES, HER_COACH, code="ali"),
    "coach:login_card": Door(COACHES, HER_COACH, code="ali"),
    "coach:meeting": Door(COACHES, HER_COACH, code="meeting"),
    "coach:meetings": Door(COACHES),
    "coach:miss_meeting": Door(COACHES, HER_COACH, code="begun"),
    "coach:move_meeting": Door(COACHES, HER_COACH, code="meeting"),
    "coach:prepare_meeting": Door(COACHES, HER_COACH, code="meeting"),
    "coach:propose_meeting": Door(COACHES, HER_COACH, code="ali"),
    "coach:raise_alarm": Door(COACHES, HER_COACH, code="ali"),
    "coach:reach": Door(COACHES, HER_COACH, code="ali"),
    "coach:recommendations": Door(COACHES, HER_COACH, code="ali"),
    "coach:say_consent_code": Door(COACHES, HER_COACH, code="ali"),
    "coach:search": Door(COACHES),
    "coach:sessions": Door(COACHES, HER_COACH, code="ali"),
    "coach:set_aside_lead": Door(
        COACHES, HER_COACH, code="ali", kind="poste", lead="opened"
    ),
    "coach:share_words": Door(COACHES, HER_COACH, code="ali"),
    "coach:write_words": Door(
        COACHES, HER_COACH, code="ali", language="fr", tone="pro"
    ),
    "coach:pick_trade": Door(COACHES, NOBODY, code="ali"),
    "coach:trades": Door(COACHES, HER_COACH, code="ali"),
    "coach:suggestions": Door(COACHES, HER_COACH, code="ali"),
    "coach:take_back_lead": Door(COACHES, HER_COACH, code="ali", aside="aside"),
    "coach:submit_translation": Door(COACHES, HER_COACH, code="ali", language="ar"),
    "coach:take_translation_back": Door(COACHES, HER_COACH, code="ali", language="en"),
    "coach:tick_step": Door(COACHES, HIRED_COACH, code="step_coach"),
    "coach:translation": Door(COACHES, HER_COACH, code="ali", language="ar"),
    "coach:translations": Door(COACHES, HER_COACH, code="ali"),
    "coach:untick_step": Door(COACHES, HIRED_COACH, code="step_coach"),
    "coach:want_lead": Door(
        COACHES, HER_COACH, code="ali", kind="entreprise", lead="house"
    ),
    # company
    "company:add_member": Door(MEMBERS),
    "company:add_site": Door(MEMBERS),
    "company:agree_meeting": Door(MEMBERS, HOUSE, code="meeting"),
    "company:approach": Door(MEMBERS, HOUSE, code="approach"),
    "company:approach_person": Door(MEMBERS, code="person"),
    "company:approaches": Door(MEMBERS),
    "company:build_job": Door(MEMBERS),
    "company:cancel_meeting": Door(MEMBERS, HOUSE, code="meeting"),
    "company:check_in": Door(MEMBERS, HOUSE, code="check_in_manager"),
    "company:close_opportunity": Door(MEMBERS, HOUSE, code="opened"),
    "company:close_proposal": Door(MEMBERS, HOUSE, code="contacted"),
    "company:colleague": Door(MEMBERS, HOUSE, code="hire"),
    "company:colleagues": Door(MEMBERS),
    "company:compose_kit": Door(MEMBERS),
    "company:confirm_meeting": Door(MEMBERS, HOUSE, code="begun"),
    "company:confirm_meeting_without_code": Door(MEMBERS, HOUSE, code="begun"),
    "company:debrief_meeting": Door(MEMBERS, HOUSE, code="held"),
    "company:describe": Door(MEMBERS),
    "company:drop_search": Door(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:edit_search": Door(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:edit_opportunity": Door(MEMBERS, HOUSE, code="ad"),
    "company:end_member": Door(MEMBERS, HOUSE, code="champion"),
    "company:home": Door(MEMBERS),
    "company:keep_search": Door(MEMBERS),
    "company:kit": Door(MEMBERS),
    "company:kit_person": Door(MEMBERS, HOUSE, code="public"),
    "company:kit_screens": Door(MEMBERS),
    "company:kit_sheet": Door(MEMBERS, HOUSE),
    "company:meeting": Door(MEMBERS, HOUSE, code="meeting"),
    "company:meetings": Door(MEMBERS),
    "company:members": Door(MEMBERS),
    "company:miss_meeting": Door(MEMBERS, HOUSE, code="begun"),
    "company:move_meeting": Door(MEMBERS, HOUSE, code="meeting"),
    "company:new_opportunity": Door(MEMBERS),
    "company:new_sketch": Door(MEMBERS, HOUSE, code="held"),
    "company:offer": Door(MEMBERS, HOUSE, code="contacted"),
    "company:opportunities": Door(MEMBERS),
    "company:opportunity": Door(MEMBERS, HOUSE, code="opened"),
    "company:people": Door(MEMBERS),
    "company:person": Door(MEMBERS, code="public"),
    "company:prepare_meeting": Door(MEMBERS, HOUSE, code="meeting"),
    "company:propose_meeting": Door(MEMBERS, HOUSE, code="approach_accepted"),
    "company:remove_site": Door(MEMBERS, HOUSE, code="site"),
    "company:search": Door(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:searches": Door(MEMBERS),
    "company:submit_opportunity": Door(MEMBERS, HOUSE, code="ad"),
    "company:take_back_approach": Door(MEMBERS, HOUSE, code="approach"),
    "company:tick_step": Door(MEMBERS, HOUSE, code="step_company"),
    "company:untick_step": Door(MEMBERS, HOUSE, code="step_company"),
    "company:write_sketch": Door(MEMBERS, HOUSE, code="sketch"),
    # public
    "public:accessibility": Door(EVERYONE),
    "public:account": Door(SIGNED_IN),
    "public:add_app": Door(SIGNED_IN),
    "public:add_passkey": Door(SIGNED_IN),
    "public:atelier": Door(EVERYONE),
    "public:begin_app": Door(SIGNED_IN),
    "public:brand": Door(EVERYONE),
    "public:card": Door(EVERYONE),
    "public:card_link": Door(EVERYONE, link="nope"),
    "public:check_passkey": Door(SIGNED_IN),
    "public:choose_language": Door(SIGNED_IN),
    "public:coach_thanks": Door(EVERYONE),
    "public:coaches": Door(EVERYONE),
    "public:code": Door(EVERYONE),
    "public:companies": Door(EVERYONE),
    "public:company_call": Door(EVERYONE),
    "public:company_opened": Door(EVERYONE),
    "public:confirm_address": Door(SIGNED_IN),
    "public:contact": Door(EVERYONE),
    "public:cv": Door(EVERYONE, code="public"),
    "public:cv_card": Door(EVERYONE, code="public"),
    "public:copy_stop": Door(EVERYONE, key="nope"),
    "public:cv_copy": Door(EVERYONE, code="public"),
    "public:cv_in": Door(EVERYONE, code="public", language="ar"),
    "public:cv_paper": Door(
        EVERYONE, code="public", rendering="rendering", name="affiche"
    ),
    "public:cv_pdf": Door(EVERYONE, code="public"),
    "public:cv_pdf_in": Door(EVERYONE, code="public", language="ar"),
    "public:cv_photo": Door(
        EVERYONE, code="public", rendering="rendering", size="grande"
    ),
    "public:cv_poster": Door(EVERYONE, code="public"),
    "public:cv_preview": Door(
        EVERYONE, code="public", rendering="rendering", picture="fr"
    ),
    "public:cv_slide": Door(EVERYONE, code="public"),
    "public:demo": Door(EVERYONE, NOBODY),  # in the demonstration only
    "public:demo_letter": Door(
        EVERYONE, NOBODY, code="letter"
    ),  # in the demonstration only
    "public:demo_letter_as_sent": Door(
        EVERYONE, NOBODY, code="letter"
    ),  # in the demonstration only
    "public:demo_letters": Door(EVERYONE, NOBODY),  # in the demonstration only
    "public:demo_take_place": Door(
        EVERYONE, NOBODY, role="team"
    ),  # in the demonstration only
    "public:doors": Door(SIGNED_IN),
    "public:end_all_sessions": Door(SIGNED_IN),
    "public:end_other_sessions": Door(SIGNED_IN),
    "public:end_session": Door(
        SIGNED_IN, NOBODY, code="nope"
    ),  # one's own: tests/accounts
    "public:embed": Door(EVERYONE),
    "public:embed_guide": Door(EVERYONE),
    "public:factors": Door(SIGNED_IN),
    "public:feed_atom": Door(EVERYONE),
    "public:feed_json": Door(EVERYONE),
    "public:gallery": Door(EVERYONE),
    "public:home": Door(EVERYONE),
    "public:days_csv": Door(EVERYONE),
    "public:days_json": Door(EVERYONE),
    "public:how_counting": Door(EVERYONE),
    "public:impact": Door(EVERYONE),
    "public:introduce": Door(EVERYONE, code="public"),
    "public:introduced": Door(EVERYONE, code="public"),
    "public:lobby": Door(EVERYONE),
    "public:legal": Door(EVERYONE),
    "public:logo": Door(EVERYONE),
    "public:meet": Door(EVERYONE, code="public"),
    "public:meet_words": Door(EVERYONE, code="public"),
    "public:met": Door(EVERYONE, code="public"),
    "public:new_address": Door(SIGNED_IN),
    "public:new_recovery_codes": Door(SIGNED_IN),
    "public:oembed": Door(
        EVERYONE, NOBODY
    ),  # of an address of ours: tests/spaces/public/test_embed.py
    "public:passkey_options": Door(SIGNED_IN, purpose="add"),
    "public:privacy": Door(EVERYONE),
    "public:referral": Door(EVERYONE),
    "public:referral_thanks": Door(EVERYONE),
    "public:remove_factor": Door(
        SIGNED_IN, NOBODY, code="nope"
    ),  # one's own: tests/accounts
    "public:report": Door(EVERYONE),
    "public:resend_code": Door(EVERYONE),
    "public:robots": Door(EVERYONE),
    "public:second_factor": Door(SIGNED_IN),
    "public:security": Door(EVERYONE),
    "public:recommendation": Door(EVERYONE, secret="secret"),
    "public:recommendation_thanks": Door(EVERYONE, secret="secret"),
    "public:share": Door(EVERYONE, code="public"),
    "public:share_by": Door(EVERYONE, code="public", channel="linkedin"),
    "public:sign_in": Door(EVERYONE),
    "public:sign_out": Door(EVERYONE),
    "public:signed_out": Door(EVERYONE),
    "public:words": Door(EVERYONE),
    "public:trap": Door(EVERYONE),
    "public:sitemap": Door(EVERYONE),
    "public:stop_search": Door(EVERYONE, key="search_stop"),
    "public:supporter_asked": Door(EVERYONE),
    "public:supporter_confirm": Door(EVERYONE, key="supporter_confirm"),
    "public:supporter_link": Door(EVERYONE, key="supporter_place", code="public"),
    "public:supporter_place": Door(EVERYONE, key="supporter_place"),
    "public:supporter_renew": Door(EVERYONE, key="supporter_place"),
    "public:supporter_stop": Door(EVERYONE, key="supporter_stop"),
    "public:supporter_wishes": Door(EVERYONE, key="supporter_place"),
    "public:supporters": Door(EVERYONE),
    # team
    "team:accept_approach": Door(STAFF, STAFF_HERE, code="approach"),
    "team:accept_coach": Door(TEAM, TEAM_HERE, code="offer"),
    "team:agree_meeting": Door(STAFF, STAFF_HERE, code="meeting"),
    "team:approach": Door(STAFF, STAFF_HERE, code="approach_held"),
    "team:approaches": Door(STAFF),
    "team:approve_cv": Door(TEAM, TEAM_HERE, code="review", version="version"),
    "team:ask_champion": Door(STAFF, STAFF_HERE, code="champion"),
    "team:cancel_meeting": Door(STAFF, STAFF_HERE, code="meeting"),
    "team:candidate": Door(STAFF, STAFF_HERE, code="ali"),
    "team:candidates": Door(STAFF),
    "team:check_in": Door(TEAM, TEAM_HERE, code="check_in_manager"),
    "team:close_account": Door(ADMINISTRATORS, code="colleague"),
    "team:close_approach": Door(TEAM, TEAM_HERE, code="approach_accepted"),
    "team:close_opportunity": Door(TEAM, TEAM_HERE, code="opened"),
    "team:close_proposal": Door(TEAM, TEAM_HERE, code="contacted"),
    "team:close_task": Door(STAFF, STAFF_HERE, code="task"),
    "team:coach": Door(STAFF, STAFF_HERE, code="coach"),
    "team:coach_application": Door(TEAM, TEAM_HERE, code="offer"),
    "team:coaches": Door(STAFF),
    "team:companies": Door(STAFF),
    "team:company": Door(STAFF, STAFF_HERE, code="house"),
    "team:compare_versions": Door(STAFF, STAFF_HERE, code="ali", before=1, after=1),
    "team:confirm_meeting": Door(STAFF, STAFF_HERE, code="begun"),
    "team:confirm_meeting_without_code": Door(STAFF, STAFF_HERE, code="begun"),
    "team:correct_candidate": Door(TEAM, TEAM_HERE, code="ali"),
    "team:debrief_meeting": Door(STAFF, STAFF_HERE, code="held"),
    "team:decide_opportunity": Door(TEAM, TEAM_HERE, code="read"),
    "team:decline_approach": Door(STAFF, STAFF_HERE, code="approach"),
    "team:decline_coach": Door(TEAM, TEAM_HERE, code="offer"),
    "team:decline_proposal": Door(TEAM, TEAM_HERE, code="contacted"),
    "team:edit_opportunity": Door(STAFF, STAFF_HERE, code="ad"),
    "team:end_hire": Door(TEAM, TEAM_HERE, code="hire"),
    "team:end_pairing": Door(TEAM, TEAM_HERE, code="pairing"),
    "team:end_role": Door(TEAM, ADMINISTRATORS, code="role"),
    "team:figures": Door(STAFF),
    "team:let_robot_read": Door(TEAM, code="greedy"),
    "team:refuse_robot": Door(TEAM, code="greedy"),
    "team:robots": Door(STAFF),
    "team:visibility": Door(STAFF),
    "team:want_lead": Door(STAFF, STAFF_HERE, code="ali", kind="poste", lead="opened"),
    "team:fill_opportunity": Door(TEAM, TEAM_HERE, code="opened"),
    "team:give_access": Door(TEAM, TEAM_HERE, code="ali"),
    "team:hire": Door(STAFF, STAFF_HERE, code="hire"),
    "team:hire_from_proposal": Door(TEAM, TEAM_HERE, code="offered"),
    "team:hire_people": Door(TEAM, TEAM_HERE, code="hire"),
    "team:hires": Door(STAFF),
    "team:home": Door(STAFF),
    "team:introduce": Door(STAFF, STAFF_HERE, code="ali"),
    "team:introductions": Door(STAFF),
    "team:invite_person": Door(TEAM),
    "team:let_through_approach": Door(TEAM, TEAM_HERE, code="approach_held"),
    "team:mail": Door(TEAM, TEAM_HERE, code="letter"),
    "team:mails": Door(TEAM),
    "team:meeting": Door(STAFF, STAFF_HERE, code="meeting"),
    "team:meetings": Door(STAFF),
    "team:miss_meeting": Door(STAFF, STAFF_HERE, code="begun"),
    "team:move_candidate": Door(TEAM, TEAM_HERE, code="referred", to="met"),
    "team:move_coach": Door(TEAM, TEAM_HERE, code="coach", to="paused"),
    "team:move_meeting": Door(STAFF, STAFF_HERE, code="meeting"),
    "team:move_proposal": Door(TEAM, TEAM_HERE, code="proposal", to="interested"),
    "team:name_trade": Door(STAFF, STAFF_HERE, code="opened"),
    "team:new_hire": Door(TEAM, TEAM_HERE, code="ali"),
    "team:new_opportunity": Door(STAFF),
    "team:new_sketch": Door(STAFF, STAFF_HERE, code="held"),
    "team:new_sketch_for": Door(STAFF, STAFF_HERE, code="ali"),
    "team:opportunities": Door(STAFF),
    "team:opportunity": Door(STAFF, STAFF_HERE, code="opened"),
    "team:pair": Door(TEAM, TEAM_HERE, code="unpaired"),
    "team:pairings": Door(STAFF),
    "team:paper_grant": Door(TEAM, TEAM_HERE, code="paper"),
    "team:paper_scan": Door(TEAM, TEAM_HERE, code="grant"),
    "team:people": Door(STAFF),
    "team:plan_visit": Door(STAFF, STAFF_HERE, code="approach_accepted"),
    "team:prepare_meeting": Door(STAFF, STAFF_HERE, code="meeting"),
    "team:print_card": Door(TEAM, TEAM_HERE, code="ali"),
    "team:proposal": Door(STAFF, STAFF_HERE, code="proposal"),
    "team:proposals": Door(STAFF),
    "team:propose": Door(TEAM, TEAM_HERE, code="opened"),
    "team:propose_meeting": Door(STAFF, STAFF_HERE, code="ali"),
    "team:reach": Door(STAFF, STAFF_HERE, code="ali"),
    "team:refer": Door(TEAM),
    "team:refuse_company": Door(TEAM, TEAM_HERE, code="new_house"),
    "team:reopen_opportunity": Door(TEAM, TEAM_HERE, code="closed_ad"),
    "team:request_changes": Door(TEAM, TEAM_HERE, code="review"),
    "team:reset_factors": Door(ADMINISTRATORS, code="colleague"),
    "team:retry_mail": Door(TEAM, TEAM_HERE, code="letter"),
    "team:review": Door(TEAM, TEAM_HERE, code="review"),
    "team:review_photo": Door(TEAM, TEAM_HERE, code="review"),
    "team:review_translation": Door(TEAM, TEAM_HERE, code="translation"),
    "team:reviews": Door(TEAM),
    "team:approve_translation": Door(
        TEAM, TEAM_HERE, code="translation", version="translation_version"
    ),
    "team:ask_translation_changes": Door(TEAM, TEAM_HERE, code="translation"),
    "team:submit_translation": Door(TEAM, TEAM_HERE, code="ali", language="ar"),
    "team:suggestions": Door(STAFF, STAFF_HERE, code="ali"),
    "team:take_translation_back": Door(TEAM, TEAM_HERE, code="ali", language="en"),
    "team:translation": Door(TEAM, TEAM_HERE, code="ali", language="ar"),
    "team:translations": Door(TEAM, TEAM_HERE, code="ali"),
    "team:search": Door(STAFF),
    "team:sessions": Door(TEAM, TEAM_HERE, code="ali"),
    "team:set_aside_lead": Door(
        STAFF, STAFF_HERE, code="ali", kind="poste", lead="opened"
    ),
    "team:set_capacity": Door(TEAM, TEAM_HERE, code="coach"),
    "team:stop_approach": Door(TEAM, TEAM_HERE, code="approach_held"),
    "team:submit_opportunity": Door(STAFF, STAFF_HERE, code="ad"),
    "team:suspend_company": Door(TEAM, TEAM_HERE, code="house"),
    "team:take_back_lead": Door(STAFF, STAFF_HERE, code="ali", aside="aside"),
    "team:take_over_company": Door(STAFF, STAFF_HERE, code="house"),
    "team:take_task": Door(STAFF, STAFF_HERE, code="task"),
    "team:tell_closing": Door(TEAM, TEAM_HERE, code="contacted"),
    "team:tick_step": Door(TEAM, TEAM_HERE, code="step_team"),
    "team:told_mail": Door(TEAM, TEAM_HERE, code="letter"),
    "team:untick_step": Door(TEAM, TEAM_HERE, code="step_team"),
    "team:verify_company": Door(TEAM, TEAM_HERE, code="new_house"),
    "team:withdraw_cv": Door(TEAM, TEAM_HERE, code="ali"),
    "team:write_sketch": Door(STAFF, STAFF_HERE, code="sketch", column="left_undone"),
}
