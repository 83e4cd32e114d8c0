"""What breaks unnoticed: two people writing at once, and the keyboard alone."""

import pytest
from playwright.sync_api import expect

from entremise.coaching.models import Coach
from tests.factories import candidates, coaching
from tests.journeys.cast import Cast, Somebody

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "cv/question/tagline/"
HERS, HIS = "Il met les gens à l’aise.", "J’accueille chacun dans sa langue."
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  const outlined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    words: (it.innerText || it.getAttribute("aria-label") || it.value || "").trim(),
    body: it === document.body,
    drawn: outlined(getComputedStyle(it)) || outlined(getComputedStyle(it, "::after")),
    inside: box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    uncovered: it.contains(
      document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)),
  };
}"""


def test_two_people_answer_the_same_question(cast: Cast) -> None:
    """The coach saves first. He sees both versions, and loses none of what he typed."""
    ali = candidates.candidate(cast.zone, first_name="Ali", by=cast.team_user)
    candidates.draft_cv(ali)
    coaching.pairing(ali, of=Coach.objects.get(user=cast.coach_user))
    hers, his = f"/coach/personnes/{ali.code}/{QUESTION}", f"/mon-espace/{QUESTION}"
    him = cast.somebody(phone=True, javascript=False).enter(ali.user)
    him.go(his).fill("Ma phrase", HIS)
    cast.coach.go(hers).page.get_by_role("textbox").first.fill(HERS)
    cast.coach.press("Enregistrer et continuer").reads("Qu’a")

    him.press("Enregistrer et continuer").sees(
        "Hélène a écrit ici en même temps que vous", "Rien n’est perdu", HERS
    )
    expect(him.page.get_by_label("Ma phrase")).to_have_value(HIS)
    expect(cast.coach.go(hers).page.get_by_role("textbox").first).to_have_value(HERS)

    him.press("Garder ma version").go("/mon-espace/cv/").sees(HIS).does_not_see(HERS)
    expect(cast.coach.go(hers).page.get_by_role("textbox").first).to_have_value(HIS)


def test_sharing_with_the_keyboard_alone(cast: Cast) -> None:
    """Without mouse and JavaScript: the focus is visible and nothing covers it."""
    publication = candidates.published_cv(
        candidates.candidate(cast.zone, first_name="Ali", by=cast.team_user)
    )
    passer_by = cast.somebody(javascript=False).go("/candidats/")
    press_tab_until(passer_by, "Aller au contenu")
    passer_by.page.keyboard.press("Enter")
    press_tab_until(passer_by, "Ali")
    passer_by.page.keyboard.press("Enter")
    passer_by.page.wait_for_url(f"**/cv/{publication.code}/")
    press_tab_until(passer_by, "Partager")
    passer_by.page.keyboard.press("Enter")
    passer_by.reads("Partager le CV d’Ali")
    tones = passer_by.page.get_by_role("radio")
    while not tones.first.evaluate("radio => radio === document.activeElement"):
        passer_by.page.keyboard.press("Tab")
    passer_by.page.keyboard.press("ArrowDown")
    expect(tones.nth(1)).to_be_checked()
    press_tab_until(passer_by, "WhatsApp")
    with passer_by.page.expect_request("https://wa.me/**"):
        passer_by.page.keyboard.press("Enter")


def press_tab_until(somebody: Somebody, words: str, most: int = 60) -> None:
    for _ in range(most):
        somebody.page.keyboard.press("Tab")
        focused = somebody.page.evaluate(FOCUSED)
        if focused["body"]:
            continue  # once round the page
        unseen = [
            name for name in ("drawn", "inside", "uncovered") if not focused[name]
        ]
        assert not unseen, (
            f"{somebody.address}: « {focused['words']} » has the focus, and is not {unseen}"
        )
        if words in focused["words"]:
            return
    raise AssertionError(
        f"{somebody.address}: no « {words} » within {most} presses of Tab"
    )


@pytest.mark.parametrize("home", ["/equipe/", "/ar/equipe/"])
def test_the_menu_of_the_team_stays_in_its_column_on_a_low_screen(
    cast: Cast, home: str
) -> None:
    """A menu taller than the screen scrolls; it does not go on beside the column, unseen."""
    screen = cast.somebody().enter(cast.team_user).go(home).page
    screen.set_viewport_size({"width": 1280, "height": 600})
    menu = screen.locator(".site-header .site-nav a")
    column = screen.locator(".site-header").bounding_box()
    assert menu.count() > 12
    assert column is not None
    for place in range(menu.count()):
        box = menu.nth(place).bounding_box()
        assert box is not None
        assert column["x"] <= box["x"]
        assert box["x"] + box["width"] <= column["x"] + column["width"]
