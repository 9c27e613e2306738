"""Both pages in Firefox: what Chromium shows, the other half of the browsers shows too."""

from pathlib import Path

import pytest
from drawings import ink_of, path_of

from network import Network, read_digit
from network.assets import asset
from network.preprocessing.normalisation import normalise_ink
from scenes.lesson.server import serving

pytestmark = pytest.mark.usefixtures("firefox")
SETTLED = "document.body.dataset.settled"
SCORES = "[...document.querySelectorAll('.output .value')].map((each) => Number(each.textContent))"
PLAYS_FILMS = "document.createElement('video').canPlayType('video/mp4; codecs=avc1.640028')"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACE, DOWN = "\ue00d", "\ue015"  # keys, as WebDriver numbers them
CONTROL = "\ue009"
SIZES = [(500, 740), (844, 390), (1280, 800)]  # no window of Firefox is narrower


@pytest.fixture
def digits() -> Network:
    return Network.load(asset("weights", "digits.npz"))


@pytest.fixture
def playing(firefox, play_file: Path):
    """Opens the page to play with, and waits until it has answered."""

    def open_page(fragment: str = "", width: int = 1280, height: int = 800):
        firefox.open(f"{play_file.as_uri()}#lang=en&{fragment}", width, height)
        firefox.until(SETTLED)
        return firefox

    return open_page


@pytest.fixture
def showing(firefox, made_lesson: Path):
    """Opens the page of a lesson with one film."""

    def open_page(width: int = 1280, height: int = 800):
        firefox.open(made_lesson / "Colours" / "Colours.page.html", width, height)
        firefox.until("document.body.dataset.ready")
        return firefox

    return open_page


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nobody_is_shut_out_of_the_page_to_play_with(playing, width, height) -> None:
    seen = playing("sample=three", width, height)
    assert seen.axe() == seen.errors() == []
    assert seen.run(OVERFLOW) == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nobody_is_shut_out_of_a_lesson(showing, width, height) -> None:
    seen = showing(width, height)
    assert seen.axe() == seen.errors() == []
    assert seen.run(OVERFLOW) == 0


def test_samples_get_the_scores_of_python(playing, digits) -> None:
    for name in ("three", "eight"):
        scores = digits.forward(read_digit(asset("digits", f"{name}.png"))).scores
        assert playing(f"sample={name}").run(SCORES) == pytest.approx(scores, abs=0.00051)


def test_a_first_drawing_by_mouse_is_read_alone_and_undone(playing, digits) -> None:
    seen = playing("sample=three")
    for stroke in path_of(7, 5):
        seen.draw(".pad canvas", [(x / 280, y / 280) for x, y in stroke["points"][::3]])
    seen.until(SETTLED)
    drawing = seen.run("readAddress(location.hash).strokes")
    record = digits.forward(normalise_ink(ink_of(drawing)))
    assert seen.run("document.querySelector('#answer').textContent") == record.answer_label == "7"
    for _ in drawing:
        seen.chord(CONTROL, "z")
    seen.until(f"{SETTLED} && readAddress(location.hash).sample === 'three'")
    assert seen.errors() == []


def test_a_first_drawing_by_keys_is_read_alone(playing, digits) -> None:
    seen = playing("sample=three")
    seen.run("document.querySelector('.pad canvas').focus()")
    seen.press(SPACE, *[DOWN] * 14, SPACE)
    at = "document.querySelector('#at').textContent"
    seen.until(f"{at} === 'Pen at row 22, column 15, up.'")
    seen.until(SETTLED)
    assert seen.run("document.querySelector('#answer').textContent") == "1"
    record = digits.forward(normalise_ink(ink_of(seen.run("readAddress(location.hash).strokes"))))
    assert seen.run(SCORES) == pytest.approx(record.scores, abs=0.00051)


def test_a_sentence_plays_and_is_lit(firefox, made_lesson) -> None:
    with serving(made_lesson) as address:
        firefox.open(f"{address}Colours/Colours.transcript.html")
        firefox.until("document.body.dataset.ready")
        if not firefox.run(PLAYS_FILMS):
            pytest.skip("this Firefox plays no H.264; libavcodec is not installed")
        firefox.until("document.querySelector('video').readyState > 0")
        firefox.click(".beat:nth-child(2) p:not([hidden]) .sentence:last-of-type")
        firefox.until("document.querySelector('video').currentTime > 0.9")
        firefox.until("document.querySelector('.beat:nth-child(2) [aria-current=true]')")
        assert firefox.run("document.querySelector('.no-parts').hidden")
        assert firefox.errors() == []


def test_a_film_that_cannot_be_played_is_told(firefox, made_lesson, tmp_path) -> None:
    page = (made_lesson / "Colours" / "Colours.transcript.html").read_text("utf-8")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")  # without its film
    firefox.open(tmp_path / "page.html")
    firefox.until("!document.querySelector('.no-film').hidden")
    assert firefox.errors() == []


def test_meanings_open_at_their_words(showing) -> None:
    seen = showing()
    seen.click("p:not([hidden]) .term[popovertarget=term-weight]")
    seen.until("document.querySelector('#term-weight').matches(':popover-open')")
    top, bottom = (
        seen.run(f"document.querySelector('{each}').getBoundingClientRect().{side}")
        for each, side in (
            ("#term-weight", "top"),
            ("p:not([hidden]) [popovertarget=term-weight]", "bottom"),
        )
    )
    assert 0 < top - bottom < 30
