"""Lessons in a real browser: films play, are read, are found by everybody, and ask nobody."""

import shutil
import threading
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from browser import SIZES
from PIL import Image

from scenes import theme

QUICKLY = """(() => {
  const film = document.querySelector("video");
  film.playbackRate = 4;
  film.play();
})()"""
COURSE = """<!doctype html><html lang="en"><title>Course</title><script>
const told = [];
window.API = new Proxy({}, { get: (_, name) => (...values) => {
  told.push([name, ...values].join(" ").trim());
  return name === "LMSGetValue" ? "not attempted" : "true";
}});
</script><iframe title="film" src="Colours.html" width="800" height="600"></iframe></html>"""


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write a line for each request."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def serve():
    """Serves a folder: the address."""
    with ExitStack() as running:

        def start(folder: Path) -> str:
            handler = partial(Quiet, directory=folder)
            server = running.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            running.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield start


@pytest.fixture
def show(visit, made_lesson):
    """Opens a page of the lesson from disk."""
    return lambda name="Colours/Colours.page.html", *about, **more: visit(
        made_lesson / name, *about, **more
    )


def when(visit) -> float:
    return visit.page.evaluate("document.querySelector('video').currentTime")


@pytest.mark.parametrize("name", ["index.html", "Colours/Colours.page.html"])
def test_a_film_plays_to_its_end(show, name) -> None:
    visit = show(name)
    visit.page.evaluate(QUICKLY)
    visit.until("document.querySelector('video').ended")
    assert when(visit) == pytest.approx(2.4, abs=0.1)
    assert visit.errors == visit.foreign == []


def test_a_film_plays_from_a_server(visit, serve, made_lesson) -> None:
    opened = visit(f"{serve(made_lesson)}/index.html")
    opened.page.locator(".when").nth(2).click()
    opened.until("document.querySelector('video').currentTime > 1.65")
    assert opened.errors == opened.foreign == []


@pytest.mark.parametrize("target", [".sentence:visible >> nth=2", ".when >> nth=1"])
def test_a_click_on_a_sentence_plays_its_beat(show, target) -> None:
    visit = show()
    visit.page.locator(target).click()
    visit.until("!document.querySelector('video').paused")
    assert 0.8 <= when(visit) < 1.6


def test_a_beat_is_played_by_the_keyboard_alone(show) -> None:
    visit = show()
    visit.page.locator(".when").nth(1).focus()
    visit.page.keyboard.press("Enter")
    visit.until("!document.querySelector('video').paused")
    assert 0.8 <= when(visit) < 1.6


def test_the_sentence_that_is_being_said_is_lit(show) -> None:
    visit = show()
    visit.page.evaluate("document.querySelector('video').currentTime = 1.61")
    lit = visit.page.locator(".sentence[aria-current]")
    lit.first.wait_for()
    beats = lit.evaluate_all("all => all.map((each) => each.closest('.beat').dataset.start)")
    assert set(beats) == {"1.6"}
    assert lit.first.inner_text().startswith("The answer is")


@pytest.mark.parametrize(
    ("choice", "starts"),
    [("en", ["The answer is"]), ("ja", ["答えは"]), ("all", ["The answer is", "答えは"])],
)
def test_captions_show_in_the_language_that_is_chosen(show, choice, starts) -> None:
    visit = show()
    visit.page.locator(f"[value={choice}]").check()
    visit.page.evaluate("document.querySelector('video').currentTime = 0.1")
    showing = """[...document.querySelector('video').textTracks].filter(
        (track) => track.mode === 'showing' && track.activeCues?.length)"""
    visit.until(f"{showing}.length === {len(starts)}")
    shown = visit.page.evaluate(f"{showing}.map((track) => track.activeCues[0].text)")
    for text, start in zip(shown, starts, strict=True):
        assert text.startswith(start)
    told = visit.page.locator(".beat p:visible").all_inner_texts()
    assert [told[place].strip()[:3] for place in range(len(starts))] == [s[:3] for s in starts]


@pytest.mark.parametrize("size", SIZES)
def test_captions_and_controls_have_room_below_the_picture(show, size) -> None:
    film = show("index.html", size).page.locator("video").first
    assert film.evaluate("(film) => getComputedStyle(film).objectPosition") == "50% 0%"
    width, height = film.evaluate("(film) => [film.clientWidth, film.clientHeight]")
    assert height - width * 9 / 16 > 100


