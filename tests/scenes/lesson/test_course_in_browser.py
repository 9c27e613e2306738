"""The lesson as a course in a real browser: what was seen, pace, repeats, and the way to play."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Open, Visit, opened

from scenes.lesson.at_play import PlayPage
from scenes.lesson.lesson import networks_of
from scenes.lesson.lesson_page import below, lesson_page
from scenes.stage.cast import Cast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAY = """(film) => new Promise((done) => {
  const video = document.querySelector(`#${film} video`);
  video.addEventListener("ended", () => setTimeout(done), { once: true });
  video.currentTime = 0;
  video.playbackRate = 4;
  video.play();
})"""
REFUSE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
});"""
SHARE = "document.querySelector('.act a[href=\"#{}\"] .share [lang=en]').textContent"
KEPT = "JSON.stringify(Object.keys(localStorage).filter((name) => name.startsWith('seen')))"


@pytest.fixture(scope="module")
def one_course(chromium: "Browser", made_lesson: Path) -> Iterator[Visit]:
    """A lesson of two films, open once for all tests of this file."""
    seen = opened(chromium, made_lesson / "index.html")
    yield seen
    seen.page.context.close()


@pytest.fixture
def course(one_course: Visit) -> Iterator[Visit]:
    """The lesson as it is when somebody comes for the first time."""
    one_course.page.evaluate("localStorage.clear(); history.replaceState(null, '', '#')")
    begin_again(one_course)
    yield one_course
    assert one_course.errors == one_course.foreign == []


def begin_again(course: Visit) -> None:
    course.page.reload()
    course.until("document.body.dataset.ready")


def keep(course: Visit, told: str) -> None:
    """Begins again with something in the place of what was seen."""
    folder = course.page.evaluate("location.pathname").removesuffix("index.html")
    course.page.evaluate("(told) => localStorage.setItem(...told)", [f"seen {folder}", told])
    begin_again(course)


def test_what_was_seen_is_kept_shown_and_forgotten(course: Visit) -> None:
    page = course.page
    assert not page.locator(".progress").is_visible()
    page.evaluate(PLAY, "Colours")
    for _ in range(2):
        assert page.evaluate(SHARE.format("Colours")) == "seen"
        assert page.evaluate(SHARE.format("Again")) == ""
        assert page.locator(".count [lang=en]").inner_text() == "1 of 2 films seen."
        assert page.locator(".resume").get_attribute("href") == "#Again&t=0"
        assert page.locator('.act [aria-current="true"]').get_attribute("href") == "#Again"
        assert page.locator("#Again .cells .seen").count() == 1
        assert page.locator("#Colours .beat.seen").count() == 3
        assert course.axe() == []
        begin_again(course)
    page.locator(".forget").press("Enter")
    assert page.evaluate(SHARE.format("Colours")) == ""
    assert not page.locator(".progress").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#Colours"
    assert page.evaluate(KEPT) == "[]"


def test_one_goes_on_where_one_was(course: Visit) -> None:
    page = course.page
    keep(course, json.dumps({"spans": {"Again": [[0, 1.2]]}, "film": "Again", "time": 1.2}))
    assert page.evaluate(SHARE.format("Again")) == "50 % seen"
    page.locator(".resume").press("Enter")
    course.until("!document.querySelector('#Again video').paused")
    assert page.evaluate("document.querySelector('#Again video').currentTime") >= 1.2
    assert page.evaluate("document.activeElement.closest('.film').id") == "Again"


def test_what_was_kept_by_somebody_else_does_no_harm(course: Visit) -> None:
    for told in ("[]", '{"spans": {"Again": 3}}', '{"spans": {"Again": ["x"]}}'):
        keep(course, told)
        assert not course.page.locator(".progress").is_visible()


def test_a_browser_that_keeps_nothing_shows_what_was_seen_till_one_leaves(
    visit: Open, made_lesson: Path
) -> None:
    seen = visit(made_lesson / "index.html", before=REFUSE)
    seen.page.evaluate(PLAY, "Again")
    assert seen.page.evaluate(SHARE.format("Again")) == "seen"
    seen.page.locator("#Again .pace select").select_option("2")
    assert seen.errors == []


def test_a_pace_is_that_of_all_films_and_is_kept(course: Visit) -> None:
    paces = "[...document.querySelectorAll('video')].map((each) => each.playbackRate).join()"
    course.page.locator("#Again .pace select").select_option("1.5")
    begin_again(course)
    assert course.page.evaluate(paces) == "1.5,1.5"
    assert course.page.locator("#Colours .pace select").input_value() == "1.5"


def test_a_sentence_is_repeated_until_one_has_had_enough(course: Visit) -> None:
    page = course.page
    page.locator("#Colours .repeat").check()
    sentence = page.locator("#Colours .sentence:visible").nth(2)
    start, end = (float(sentence.get_attribute(f"data-{each}")) for each in ("start", "end"))
    page.evaluate("""() => {
      window.turns = 0;
      window.latest = 0;
      const video = document.querySelector("#Colours video");
      video.addEventListener("seeked", () => turns++);
      video.addEventListener("timeupdate", () => (latest = Math.max(latest, video.currentTime)));
    }""")
    sentence.click()
    course.until("turns > 2")
    assert start <= page.evaluate("document.querySelector('#Colours video').currentTime")
    assert page.evaluate("latest") < end + 0.2
    page.locator("#Colours .repeat").uncheck()
    course.until("document.querySelector('#Colours video').ended")


def test_a_beat_is_opened_to_play_with_by_the_keyboard(
    visit: Open, made_lesson, colours, tmp_path
) -> None:
    record = colours.cast.lead
    entries = [{"beat": "positive", "record": "lead", "path": "layers.0.neuron.3.bias"}]
    shutil.copytree(made_lesson, tmp_path, dirs_exist_ok=True)
    (tmp_path / "Colours.ledger.json").write_text(json.dumps(entries), encoding="utf-8")
    film = colours.__class__(
        tmp_path / "Colours.mp4", colours.script, colours.cues, Cast(lead=record)
    )
    page = lesson_page([film], ["en", "ja"], below, play=PlayPage(networks_of([colours])))
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    seen = visit(tmp_path / "index.html", locale="ja")
    seen.until("document.body.dataset.ready")
    seen.page.locator(".try").nth(1).press("Enter")
    seen.page.wait_for_url("**/play.html*")
    seen.until("document.body.dataset.settled")
    scores = seen.page.locator(".output .value").all_inner_texts()
    assert list(map(float, scores)) == pytest.approx(record.scores, abs=0.00051)
    assert "layer=1&neuron=4" in seen.page.url and "lang=ja" in seen.page.url
    seen.page.go_back()
    assert seen.page.url.endswith("#Colours&t=0.8")
    assert seen.errors == seen.foreign == []
