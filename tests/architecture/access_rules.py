"""Who may open which view, for every URL name. A name missing here fails the tests.

``AccessRule(may_open_view, may_see_thing, code="meeting")``: those whom the access test of the view
lets in; those of them who may see this very thing (the same when left out); and the URL arguments,
in which names of ``world.things`` stand for their codes. Everybody else gets 404, or is asked to
sign in.
"""

from dataclasses import dataclass
from typing import Any

Names = frozenset[str]

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
NOBODY: Names = frozenset()

CANDIDATES = frozenset(["candidate", "other_candidate", "hired"])
ALI = frozenset(["candidate"])
HIRED = frozenset(["hired"])

COACHES = frozenset(["coach", "other_coach", "hired_coach"])
HER_COACH = frozenset(["coach"])
HIRED_COACH = frozenset(["hired_coach"])

MEMBERS = frozenset(["recruiter", "other_recruiter", "champion"])
MEMBERS_HERE = MEMBERS - {"other_recruiter"}

STAFF = frozenset(["team", "other_team", "advisor", "administrator"])
STAFF_HERE = STAFF - {"other_team"}
TEAM = STAFF - {"advisor"}
TEAM_HERE = TEAM - {"other_team"}
ADMINISTRATORS = frozenset(["administrator"])


@dataclass
class AccessRule:
    may_open_view: Names
    may_see_thing: Names
    url_args: dict[str, Any]

    def __init__(
        self, may_open_view: Names, may_see_thing: Names | None = None, **url_args: Any
    ) -> None:
        self.may_open_view, self.may_see_thing, self.url_args = (
            may_open_view,
            may_open_view if may_see_thing is None else may_see_thing,
            url_args,
        )