@pytest.mark.parametrize(("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr", "en")])
def test_a_page_opens_in_the_language_of_its_reader(show, locale, language) -> None:
    visit = show(locale=locale)
    assert visit.page.evaluate("document.documentElement.lang") == language


def test_a_term_shows_its_meaning_in_both_languages(show) -> None:
    visit = show()
    visit.page.locator(".term:visible", has_text="weight").click()
    meaning = visit.page.locator("#term-weight")
    assert meaning.is_visible()
    assert "How much one input counts" in meaning.inner_text()
    assert "一つの入力をどれだけ重く見るか" in meaning.inner_text()
    assert visit.page.evaluate("document.querySelector('video').paused")
    visit.page.keyboard.press("Escape")
    assert not meaning.is_visible()


@pytest.mark.parametrize(
    ("size", "scheme"), [("phone", "light"), ("laptop", "dark"), ("projector", "light")]
)
def test_nobody_is_shut_out_and_nothing_is_asked_of_others(show, size, scheme) -> None:
    visit = show("index.html", size, scheme)
    visit.page.locator("[value=all]").check()
    visit.page.evaluate("document.querySelector('video').currentTime = 0.1")
    visit.page.locator(".sentence[aria-current]").first.wait_for()
    assert visit.axe() == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert visit.errors == visit.foreign == []


def test_nothing_in_a_text_is_run(show) -> None:
    visit = show("index.html")
    assert visit.page.title() == "Inside a neural network"
    assert visit.page.locator("main script").count() == 0
    assert "<script>alert(1)</script>" in visit.page.locator("h2[id]").nth(1).inner_text()


def test_a_figure_shows_its_captions_in_a_plain_page(visit, serve, made_lesson) -> None:
    figure = (made_lesson / "Colours" / "Colours.embed.html").read_text("utf-8")
    page = f'<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>{figure}</main></html>'
    (made_lesson / "Colours" / "plain.html").write_text(page, encoding="utf-8")
    opened = visit(f"{serve(made_lesson)}/Colours/plain.html", "phone")
    opened.page.evaluate("document.querySelector('video').play()")
    opened.until("document.querySelector('video').textTracks[0].activeCues?.length === 1")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"][0]
    assert opened.axe() == opened.errors == opened.foreign == []
    (made_lesson / "Colours" / "plain.html").unlink()


def test_a_course_system_hears_that_a_film_has_been_seen(
    visit, serve, made_lesson, tmp_path
) -> None:
    with ZipFile(made_lesson / "lesson.zip") as package:
        package.extractall(tmp_path)
    (tmp_path / "course.html").write_text(COURSE, encoding="utf-8")
    opened = visit(f"{serve(tmp_path)}/course.html")
    frame = opened.page.frames[1]
    frame.evaluate(QUICKLY)
    opened.until("told.some((each) => each.includes('completed'))")
    told = opened.page.evaluate("told")
    assert told[0] == "LMSInitialize"
    assert [each for each in told if each.startswith("LMSSetValue")] == [
        "LMSSetValue cmi.core.lesson_status incomplete",
        "LMSSetValue cmi.core.lesson_status completed",
    ]
    assert opened.errors == opened.foreign == []


@pytest.mark.parametrize("height", [720, 1080])
def test_colours_on_screen_are_those_of_the_theme(visit, rendered, tmp_path, height) -> None:
    shutil.copy(rendered(height), tmp_path / "film.mp4")
    page = tmp_path / "page.html"
    page.write_text("<video src='film.mp4' width='320' muted></video>")
    opened = visit(page)
    for place, name in enumerate(("GROUND", "POSITIVE", "NEGATIVE")):
        opened.page.evaluate(
            """seconds => new Promise((done, failed) => {
                 setTimeout(failed, 5000);
                 const film = document.querySelector('video');
                 film.onseeked = () => requestAnimationFrame(() => requestAnimationFrame(done));
                 film.currentTime = seconds;
               })""",
            0.8 * place + 0.4,
        )
        path = tmp_path / f"{name}.png"
        opened.page.locator("video").screenshot(path=path)
        seen = np.asarray(Image.open(path).convert("RGB"))[40:-40, 40:-40].astype(int)
        wanted = np.round(255 * getattr(theme, name).to_rgb())
        assert np.abs(seen - wanted).max() <= 3, f"{name}: {seen[50, 50]} for {wanted}"
    assert opened.errors == []
