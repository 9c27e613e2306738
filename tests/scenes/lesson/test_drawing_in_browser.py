"""The paper of the page to play with: what mouse, fingers, pen and keys leave, and undoing it."""

import numpy as np
import pytest
from drawings import SIDE, UNITS, ink_of, path_of

from network import Network, read_digit
from network.assets import asset
from network.preprocessing.normalisation import normalise_ink

SEEDS = (3, 1, 2, 3, 1, 5, 1, 5, 1, 1)  # of a drawing of each digit
FINGER = {"has_touch": True}
KEYS = {"right": "ArrowRight", "left": "ArrowLeft", "down": "ArrowDown", "up": "ArrowUp"}
STATE = """() => {
  const { network, sample, strokes, changes } = readAddress(location.hash);
  return JSON.stringify({ network, sample, strokes, changes });
}"""
HEARD = """() => {
  window.heard = [];
  for (const id of ["spoken", "at"]) {
    const tell = () => heard.push(document.getElementById(id).textContent);
    new MutationObserver(tell).observe(document.getElementById(id), { childList: true });
  }
}"""
PALM = """() => {
  const canvas = document.querySelector(".pad canvas");
  canvas.setPointerCapture = () => {}; // these pointers are made up
  const { left, top, width } = canvas.getBoundingClientRect();
  const touch = (type, pointerId, pointerType, x, y) =>
    canvas.dispatchEvent(new PointerEvent(type, {
      pointerId, pointerType, isPrimary: true, clientX: left + x * width, clientY: top + y * width,
    }));
  touch("pointerdown", 5, "touch", 0.9, 0.9);
  touch("pointermove", 5, "touch", 0.8, 0.9);
  touch("pointerdown", 6, "pen", 0.5, 0.2);
  touch("pointermove", 5, "touch", 0.9, 0.8);
  touch("pointermove", 6, "pen", 0.5, 0.5);
  touch("pointermove", 6, "pen", 0.5, 0.8);
  touch("pointerup", 5, "touch", 0.9, 0.8);
  touch("pointerup", 6, "pen", 0.5, 0.8);
}"""


def at_rest(seen) -> str:
    """What is shown, as the address tells it when all is at rest."""
    seen.until("document.body.dataset.settled")
    return seen.page.evaluate(STATE)


def drawing_on(seen) -> list[dict]:
    at_rest(seen)
    return seen.page.evaluate("readAddress(location.hash).strokes")


def answer(seen) -> str:
    return seen.page.text_content("#answer")


def spots(seen, points) -> list[tuple[float, float]]:
    """Where points of the paper lie in the window."""
    paper = seen.page.locator(".pad canvas")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    scale = box["width"] / (SIDE * UNITS)
    return [(box["x"] + x * scale, box["y"] + y * scale) for x, y in points]


def by_mouse(seen, drawing) -> None:
    for stroke in drawing:
        first, *rest = spots(seen, stroke["points"][::4])
        seen.page.mouse.move(*first)
        seen.page.mouse.down()
        for spot in rest:
            seen.page.mouse.move(*spot)
        seen.page.mouse.up()


def by_finger(seen, drawing) -> None:
    link = seen.page.context.new_cdp_session(seen.page)
    for stroke in drawing:
        first, *rest = spots(seen, stroke["points"][::4])
        touch(link, "touchStart", first)
        for spot in rest:
            touch(link, "touchMove", spot)
        touch(link, "touchEnd")


def touch(link, kind: str, *fingers: tuple[float, float]) -> None:
    points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
    link.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def by_keys(seen, drawing) -> None:
    """The same with the pen of the arrow keys, step by step."""
    seen.page.focus(".pad canvas")
    at = seen.page.evaluate("JSON.stringify([UNITS * SIDE * 0.5, UNITS * SIDE * 0.25])")
    pen = np.array([float(each) for each in at.strip("[]").split(",")])
    for stroke in drawing:
        for place, point in enumerate(stroke["points"][::4]):
            across, down = np.rint((np.array(point) - pen) / 10).astype(int)
            for _ in range(abs(across)):
                seen.page.keyboard.press(KEYS["right" if across > 0 else "left"])
            for _ in range(abs(down)):
                seen.page.keyboard.press(KEYS["down" if down > 0 else "up"])
            pen = pen + 10 * np.array([across, down])
            if place == 0:
                seen.page.keyboard.press("Space")
        seen.page.keyboard.press("Space")


@pytest.mark.parametrize("hand", [by_mouse, by_finger, by_keys])
def test_the_first_drawing_upon_a_sample_is_read_alone(playing, hand) -> None:
    network = Network.load(asset("weights", "digits.npz"))
    read = []
    for digit, seed in enumerate(SEEDS):
        seen = playing("", "phone", **FINGER)
        hand(seen, path_of(digit, seed))
        drawing = drawing_on(seen)
        assert answer(seen) == network.forward(normalise_ink(ink_of(drawing))).answer_label
        read.append(answer(seen))
        seen.page.context.close()
    assert read == list("0123456789")


def test_the_eraser_works_on_a_sample(playing) -> None:
    seen = playing("sample=eight")
    seen.page.click("#erase")
    by_mouse(seen, path_of(1, 1))
    assert '"sample":"eight"' in at_rest(seen)