ACCESS_RULES: dict[str, AccessRule] = {
    # candidate
    "candidate:accept_approach": AccessRule(CANDIDATES, ALI, code="approach"),
    "candidate:accept_proposal": AccessRule(CANDIDATES, ALI, code="proposal"),
    "candidate:accept_recommendation": AccessRule(
        CANDIDATES, ALI, code="recommendation"
    ),
    "candidate:accept_translation": AccessRule(CANDIDATES, ALI, language="ar"),
    "candidate:accept_words": AccessRule(CANDIDATES, language="fr", tone="pro"),
    "candidate:put_words_aside": AccessRule(CANDIDATES, language="fr", tone="pro"),
    "candidate:put_words_back": AccessRule(CANDIDATES, language="fr", tone="pro"),
    "candidate:refuse_words": AccessRule(CANDIDATES, language="fr", tone="pro"),
    "candidate:share_words": AccessRule(CANDIDATES),
    "candidate:write_words": AccessRule(CANDIDATES, language="fr", tone="pro"),
    "candidate:agree_meeting": AccessRule(CANDIDATES, ALI, code="meeting"),
    "candidate:approach": AccessRule(CANDIDATES, ALI, code="approach"),
    "candidate:ask_about_data": AccessRule(CANDIDATES, wish="rectify"),
    "candidate:cancel_meeting": AccessRule(CANDIDATES, ALI, code="meeting"),
    "candidate:check_in": AccessRule(CANDIDATES, HIRED, code="check_in_employee"),
    "candidate:confirm_meeting": AccessRule(CANDIDATES, ALI, code="begun"),
    "candidate:confirm_meeting_without_code": AccessRule(CANDIDATES, ALI, code="begun"),
    "candidate:consent": AccessRule(CANDIDATES),
    "candidate:consent_code": AccessRule(CANDIDATES),
    "candidate:consent_image": AccessRule(CANDIDATES),
    "candidate:consent_look": AccessRule(CANDIDATES),
    "candidate:consent_pdf": AccessRule(CANDIDATES),
    # Shown when the photo is among the choices of the address.
    "candidate:consent_photo": AccessRule(CANDIDATES, NOBODY),
    "candidate:cv": AccessRule(CANDIDATES),
    "candidate:cv_experience": AccessRule(CANDIDATES, number=0),
    "candidate:cv_experiences": AccessRule(CANDIDATES),
    "candidate:cv_new_experience": AccessRule(CANDIDATES),
    "candidate:cv_photo": AccessRule(CANDIDATES),
    "candidate:cv_photo_file": AccessRule(CANDIDATES, ALI, code="cv"),
    "candidate:cv_question": AccessRule(CANDIDATES, section="strengths"),
    "candidate:cv_remove_experience": AccessRule(CANDIDATES, number=0),
    "candidate:cv_remove_photo": AccessRule(CANDIDATES),
    "candidate:cv_submit": AccessRule(CANDIDATES),
    "candidate:cv_take_back": AccessRule(CANDIDATES),
    "candidate:data": AccessRule(CANDIDATES),
    "candidate:debrief_meeting": AccessRule(CANDIDATES, ALI, code="held"),
    "candidate:decline_approach": AccessRule(CANDIDATES, ALI, code="approach"),
    "candidate:decline_proposal": AccessRule(CANDIDATES, ALI, code="proposal"),
    "candidate:drop_translation": AccessRule(CANDIDATES, ALI, language="ar"),
    "candidate:export": AccessRule(CANDIDATES),
    "candidate:home": AccessRule(CANDIDATES),
    "candidate:job": AccessRule(CANDIDATES),
    "candidate:look_translation": AccessRule(CANDIDATES, ALI, language="ar"),
    "candidate:lookers": AccessRule(CANDIDATES),
    "candidate:meeting": AccessRule(CANDIDATES, ALI, code="meeting"),
    "candidate:meetings": AccessRule(CANDIDATES),
    "candidate:miss_meeting": AccessRule(CANDIDATES, ALI, code="begun"),
    "candidate:move_meeting": AccessRule(CANDIDATES, ALI, code="meeting"),
    "candidate:prepare_meeting": AccessRule(CANDIDATES, ALI, code="meeting"),
    "candidate:proposal": AccessRule(CANDIDATES, ALI, code="proposal"),
    "candidate:proposals": AccessRule(CANDIDATES),
    "candidate:put_recommendation_aside": AccessRule(
        CANDIDATES, ALI, code="recommendation"
    ),
    "candidate:recommendations": AccessRule(CANDIDATES),
    "candidate:reach": AccessRule(CANDIDATES),
    "candidate:renew": AccessRule(CANDIDATES),
    "candidate:sketch": AccessRule(CANDIDATES, ALI, code="sketch"),
    "candidate:set_aside_lead": AccessRule(CANDIDATES, kind="poste", lead="opened"),
    # A trade of the list has to be sent.
    "candidate:pick_trade": AccessRule(CANDIDATES, NOBODY),
    "candidate:trades": AccessRule(CANDIDATES),
    "candidate:suggestions": AccessRule(CANDIDATES),
    "candidate:take_back_lead": AccessRule(CANDIDATES, ALI, aside="aside"),
    "candidate:submit_translation": AccessRule(CANDIDATES, ALI, language="ar"),
    "candidate:take_translation_back": AccessRule(CANDIDATES, ALI, language="en"),
    "candidate:tick_step": AccessRule(CANDIDATES, HIRED, code="step_employee"),
    "candidate:translation": AccessRule(CANDIDATES, ALI, language="ar"),
    "candidate:translations": AccessRule(CANDIDATES),
    "candidate:untick_step": AccessRule(CANDIDATES, HIRED, code="step_employee"),
    "candidate:want_lead": AccessRule(CANDIDATES, kind="poste", lead="opened"),
    "candidate:withdraw": AccessRule(CANDIDATES),
    "candidate:withdrawn": AccessRule(CANDIDATES),
    "candidate:write_sketch": AccessRule(CANDIDATES, ALI, code="sketch"),
    # coach
    "coach:agree_meeting": AccessRule(COACHES, HER_COACH, code="meeting"),
    "coach:cancel_meeting": AccessRule(COACHES, HER_COACH, code="meeting"),
    "coach:candidate": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:charter": AccessRule(COACHES),
    "coach:check_in": AccessRule(COACHES, HIRED_COACH, code="check_in_coach"),
    "coach:confirm_meeting": AccessRule(COACHES, HER_COACH, code="begun"),
    "coach:confirm_meeting_without_code": AccessRule(COACHES, HER_COACH, code="begun"),
    "coach:consent_code": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv_experience": AccessRule(COACHES, HER_COACH, code="ali", number=0),
    "coach:cv_experiences": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv_new_experience": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv_photo": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv_photo_file": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:cv_question": AccessRule(
        COACHES, HER_COACH, code="ali", section="strengths"
    ),
    "coach:cv_remove_experience": AccessRule(COACHES, HER_COACH, code="ali", number=0),
    "coach:cv_submit": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:debrief_meeting": AccessRule(COACHES, HER_COACH, code="held"),
    "coach:hires": AccessRule(COACHES),
    "coach:home": AccessRule(COACHES),
    "coach:log_session": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:login_card": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:meeting": AccessRule(COACHES, HER_COACH, code="meeting"),
    "coach:meetings": AccessRule(COACHES),
    "coach:miss_meeting": AccessRule(COACHES, HER_COACH, code="begun"),
    "coach:move_meeting": AccessRule(COACHES, HER_COACH, code="meeting"),
    "coach:prepare_meeting": AccessRule(COACHES, HER_COACH, code="meeting"),
    "coach:propose_meeting": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:raise_alarm": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:reach": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:recommendations": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:say_consent_code": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:search": AccessRule(COACHES),
    "coach:sessions": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:set_aside_lead": AccessRule(
        COACHES, HER_COACH, code="ali", kind="poste", lead="opened"
    ),
    "coach:share_words": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:write_words": AccessRule(
        COACHES, HER_COACH, code="ali", language="fr", tone="pro"
    ),
    "coach:pick_trade": AccessRule(COACHES, NOBODY, code="ali"),
    "coach:trades": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:suggestions": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:take_back_lead": AccessRule(COACHES, HER_COACH, code="ali", aside="aside"),
    "coach:submit_translation": AccessRule(
        COACHES, HER_COACH, code="ali", language="ar"
    ),
    "coach:take_translation_back": AccessRule(
        COACHES, HER_COACH, code="ali", language="en"
    ),
    "coach:tick_step": AccessRule(COACHES, HIRED_COACH, code="step_coach"),
    "coach:translation": AccessRule(COACHES, HER_COACH, code="ali", language="ar"),
    "coach:translations": AccessRule(COACHES, HER_COACH, code="ali"),
    "coach:untick_step": AccessRule(COACHES, HIRED_COACH, code="step_coach"),
    "coach:want_lead": AccessRule(
        COACHES, HER_COACH, code="ali", kind="entreprise", lead="company"
    ),
    # company
    "company:add_member": AccessRule(MEMBERS),
    "company:add_site": AccessRule(MEMBERS),
    "company:agree_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="meeting"),
    "company:approach": AccessRule(MEMBERS, MEMBERS_HERE, code="approach"),
    "company:approach_person": AccessRule(MEMBERS, code="person"),
    "company:approaches": AccessRule(MEMBERS),
    "company:build_job": AccessRule(MEMBERS),
    "company:cancel_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="meeting"),
    "company:check_in": AccessRule(MEMBERS, MEMBERS_HERE, code="check_in_manager"),
    "company:close_opportunity": AccessRule(MEMBERS, MEMBERS_HERE, code="opened"),
    "company:close_proposal": AccessRule(MEMBERS, MEMBERS_HERE, code="contacted"),
    "company:colleague": AccessRule(MEMBERS, MEMBERS_HERE, code="hire"),
    "company:colleagues": AccessRule(MEMBERS),
    "company:compose_kit": AccessRule(MEMBERS),
    "company:confirm_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="begun"),
    "company:confirm_meeting_without_code": AccessRule(
        MEMBERS, MEMBERS_HERE, code="begun"
    ),
    "company:debrief_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="held"),
    "company:describe": AccessRule(MEMBERS),
    "company:drop_search": AccessRule(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:edit_search": AccessRule(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:edit_opportunity": AccessRule(MEMBERS, MEMBERS_HERE, code="ad"),
    "company:end_member": AccessRule(MEMBERS, MEMBERS_HERE, code="champion"),
    "company:home": AccessRule(MEMBERS),
    "company:keep_search": AccessRule(MEMBERS),
    "company:kit": AccessRule(MEMBERS),
    "company:kit_person": AccessRule(MEMBERS, MEMBERS_HERE, code="public"),
    "company:kit_screens": AccessRule(MEMBERS),
    "company:kit_sheet": AccessRule(MEMBERS, MEMBERS_HERE),
    "company:meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="meeting"),
    "company:meetings": AccessRule(MEMBERS),
    "company:members": AccessRule(MEMBERS),
    "company:miss_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="begun"),
    "company:move_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="meeting"),
    "company:new_opportunity": AccessRule(MEMBERS),
    "company:new_sketch": AccessRule(MEMBERS, MEMBERS_HERE, code="held"),
    "company:offer": AccessRule(MEMBERS, MEMBERS_HERE, code="contacted"),
    "company:opportunities": AccessRule(MEMBERS),
    "company:opportunity": AccessRule(MEMBERS, MEMBERS_HERE, code="opened"),
    "company:people": AccessRule(MEMBERS),
    "company:person": AccessRule(MEMBERS, code="public"),
    "company:prepare_meeting": AccessRule(MEMBERS, MEMBERS_HERE, code="meeting"),
    "company:propose_meeting": AccessRule(
        MEMBERS, MEMBERS_HERE, code="approach_accepted"
    ),
    "company:remove_site": AccessRule(MEMBERS, MEMBERS_HERE, code="site"),
    "company:search": AccessRule(MEMBERS, frozenset(["recruiter"]), code="search"),
    "company:searches": AccessRule(MEMBERS),
    "company:submit_opportunity": AccessRule(MEMBERS, MEMBERS_HERE, code="ad"),
    "company:take_back_approach": AccessRule(MEMBERS, MEMBERS_HERE, code="approach"),
    "company:tick_step": AccessRule(MEMBERS, MEMBERS_HERE, code="step_company"),
    "company:untick_step": AccessRule(MEMBERS, MEMBERS_HERE, code="step_company"),
    "company:write_sketch": AccessRule(MEMBERS, MEMBERS_HERE, code="sketch"),
    # public
    "public:accessibility": AccessRule(EVERYONE),
    "public:account": AccessRule(SIGNED_IN),
    "public:add_app": AccessRule(SIGNED_IN),
    "public:add_passkey": AccessRule(SIGNED_IN),
    "public:atelier": AccessRule(EVERYONE),
    "public:begin_app": AccessRule(SIGNED_IN),
    "public:brand": AccessRule(EVERYONE),
    "public:card": AccessRule(EVERYONE),
    "public:card_link": AccessRule(EVERYONE, link="nope"),
    "public:check_passkey": AccessRule(SIGNED_IN),
    "public:choose_language": AccessRule(SIGNED_IN),
    "public:coach_thanks": AccessRule(EVERYONE),
    "public:coaches": AccessRule(EVERYONE),
    "public:code": AccessRule(EVERYONE),
    "public:companies": AccessRule(EVERYONE),
    "public:company_call": AccessRule(EVERYONE),
    "public:company_opened": AccessRule(EVERYONE),
    "public:confirm_address": AccessRule(SIGNED_IN),
    "public:contact": AccessRule(EVERYONE),
    "public:cv": AccessRule(EVERYONE, code="public"),
    "public:cv_card": AccessRule(EVERYONE, code="public"),
    "public:copy_stop": AccessRule(EVERYONE, key="nope"),
    "public:cv_copy": AccessRule(EVERYONE, code="public"),
    "public:cv_in": AccessRule(EVERYONE, code="public", language="ar"),
    "public:cv_paper": AccessRule(
        EVERYONE, code="public", rendering="rendering", name="affiche"
    ),
    "public:cv_pdf": AccessRule(EVERYONE, code="public"),
    "public:cv_pdf_in": AccessRule(EVERYONE, code="public", language="ar"),
    "public:cv_photo": AccessRule(
        EVERYONE, code="public", rendering="rendering", size="grande"
    ),
    "public:cv_poster": AccessRule(EVERYONE, code="public"),
    "public:cv_preview": AccessRule(
        EVERYONE, code="public", rendering="rendering", picture="fr"
    ),
    "public:cv_slide": AccessRule(EVERYONE, code="public"),
    "public:demo": AccessRule(EVERYONE, NOBODY),  # in the demonstration only
    # In the demonstration only.
    "public:demo_letter": AccessRule(EVERYONE, NOBODY, code="letter"),
    # In the demonstration only.
    "public:demo_letter_as_sent": AccessRule(EVERYONE, NOBODY, code="letter"),
    "public:demo_letters": AccessRule(EVERYONE, NOBODY),  # in the demonstration only
    # In the demonstration only.
    "public:demo_take_place": AccessRule(EVERYONE, NOBODY, role="team"),
    "public:doors": AccessRule(SIGNED_IN),
    "public:end_all_sessions": AccessRule(SIGNED_IN),
    "public:end_other_sessions": AccessRule(SIGNED_IN),
    # One's own: tests/accounts.
    "public:end_session": AccessRule(SIGNED_IN, NOBODY, code="nope"),
    "public:embed": AccessRule(EVERYONE),
    "public:embed_guide": AccessRule(EVERYONE),
    "public:factors": AccessRule(SIGNED_IN),
    "public:feed_atom": AccessRule(EVERYONE),
    "public:feed_json": AccessRule(EVERYONE),
    "public:gallery": AccessRule(EVERYONE),
    "public:home": AccessRule(EVERYONE),
    "public:days_csv": AccessRule(EVERYONE),
    "public:days_json": AccessRule(EVERYONE),
    "public:how_counting": AccessRule(EVERYONE),
    "public:impact": AccessRule(EVERYONE),
    "public:introduce": AccessRule(EVERYONE, code="public"),
    "public:introduced": AccessRule(EVERYONE, code="public"),
    "public:lobby": AccessRule(EVERYONE),
    "public:legal": AccessRule(EVERYONE),
    "public:logo": AccessRule(EVERYONE),
    "public:meet": AccessRule(EVERYONE, code="public"),
    "public:meet_words": AccessRule(EVERYONE, code="public"),
    "public:met": AccessRule(EVERYONE, code="public"),
    "public:new_address": AccessRule(SIGNED_IN),
    "public:new_recovery_codes": AccessRule(SIGNED_IN),
    # Of an address of ours: tests/spaces/public/test_embed.py.
    "public:oembed": AccessRule(EVERYONE, NOBODY),
    "public:passkey_options": AccessRule(SIGNED_IN, purpose="add"),
    "public:privacy": AccessRule(EVERYONE),
    "public:referral": AccessRule(EVERYONE),
    "public:referral_thanks": AccessRule(EVERYONE),
    # One's own: tests/accounts.
    "public:remove_factor": AccessRule(SIGNED_IN, NOBODY, code="nope"),
    "public:report": AccessRule(EVERYONE),
    "public:resend_code": AccessRule(EVERYONE),
    "public:robots": AccessRule(EVERYONE),
    "public:second_factor": AccessRule(SIGNED_IN),
    "public:security": AccessRule(EVERYONE),
    "public:recommendation": AccessRule(EVERYONE, secret="secret"),
    "public:recommendation_thanks": AccessRule(EVERYONE, secret="secret"),
    "public:share": AccessRule(EVERYONE, code="public"),
    "public:share_by": AccessRule(EVERYONE, code="public", channel="linkedin"),
    "public:sign_in": AccessRule(EVERYONE),
    "public:sign_out": AccessRule(EVERYONE),
    "public:signed_out": AccessRule(EVERYONE),
    "public:words": AccessRule(EVERYONE),
    "public:trap": AccessRule(EVERYONE),
    "public:sitemap": AccessRule(EVERYONE),
    "public:stop_search": AccessRule(EVERYONE, key="search_stop"),
    "public:supporter_asked": AccessRule(EVERYONE),
    "public:supporter_confirm": AccessRule(EVERYONE, key="supporter_confirm"),
    "public:supporter_link": AccessRule(EVERYONE, key="supporter_place", code="public"),
    "public:supporter_place": AccessRule(EVERYONE, key="supporter_place"),
    "public:supporter_renew": AccessRule(EVERYONE, key="supporter_place"),
    "public:supporter_stop": AccessRule(EVERYONE, key="supporter_stop"),
    "public:supporter_wishes": AccessRule(EVERYONE, key="supporter_place"),
    "public:supporters": AccessRule(EVERYONE),
    # team
    "team:accept_approach": AccessRule(STAFF, STAFF_HERE, code="approach"),
    "team:accept_coach": AccessRule(TEAM, TEAM_HERE, code="offer"),
    "team:agree_meeting": AccessRule(STAFF, STAFF_HERE, code="meeting"),
    "team:approach": AccessRule(STAFF, STAFF_HERE, code="approach_held"),
    "team:approaches": AccessRule(STAFF),
    "team:approve_cv": AccessRule(TEAM, TEAM_HERE, code="review", version="version"),
    "team:ask_champion": AccessRule(STAFF, STAFF_HERE, code="champion"),
    "team:cancel_meeting": AccessRule(STAFF, STAFF_HERE, code="meeting"),
    "team:candidate": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:candidates": AccessRule(STAFF),
    "team:check_in": AccessRule(TEAM, TEAM_HERE, code="check_in_manager"),
    "team:close_account": AccessRule(ADMINISTRATORS, code="colleague"),
    "team:close_approach": AccessRule(TEAM, TEAM_HERE, code="approach_accepted"),
    "team:close_opportunity": AccessRule(TEAM, TEAM_HERE, code="opened"),
    "team:close_proposal": AccessRule(TEAM, TEAM_HERE, code="contacted"),
    "team:close_task": AccessRule(STAFF, STAFF_HERE, code="task"),
    "team:coach": AccessRule(STAFF, STAFF_HERE, code="coach"),
    "team:coach_application": AccessRule(TEAM, TEAM_HERE, code="offer"),
    "team:coaches": AccessRule(STAFF),
    "team:companies": AccessRule(STAFF),
    "team:company": AccessRule(STAFF, STAFF_HERE, code="company"),
    "team:compare_versions": AccessRule(
        STAFF, STAFF_HERE, code="ali", before=1, after=1
    ),
    "team:confirm_meeting": AccessRule(STAFF, STAFF_HERE, code="begun"),
    "team:confirm_meeting_without_code": AccessRule(STAFF, STAFF_HERE, code="begun"),
    "team:correct_candidate": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_experience": AccessRule(TEAM, TEAM_HERE, code="ali", number=0),
    "team:cv_experiences": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_new_experience": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_photo": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_photo_file": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_question": AccessRule(TEAM, TEAM_HERE, code="ali", section="strengths"),
    "team:cv_remove_experience": AccessRule(TEAM, TEAM_HERE, code="ali", number=0),
    "team:cv_remove_photo": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_submit": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:cv_take_back": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:debrief_meeting": AccessRule(STAFF, STAFF_HERE, code="held"),
    "team:decide_opportunity": AccessRule(TEAM, TEAM_HERE, code="read"),
    "team:decline_approach": AccessRule(STAFF, STAFF_HERE, code="approach"),
    "team:decline_coach": AccessRule(TEAM, TEAM_HERE, code="offer"),
    "team:decline_proposal": AccessRule(TEAM, TEAM_HERE, code="contacted"),
    "team:edit_opportunity": AccessRule(STAFF, STAFF_HERE, code="ad"),
    "team:end_hire": AccessRule(TEAM, TEAM_HERE, code="hire"),
    "team:end_pairing": AccessRule(TEAM, TEAM_HERE, code="pairing"),
    "team:end_role": AccessRule(TEAM, ADMINISTRATORS, code="role"),
    "team:figures": AccessRule(STAFF),
    "team:let_robot_read": AccessRule(TEAM, code="greedy"),
    "team:refuse_robot": AccessRule(TEAM, code="greedy"),
    "team:robots": AccessRule(STAFF),
    "team:visibility": AccessRule(STAFF),
    "team:want_lead": AccessRule(
        STAFF, STAFF_HERE, code="ali", kind="poste", lead="opened"
    ),
    "team:fill_opportunity": AccessRule(TEAM, TEAM_HERE, code="opened"),
    "team:give_access": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:hire": AccessRule(STAFF, STAFF_HERE, code="hire"),
    "team:hire_from_proposal": AccessRule(TEAM, TEAM_HERE, code="offered"),
    "team:hire_people": AccessRule(TEAM, TEAM_HERE, code="hire"),
    "team:hires": AccessRule(STAFF),
    "team:home": AccessRule(STAFF),
    "team:introduce": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:introductions": AccessRule(STAFF),
    "team:invite_person": AccessRule(TEAM),
    "team:let_through_approach": AccessRule(TEAM, TEAM_HERE, code="approach_held"),
    "team:mail": AccessRule(TEAM, TEAM_HERE, code="letter"),
    "team:mails": AccessRule(TEAM),
    "team:meeting": AccessRule(STAFF, STAFF_HERE, code="meeting"),
    "team:meetings": AccessRule(STAFF),
    "team:miss_meeting": AccessRule(STAFF, STAFF_HERE, code="begun"),
    "team:move_candidate": AccessRule(TEAM, TEAM_HERE, code="referred", to="met"),
    "team:move_coach": AccessRule(TEAM, TEAM_HERE, code="coach", to="paused"),
    "team:move_meeting": AccessRule(STAFF, STAFF_HERE, code="meeting"),
    "team:move_proposal": AccessRule(TEAM, TEAM_HERE, code="proposal", to="interested"),
    "team:name_trade": AccessRule(STAFF, STAFF_HERE, code="opened"),
    "team:new_hire": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:new_opportunity": AccessRule(STAFF),
    "team:new_sketch": AccessRule(STAFF, STAFF_HERE, code="held"),
    "team:new_sketch_for": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:opportunities": AccessRule(STAFF),
    "team:opportunity": AccessRule(STAFF, STAFF_HERE, code="opened"),
    "team:pair": AccessRule(TEAM, TEAM_HERE, code="unpaired"),
    "team:pairings": AccessRule(STAFF),
    "team:paper_grant": AccessRule(TEAM, TEAM_HERE, code="paper"),
    "team:paper_scan": AccessRule(TEAM, TEAM_HERE, code="grant"),
    "team:people": AccessRule(STAFF),
    # A trade of the list has to be sent.
    "team:pick_trade": AccessRule(TEAM, NOBODY, code="ali"),
    "team:plan_visit": AccessRule(STAFF, STAFF_HERE, code="approach_accepted"),
    "team:prepare_meeting": AccessRule(STAFF, STAFF_HERE, code="meeting"),
    "team:print_card": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:proposal": AccessRule(STAFF, STAFF_HERE, code="proposal"),
    "team:proposals": AccessRule(STAFF),
    "team:propose": AccessRule(TEAM, TEAM_HERE, code="opened"),
    "team:propose_meeting": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:reach": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:refer": AccessRule(TEAM),
    "team:refuse_company": AccessRule(TEAM, TEAM_HERE, code="new_company"),
    "team:reopen_opportunity": AccessRule(TEAM, TEAM_HERE, code="closed_ad"),
    "team:request_changes": AccessRule(TEAM, TEAM_HERE, code="review"),
    "team:reset_factors": AccessRule(ADMINISTRATORS, code="colleague"),
    "team:retry_mail": AccessRule(TEAM, TEAM_HERE, code="letter"),
    "team:review": AccessRule(TEAM, TEAM_HERE, code="review"),
    "team:review_photo": AccessRule(TEAM, TEAM_HERE, code="review"),
    "team:review_translation": AccessRule(TEAM, TEAM_HERE, code="translation"),
    "team:reviews": AccessRule(TEAM),
    "team:approve_translation": AccessRule(
        TEAM, TEAM_HERE, code="translation", version="translation_version"
    ),
    "team:ask_translation_changes": AccessRule(TEAM, TEAM_HERE, code="translation"),
    "team:submit_translation": AccessRule(TEAM, TEAM_HERE, code="ali", language="ar"),
    "team:suggestions": AccessRule(STAFF, STAFF_HERE, code="ali"),
    "team:take_translation_back": AccessRule(
        TEAM, TEAM_HERE, code="ali", language="en"
    ),
    "team:trades": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:translation": AccessRule(TEAM, TEAM_HERE, code="ali", language="ar"),
    "team:translations": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:search": AccessRule(STAFF),
    "team:give_role": AccessRule(TEAM, TEAM_HERE, code="colleague"),
    "team:put_check_away": AccessRule(ADMINISTRATORS, key="mail"),
    "team:bring_checks_back": AccessRule(ADMINISTRATORS),
    "team:settings": AccessRule(ADMINISTRATORS),
    "team:zone_settings": AccessRule(ADMINISTRATORS),
    "team:new_zone": AccessRule(ADMINISTRATORS),
    "team:edit_zone": AccessRule(ADMINISTRATORS, code="zone"),
    "team:close_zone": AccessRule(ADMINISTRATORS, code="zone"),
    "team:reopen_zone": AccessRule(ADMINISTRATORS, code="closed_zone"),
    "team:cohort_settings": AccessRule(STAFF),
    "team:new_cohort": AccessRule(ADMINISTRATORS),
    "team:edit_cohort": AccessRule(ADMINISTRATORS, code="cohort"),
    "team:close_cohort": AccessRule(ADMINISTRATORS, code="cohort"),
    "team:reopen_cohort": AccessRule(ADMINISTRATORS, code="closed_cohort"),
    "team:delete_cohort": AccessRule(ADMINISTRATORS, code="cohort"),
    "team:goal_settings": AccessRule(ADMINISTRATORS),
    "team:new_goal": AccessRule(ADMINISTRATORS),
    "team:edit_goal": AccessRule(ADMINISTRATORS, code="goal"),
    "team:remove_goal": AccessRule(ADMINISTRATORS, code="goal"),
    "team:sessions": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:set_aside_lead": AccessRule(
        STAFF, STAFF_HERE, code="ali", kind="poste", lead="opened"
    ),
    "team:set_capacity": AccessRule(TEAM, TEAM_HERE, code="coach"),
    "team:stop_approach": AccessRule(TEAM, TEAM_HERE, code="approach_held"),
    "team:submit_opportunity": AccessRule(STAFF, STAFF_HERE, code="ad"),
    "team:suspend_company": AccessRule(TEAM, TEAM_HERE, code="company"),
    "team:take_back_lead": AccessRule(STAFF, STAFF_HERE, code="ali", aside="aside"),
    "team:take_over_company": AccessRule(STAFF, STAFF_HERE, code="company"),
    "team:take_task": AccessRule(STAFF, STAFF_HERE, code="task"),
    "team:tell_closing": AccessRule(TEAM, TEAM_HERE, code="contacted"),
    "team:tick_step": AccessRule(TEAM, TEAM_HERE, code="step_team"),
    "team:told_mail": AccessRule(TEAM, TEAM_HERE, code="letter"),
    "team:untick_step": AccessRule(TEAM, TEAM_HERE, code="step_team"),
    "team:verify_company": AccessRule(TEAM, TEAM_HERE, code="new_company"),
    "team:withdraw_cv": AccessRule(TEAM, TEAM_HERE, code="ali"),
    "team:write_sketch": AccessRule(
        STAFF, STAFF_HERE, code="sketch", column="left_undone"
    ),
}
