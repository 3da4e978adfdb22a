"""Every edit of the Stepper in a real JupyterLab: what the hand does is what Python has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand import SETUP, WATCH, Hand
from lab import Notebook


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    return shared_book("edits.ipynb", SETUP, WATCH)


@pytest.fixture
def hand(book: Notebook) -> Hand:
    """A new Stepper for each test, from the same cell."""
    book.run_cell(1)
    hand = Hand(book)
    hand.until("trace", 1)
    hand.until("step", 0)
    assert hand.root.count() == 1
    yield hand
    assert book.trouble == []
    assert book.foreign == []


def test_a_center_is_dragged_by_mouse(hand: Hand) -> None:
    hand.to(2)
    hand.settled()
    x, y = hand.center(1)
    sx, sy = hand.spot(x, y)
    hand.drag((sx, sy), (sx + 60, sy - 40))
    hand.answered(2)
    moved = hand.ask("w.estimator.init[1].tolist()")
    back = hand.spot(*moved)
    assert back == pytest.approx((sx + 60, sy - 40), abs=2)
    assert hand.ask("w.estimator.init[0].tolist()") != moved
    assert hand.ask("w.current[w.trace['head']['initial_step']].kind") == "assign"
    assert hand.step == hand.ask("w.trace['head']['initial_step']")


def test_a_center_is_moved_by_keys(hand: Hand) -> None:
    hand.to(2)
    before = hand.center(0)
    x0, x1, y0, y1 = hand.ask("w.trace['head']['domain']")
    unit = max(x1 - x0, y1 - y0) * 0.01
    hand.press("c", "ArrowRight", "ArrowRight", "Shift+ArrowUp", "Enter")
    hand.answered(2)
    moved = hand.ask("w.estimator.init[0].tolist()")
    assert moved == pytest.approx([before[0] + 2 * unit, before[1] + 5 * unit], rel=1e-5)


def test_escape_lets_go_of_a_center(hand: Hand) -> None:
    hand.to(2)
    hand.press("c", "ArrowRight", "Escape", "Enter")
    hand.press("ArrowRight")
    hand.until("step", 3)
    assert hand.trace == 1
    assert hand.ask("w.request") == {}


def test_a_center_is_placed_by_typed_numbers(hand: Hand) -> None:
    hand.to(2)
    hand.act("control.table").click()
    field = hand.root.locator("table input").nth(2)
    field.fill("1.25")
    field.press("Enter")
    hand.answered(2)
    assert hand.ask("w.estimator.init[1][0]") == 1.25
    assert field.evaluate("field => field === field.getRootNode().activeElement")
    form = hand.root.locator("form input")
    form.nth(0).fill("0.5")
    form.nth(1).fill("3.5")
    form.nth(1).press("Enter")
    hand.answered(3)
    assert hand.ask("w.estimator.init[-1].tolist()") == pytest.approx([0.5, 3.5])
    assert hand.ask("w.estimator.n_clusters") == 5
    hand.root.locator("table button").first.click()
    hand.answered(4)
    assert hand.ask("w.estimator.n_clusters") == 4


def test_a_double_click_adds_a_center_and_delete_takes_it(hand: Hand) -> None:
    hand.to(2)
    hand.settled()
    hand.page.mouse.dblclick(*hand.spot(-3.0, 0.5))
    hand.answered(2)
    assert hand.ask("w.estimator.init[4].tolist()") == pytest.approx([-3.0, 0.5], abs=0.1)
    hand.press("Shift+C", "Delete")
    hand.answered(3)
    assert hand.ask("w.estimator.n_clusters") == 4


def test_points_are_drawn_moved_and_deleted(hand: Hand) -> None:
    hand.to(2)
    hand.settled()
    hand.tool("draw")
    x, y = hand.spot(-3.5, -0.5)
    hand.drag((x, y), (x + 50, y))
    hand.answered(2)
    drawn = hand.ask("len(w.X)")
    assert drawn > 305
    hand.settled()
    hand.tool("move")
    px, py = hand.ask("w.X[-1].tolist()")
    sx, sy = hand.spot(px, py)
    before = hand.ask("w.X.tolist()")
    hand.drag((sx, sy), (sx + 30, sy + 20))
    hand.answered(3)
    after = hand.ask("w.X.tolist()")
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    hand.settled()
    hand.tool("delete")
    sx, sy = hand.spot(*hand.ask("w.X[0].tolist()"))
    hand.page.mouse.click(sx, sy)
    hand.answered(4)
    assert hand.ask("len(w.X)") < drawn
    hand.tool("centers")


def test_settings(hand: Hand) -> None:
    root = hand.root
    root.get_by_role("button", name="k: one more").click()
    hand.answered(2)
    assert hand.ask("w.estimator.n_clusters") == 5
    k = root.locator(".tc-experiment-controls input").nth(0)
    k.fill("3")
    k.press("Enter")
    hand.answered(3)
    assert hand.ask("w.estimator.n_clusters") == 3
    root.locator(".tc-experiment-controls select").nth(0).select_option("k-means++")
    hand.answered(4)
    assert hand.ask("w.estimator.init") == "k-means++"
    seed = root.locator(".tc-experiment-controls input").nth(1)
    seed.fill("77")
    seed.press("Enter")
    hand.answered(5)
    assert hand.ask("w.estimator.random_state") == 77
    hand.act("control.fresh").click()
    hand.answered(6)
    assert hand.ask("w.estimator.random_state") == 78
    hand.press("n")
    hand.answered(7)
    assert hand.ask("w.estimator.random_state") == 79
    k.fill("999")
    k.press("Enter")
    assert k.input_value() == "3"


def test_undo_and_redo_by_button_and_by_keys(hand: Hand) -> None:
    first = hand.ask("w.current.centers.tolist()")
    hand.press("n")
    hand.answered(2)
    second = hand.ask("w.current.centers.tolist()")
    hand.press("n")
    hand.answered(3)
    hand.act("transport.undo").click()
    hand.answered(2)
    assert hand.ask("w.current.centers.tolist()") == second
    hand.press("u")
    hand.answered(1)
    assert hand.ask("w.current.centers.tolist()") == first
    assert hand.act("transport.undo").is_disabled()
    hand.act("transport.redo").click()
    hand.answered(2)
    hand.press("Shift+U")
    hand.answered(3)
    assert hand.ask("w.estimator.random_state") == 4
    hand.press("Control+z")
    hand.answered(2)
    hand.press("Control+y")
    hand.answered(3)
    assert hand.ask("w.trace['head']['id']") == 3


def test_a_bar_of_the_histogram_replays_its_inertia(hand: Hand) -> None:
    hand.act("control.starts").click()
    bars = hand.root.locator(".tc-histbar:enabled")
    bars.first.wait_for()
    hand.until("busy", "false")
    ends = hand.ask("w.starts['objective']")
    assert len(ends) == 100
    bars.last.click()
    hand.answered(2)
    worst = hand.ask("w.current.objective")
    assert worst in [pytest.approx(end, rel=1e-9) for end in ends]
    assert worst > 1.2 * min(ends)
    bars.first.click()
    hand.answered(3)
    assert hand.ask("w.current.objective") == pytest.approx(min(ends), rel=0.2)


def test_ask_me_first(hand: Hand) -> None:
    ask, root = hand.root.locator(".tc-ask"), hand.root
    hand.act("control.ask").click()
    hand.to(0)
    for _ in range(20):
        hand.next()
        if ask.is_visible():
            break
    verdict = ask.locator(".tc-verdict")
    # which cluster does a point join? a wrong answer, then the step shows
    names = ask.locator("button:not(.tc-skip)").all_text_contents()
    step = hand.step
    assert len(names) == 4
    ask.locator("button").first.click()
    assert verdict.text_content()
    root.get_by_role("button", name="Show the step").click()
    hand.until("step", step + 1)
    # where does a center go? typed far away, then on the spot
    hand.next()
    ask.locator("input").first.wait_for()
    ask.locator("input").nth(0).fill("40")
    ask.get_by_role("button", name="Answer").click()
    assert "of its way" in verdict.text_content()
    assert "Off" in verdict.text_content()
    root.get_by_role("button", name="Show the step").click()
    hand.until("step", step + 2)
    # which points change? the true number is right
    hand.next()
    ask.locator("input").first.wait_for()
    changed = hand.ask(f"int((w.current[{step + 3}].labels != w.current[{step + 2}].labels).sum())")
    ask.locator("input").fill(str(changed))
    ask.locator("input").press("Enter")
    assert verdict.text_content().startswith("Right")
    root.get_by_role("button", name="Show the step").click()
    hand.until("step", step + 3)
    hand.next()
    ask.locator("input").first.wait_for()
    hand.press("Escape")
    truth = hand.ask(MOST_MOVED.format(now=step + 3, then=step + 4))
    ask.locator("input").nth(0).fill(str(truth[0]))
    ask.locator("input").nth(1).fill(str(truth[1]))
    ask.get_by_role("button", name="Answer").click()
    assert verdict.text_content().startswith("Right on")


MOST_MOVED = (
    "(lambda a, b: b[((a - b)**2).sum(1).argmax()].tolist())"
    "(w.current[{now}].values['centers'], w.current[{then}].values['centers'])"
)


def test_points_are_drawn_moved_and_deleted_by_keys_alone(hand: Hand) -> None:
    hand.to(2)
    tool = hand.root.get_by_title("What a press on the picture does")
    tool.focus()
    tool.select_option("draw")
    hand.press("p", "ArrowRight", "Shift+ArrowUp", "Enter")
    hand.answered(2)
    drawn = hand.ask("len(w.X)")
    assert drawn > 300
    hand.press("Enter")
    hand.answered(3)
    tool.select_option("delete")
    hand.press("Enter")
    hand.answered(4)
    assert hand.ask("len(w.X)") < hand.ask("w._earlier[3].setup.X.shape[0]")
    hand.press("Escape")
    tool.select_option("draw")
    hand.press("p", "Enter")
    hand.answered(5)
    tool.select_option("move")
    hand.press("Enter", "Shift+ArrowLeft", "Enter")
    hand.answered(6)
    assert hand.ask("w.request['edit']['kind']") == "point_move"
    assert hand.ask("len(w.X)") == hand.ask("len(w._earlier[5].setup.X)")