def test_two_fingers_draw_one_line(playing) -> None:
    seen = playing("", "laptop", **FINGER)
    link = seen.page.context.new_cdp_session(seen.page)
    top, bottom = spots(seen, [(140, 60), (140, 220)])
    aside = spots(seen, [(250, 250)])[0]
    touch(link, "touchStart", top)
    touch(link, "touchStart", top, aside)
    touch(link, "touchMove", ((top[0] + bottom[0]) / 2, (top[1] + bottom[1]) / 2), aside)
    touch(link, "touchMove", bottom, (aside[0] - 50, aside[1]))
    touch(link, "touchEnd")
    [stroke] = drawing_on(seen)
    assert {x for x, _ in stroke["points"]} <= {139, 140, 141}
    assert answer(seen) == "1"


def test_a_pen_draws_though_a_palm_rests_on_the_paper(playing) -> None:
    seen = playing()
    seen.page.evaluate(PALM)
    seen.until("readAddress(location.hash).strokes.length > 0")
    [stroke] = drawing_on(seen)
    assert {x for x, _ in stroke["points"]} <= {139, 140, 141}


def test_all_that_is_done_can_be_undone_the_last_first(playing) -> None:
    seen = playing("sample=three&layer=3&neuron=6")
    states = [at_rest(seen)]
    for act in (
        lambda: by_mouse(seen, path_of(7, 5)[:1]),
        lambda: seen.page.fill(".dial.bias [type=number]", "9"),
        lambda: seen.page.click("#clear"),
        lambda: seen.page.click("[data-sample=five]"),
        lambda: seen.page.click("#reset"),
        lambda: seen.page.select_option("#network", "by_hand"),
        lambda: by_mouse(seen, path_of(1, 1)[:1]),
    ):
        act()
        states.append(at_rest(seen))
    assert len({*states}) == len(states)
    for state in reversed(states[:-1]):
        seen.page.keyboard.press("Control+z")
        assert at_rest(seen) == state
    assert seen.page.locator("#undo").is_disabled()
    assert seen.errors == []


def test_a_number_that_was_typed_is_undone_to_the_bit(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=1")
    field = seen.page.locator(".dial.bias [type=number]")
    field.fill("5.25")
    assert '"value":5.25' in at_rest(seen)
    field.focus()
    seen.page.keyboard.press("Control+z")
    assert '"changes":[]' in at_rest(seen)
    assert seen.page.text_content("#changes") == ""
    assert field.input_value() == "1.217"


def test_a_turn_of_a_slider_is_one_thing_to_undo(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=1")
    before = at_rest(seen)
    seen.page.focus(".dial.bias [type=range]")
    for _ in range(5):
        seen.page.keyboard.press("ArrowRight")
    assert at_rest(seen) != before
    seen.page.click("#undo")
    assert at_rest(seen) == before


def test_strokes_that_came_with_a_link_can_be_taken_back(playing) -> None:
    seen = playing()
    letters = seen.page.evaluate("(drawn) => drawn.map(packed).join('.')", path_of(4, 5))
    again = playing(f"ink={letters}")
    count = len(drawing_on(again))
    again.page.click("#undo")
    assert len(drawing_on(again)) == count - 1


def test_a_field_that_is_being_typed_in_follows_what_changes_below_it(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=1")
    field = seen.page.locator(".dial.bias [type=number]")
    field.fill("5.25")
    at_rest(seen)
    seen.page.evaluate("location.hash = location.hash.replace(/&changed=[^&]*/, '')")
    seen.until("document.querySelector('.dial.bias [type=number]').value === '1.217'")


def test_a_scrawl_is_refused_and_read_if_somebody_wants_it(playing) -> None:
    seen = playing()
    seen.page.click("#clear")
    assert not seen.page.locator("#anyway").is_visible()
    dot = {"erases": False, "points": [[100, 100], [110, 100]]}
    bar = {"erases": False, "points": [[200, 60], [200, 220]]}
    other = {"erases": False, "points": [[80, 60], [80, 220]]}
    for stroke in (dot, bar, other):
        by_mouse(seen, [{**stroke, "points": [p for p in stroke["points"] for _ in range(3)]}])
    at_rest(seen)
    assert "Several digits" in seen.page.text_content("#message")
    seen.page.click("#anyway")
    at_rest(seen)
    assert answer(seen).isdigit()
    assert "Read anyway" in seen.page.text_content("#message")
    assert answer(playing(seen.page.evaluate("location.hash.slice(1)"))) == answer(seen)
    seen.page.keyboard.press("Control+z")
    at_rest(seen)
    assert "Several digits" in seen.page.text_content("#message")


def test_keys_on_a_picture_say_the_product_and_the_answer_only_once(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=1&weight=566")
    seen.page.evaluate(HEARD)
    seen.page.focus(".picture.weights")
    seen.page.keyboard.press("ArrowDown")
    at_rest(seen)
    network = Network.load(asset("weights", "digits.npz"))
    neuron = network.forward(read_digit(asset("digits", "three.png"))).layers[0].neuron(0)
    weight, pixel, product = (
        each[593] for each in (neuron.weights, neuron.inputs, neuron.products)
    )
    told = f"{weight:+.3f} × {pixel:.2f} = {product:+.3f}"
    assert seen.page.evaluate("heard") == [f"row 22, column 6: {told}"]
    assert seen.page.text_content(".at-place") == told


def test_keys_on_the_paper_say_where_the_pen_is(playing) -> None:
    seen = playing("sample=three")
    seen.page.evaluate(HEARD)
    seen.page.focus(".pad canvas")
    for key in ("ArrowDown", "ArrowRight"):
        seen.page.keyboard.press(key)
    at_rest(seen)
    assert seen.page.evaluate("heard") == [
        "Pen at row 9, column 15, up.",
        "Pen at row 9, column 16, up.",
    ]
    seen.page.keyboard.press("Space")
    assert seen.page.text_content("#at") == "Pen at row 9, column 16, down."
