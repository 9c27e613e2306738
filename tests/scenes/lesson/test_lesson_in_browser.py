"""Lessons in a real browser: films play, are read, are found by everybody, and ask nobody."""

import re
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
from scenes.lesson.lesson_page import beside, lesson_page
from scenes.lesson.server import serving

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


@pytest.fixture
def course(made_lesson, tmp_path) -> Path:
    """The package for course systems, unpacked into one that writes down what it is told."""
    with ZipFile(made_lesson / "lesson.zip") as package:
        package.extractall(tmp_path)
    (tmp_path / "course.html").write_text(COURSE, encoding="utf-8")
    return tmp_path


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


def test_a_click_on_a_sentence_plays_that_sentence(show) -> None:
    visit = show()
    sentence = visit.page.locator(".sentence:visible").nth(3)
    start = float(sentence.get_attribute("data-start"))
    assert start > 0.81  # the second of its beat
    sentence.click()
    visit.until("!document.querySelector('video').paused")
    assert start <= when(visit) < 1.6


def test_a_click_on_a_time_plays_its_beat(show) -> None:
    visit = show()
    visit.page.locator(".when").nth(1).click()
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


def test_a_course_system_hears_that_a_film_has_been_seen(visit, serve, course) -> None:
    opened = visit(f"{serve(course)}/course.html")
    frame = opened.page.frames[1]
    frame.evaluate(QUICKLY)
    opened.until("told.some((each) => each.includes('completed'))")
    told = opened.page.evaluate("told")
    assert told[0] == "LMSInitialize"
    assert [each for each in told if "lesson_status" in each and "Set" in each][:2] == [
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


NOW = "document.querySelector('.sentence[aria-current]:not([hidden] *)')"
SEEN = """(box => box && box.top >= 0 && box.bottom <= innerHeight)
    (document.querySelector('.sentence[aria-current]')?.getBoundingClientRect())"""


@pytest.mark.parametrize("size", SIZES)
def test_what_is_being_said_is_in_view_beside_or_under_the_film(show, size) -> None:
    visit = show(size=size, reduced_motion="reduce")
    visit.page.locator("video").scroll_into_view_if_needed()
    visit.page.evaluate("document.querySelector('video').scrollIntoView()")
    for moment in (0.1, 1.7, 2.3):
        visit.page.evaluate(f"document.querySelector('video').currentTime = {moment}")
        visit.until(f"{NOW}?.dataset.end > {moment} && {NOW}.dataset.start <= {moment}")
        visit.until(SEEN)


@pytest.mark.parametrize("size", ["phone on its side", "frame"])
def test_a_low_window_shows_player_and_controls_at_once(show, size) -> None:
    film = show(size=size).page.locator("video").bounding_box()
    assert film["y"] >= 0
    assert film["y"] + film["height"] <= SIZES[size][1]
    assert film["width"] > 0.5 * SIZES[size][0]


def test_keys_walk_from_sentence_to_sentence_and_play_them(show) -> None:
    visit = show()
    sentence = "document.activeElement.closest('.sentence')"
    visit.page.locator(".sentence[tabindex='0']").focus()
    starts = [visit.page.evaluate(f"{sentence}.dataset.start")]
    for _ in range(2):
        visit.page.keyboard.press("ArrowDown")
        starts.append(visit.page.evaluate(f"{sentence}.dataset.start"))
    assert sorted({*map(float, starts)}) == [*map(float, starts)]
    assert len({*starts}) == 3
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Enter")
    visit.until("!document.querySelector('video').paused")
    assert float(starts[1]) <= when(visit) < float(starts[2]) + 0.5
    assert visit.page.evaluate(f"{sentence}.getAttribute('role')") == "link"


def test_the_address_names_the_moment_and_leads_there(show) -> None:
    visit = show()
    visit.page.locator(".sentence:visible").nth(3).click()
    start = visit.page.locator(".sentence:visible").nth(3).get_attribute("data-start")
    assert visit.page.url.endswith(f"#Colours&t={float(start):g}")
    again = show()
    again.page.evaluate(f"location.hash = '#Colours&t={start}'")
    again.until(f"Math.abs(document.querySelector('video').currentTime - {start}) < 0.05")


def test_languages_that_are_shown_together_are_in_step(show) -> None:
    visit = show()
    visit.page.locator("[value=all]").check()
    for moment in (0.1, 0.5, 0.7, 1.2):
        visit.page.evaluate(f"document.querySelector('video').currentTime = {moment}")
        showing = """[...document.querySelector('video').textTracks]
            .filter((track) => track.mode === 'showing' && track.activeCues?.length === 1)
            .map((track) => track.activeCues[0])"""
        visit.until(f"{showing}.length === 2")
        visit.until(
            f"{showing}.every((cue) => cue.startTime <= {moment} && {moment} <= cue.endTime)"
        )
        times = visit.page.evaluate(f"{showing}.map((cue) => [cue.startTime, cue.endTime])")
        assert times[0] == times[1]
    lit = "[...document.querySelectorAll('[aria-current]')].map((each) => each.parentElement.lang)"
    assert visit.page.evaluate(lit) == ["en", "ja"]
    lines = visit.page.evaluate(f"{showing}.map((cue) => cue.line)")
    assert lines[0] < 0
    assert lines[1] == "auto"  # English stands above Japanese, as on the page


def test_who_scrolls_the_transcript_is_left_alone_until_a_sentence_is_chosen(show) -> None:
    visit = show(size="frame")
    follow = visit.page.locator(".follow")
    assert follow.is_checked()
    visit.page.locator(".lines").hover()
    visit.page.mouse.wheel(0, 40)
    visit.until("!document.querySelector('.follow').checked")
    visit.page.locator(".when").first.click()
    assert follow.is_checked()


def test_a_server_that_sends_no_parts_of_films_is_told(visit, serve, made_lesson) -> None:
    opened = visit(f"{serve(made_lesson)}/index.html")
    opened.until("!document.querySelector('.no-parts').hidden")
    assert "squish lesson --serve" in opened.page.locator(".no-parts").first.inner_text()


def test_the_server_of_the_project_sends_parts(visit, made_lesson) -> None:
    with serving(made_lesson) as address:
        opened = visit(f"{address}index.html")
        opened.page.locator(".when").nth(2).click()
        opened.until("document.querySelector('video').currentTime > 1.65")
        assert not opened.page.locator(".no-parts").first.is_visible()
        assert opened.errors == opened.foreign == []


def test_a_choice_of_language_is_kept(show) -> None:
    visit = show()
    visit.page.locator("[value=ja]").check()
    assert visit.page.title().startswith("色")
    assert "lang=ja" in visit.page.url
    visit.page.reload()
    assert visit.page.evaluate("document.documentElement.lang") == "ja"
    address = show("index.html", locale="ja").page.locator("a.play").get_attribute("href")
    assert address == "play.html#lang=ja"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_while_the_page_begins(show, size) -> None:
    assert show("index.html", size).shift() < 0.1


def test_the_whole_transcript_is_printed_with_a_picture_of_the_film(show) -> None:
    visit = show()
    visit.page.emulate_media(media="print")
    page = visit.page
    assert page.locator(".printed").is_visible()
    assert page.locator(".printed").evaluate("(image) => image.naturalWidth") == 320
    assert not page.locator("video, .bar, .guide").first.is_visible()
    lines = page.locator(".lines").first
    assert lines.evaluate("(each) => each.scrollHeight - each.clientHeight") == 0
    assert lines.evaluate("(each) => getComputedStyle(each).maskImage") == "none"


def test_with_forced_colours_what_is_chosen_is_told_apart(show) -> None:
    visit = show(forced_colors="active")
    visit.page.evaluate("document.querySelector('video').currentTime = 0.1")
    visit.until(NOW)
    style = "(each) => getComputedStyle(each).outlineStyle"
    assert visit.page.locator("[aria-current]").first.evaluate(style) == "solid"
    colour = "(each) => getComputedStyle(each).backgroundColor"
    chosen, other = (
        visit.page.locator(f".languages {each} + span").first.evaluate(colour)
        for each in (":checked", ":not(:checked)")
    )
    assert chosen != other


def test_without_a_script_all_is_there_in_all_languages(show) -> None:
    page = show(java_script_enabled=False).page
    assert page.locator(".sentence").first.is_visible()
    assert {each.get_attribute("lang") for each in page.locator(".beat p:visible").all()} == {
        "en",
        "ja",
    }
    assert not page.locator(".guide").is_visible()
    page.locator(".term").first.click()
    box = page.locator(".meaning:visible").bounding_box()
    assert box["x"] > 100 and box["y"] > 100  # in the middle, and not in a corner


def test_meanings_open_in_a_browser_without_popovers(show) -> None:
    visit = show(
        before="""
          delete HTMLElement.prototype.popover;
          delete HTMLElement.prototype.showPopover;
          delete Element.prototype.checkVisibility;
          delete HTMLButtonElement.prototype.popoverTargetElement;
        """
    )
    visit.page.locator(".term:visible", has_text="weight").first.click()
    assert "open" in visit.page.locator("#term-weight").get_attribute("class")
    visit.page.keyboard.press("Escape")
    assert "open" not in visit.page.locator("#term-weight").get_attribute("class")
    assert visit.errors == []


def test_a_visitor_is_told_what_to_do_and_where_to_play(show) -> None:
    page = show("index.html").page
    guide = page.locator(".guide p").first
    assert "Press play" in guide.inner_text()
    play = page.locator("a.play")
    box = play.bounding_box()
    assert box["y"] + box["height"] < SIZES["laptop"][1]
    words = page.locator(".glossary")
    words.locator("summary").click()
    assert "sigmoid" in words.inner_text()


def test_a_course_system_is_told_how_long_and_where_to_go_on(visit, course) -> None:
    with serving(course) as address:
        opened = visit(f"{address}course.html")
        frame = opened.page.frames[1]
        opened.until("frames[0].document.querySelector('video').readyState > 0")
        frame.evaluate("document.querySelector('video').currentTime = 2")
        frame.evaluate("document.querySelector('video').play()")
        opened.until("told.some((each) => each.includes('lesson_location 0'))")
        opened.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        opened.until("told.includes('LMSFinish')")
        told = opened.page.evaluate("told")
    assert not any("completed" in each for each in told)  # one has only jumped to its end
    assert "LMSSetValue cmi.core.exit suspend" in told
    assert any(re.fullmatch(r".*session_time 0000:00:\d\d\.\d\d", each) for each in told)


def test_a_film_waits_at_its_question_and_goes_on_with_what_is_so(
    visit, made_lesson, asking, tmp_path
) -> None:
    folder = shutil.copytree(made_lesson / "Colours", tmp_path / "Colours")
    (folder / "asks.html").write_text(lesson_page([asking], ["en", "ja"], beside), "utf-8")
    seen = visit(folder / "asks.html")
    seen.until("document.body.dataset.ready")
    seen.page.evaluate("document.querySelector('video').play()")
    seen.until("!document.querySelector('.ask').hidden")
    assert seen.page.evaluate("document.querySelector('video').paused")
    assert seen.page.evaluate("document.activeElement.className") == "choice"
    assert seen.axe() == []
    wrong = (asking.cast.lead.answer + 1) % 3
    shown = ".ask [data-language]:not([hidden])"
    seen.page.locator(f"{shown} .choice").nth(wrong).press("Enter")
    told = seen.page.locator(f"{shown} .verdict").inner_text()
    assert told == f"No. It is: <{asking.cast.lead.answer_label}>"
    seen.until("document.querySelector('video').currentTime > 1.7")
    seen.until("document.querySelector('.ask').hidden")
    assert seen.errors == []
