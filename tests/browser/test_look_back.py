"""A lesson's end in JupyterLab: guesses beside what happened, and one asked again, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from lab import Notebook


def test_a_missed_question_is_asked_again_and_stored(
    notebook: Callable[..., Notebook],
) -> None:
    book = notebook(
        "look_back.ipynb",
        "from teachclust import look_back, predict, record\npredict('hierarchical-zero')",
        "look_back('hierarchical')",
    )
    page = book.page
    back = page.locator(".tc-back")
    back.wait_for()
    assert "no guess in this lesson yet" in back.inner_text()
    first = page.locator(".tc-predict").first
    first.locator("input").first.check()
    first.get_by_role("button", name="Sure", exact=True).click()
    first.locator(".tc-predict-commit").click()
    back.locator("li").wait_for()
    assert "After 999 merges, with one cluster" in back.locator("li").inner_text()
    back.locator("[data-act='look_back.ask']").focus()
    page.keyboard.press("Enter")
    again = page.locator(".tc-back-then .tc-predict")
    again.locator("input").nth(1).focus()
    page.keyboard.press("Space")
    again.locator(".tc-predict-commit").focus()
    page.keyboard.press("Enter")
    # the widget opens, and tells its end; then the list does
    stepper = page.locator(".tc-back-then .teachclust[data-widget='stepper']")
    stepper.wait_for()
    assert "Asked again" not in back.inner_text()
    stepper.focus()
    page.keyboard.press("End")
    back.get_by_text("Asked again on other data: right.").wait_for()
    stored = book.python("print(*[one.key for one in record().entries('guess')])")
    assert stored.split() == ["hierarchical-zero", "hierarchical-zero-again"]
